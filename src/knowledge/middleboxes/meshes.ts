import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** How to let calls out of a service mesh. */
const SERVICE_ENTRY: [string, ...string[]] = [
  'If a service mesh guards this cluster’s way out (Istio with outboundTrafficPolicy REGISTRY_ONLY), add a ServiceEntry for {host}, port {port}, resolution DNS, to the namespace of this workload.',
  'Check whether a NetworkPolicy restricts egress: `kubectl get networkpolicy --all-namespaces`',
  'See what the sidecar makes of {host}, with the pod’s name: `istioctl proxy-config cluster POD --fqdn {host}`',
];

/** What carries and guards the calls between services: sidecars and the gateways that are made of them. */
export const meshes: MiddleboxEntry[] = [
  speaking({
    id: 'linkerd',
    name: 'Linkerd',
    kind: 'mesh',
    answers: [
      { id: 'server/bad-gateway', status: [500, 502, 503, 504], headers: [['l5d-proxy-error', /./]], anyBody: true },
      { id: 'http/not-the-api', status: [403], headers: [['l5d-proxy-error', /./]], anyBody: true },
    ],
    steps: {
      'server/bad-gateway': [
        'The header l5d-proxy-error says what the Linkerd proxy met; its log says more: `kubectl logs POD -c linkerd-proxy`',
      ],
      'http/not-the-api': [
        'Allow this workload in the policy of the server or the egress network: `linkerd viz authz deploy/NAME`',
      ],
    },
    source: 'linkerd/linkerd2-proxy, linkerd/app/core/src/errors/respond.rs',
  }),
  speaking({
    id: 'envoy',
    name: 'Envoy or Istio',
    aliases: ['istio', 'istio-ingressgateway', 'consul-connect', 'contour', 'envoy-gateway'],
    kind: 'mesh',
    answers: [
      {
        id: 'http/protocol-unsupported',
        status: [502, 503],
        page: /upstream connect error or disconnect\/reset before headers[\s\S]{0,100}reset reason: protocol error/,
      },
      {
        id: 'server/bad-gateway',
        status: [500, 502, 503, 504],
        page: /^(?:upstream connect error or disconnect\/reset before headers|no healthy upstream|upstream request timeout|stream timeout|no cluster|retry overflow|upstream max stream duration reached)|upstream connect error or disconnect\/reset/,
      },
      { id: 'http/not-the-api', status: [403], page: /^RBAC: access denied/ },
      {
        id: 'http/access-proxy',
        status: [401, 403],
        page: /^(?:Jwt (?:is|verification|issuer|header|cannot|alg)|Audiences in Jwt|Jwks )/,
      },
      { id: 'limit/rate-limit', status: [429], page: /^local_rate_limited/ },
      { id: 'http/not-found', status: [404], headers: [['server', /^(?:istio-)?envoy$/i]], page: /^\s*$/ },
      { id: 'server/bad-gateway', status: [502, 503, 504], headers: [['server', /^(?:istio-)?envoy$/i]], page: /^\s*$/ },
      { id: 'http/too-large', status: [413], page: /^Payload Too Large/ },
    ],
    recognition: [
      { headers: [['server', /^istio-envoy$/i]], certainty: 'proved', source: 'istio/istio, pilot/pkg/networking' },
      {
        headers: [['x-envoy-upstream-service-time', /./]],
        certainty: 'proved',
        source: 'Envoy documentation, HTTP router filter',
      },
      { headers: [['x-envoy-decorator-operation', /./]], certainty: 'proved', source: 'Envoy documentation, tracing' },
    ],
    wants: { what: 'a JWT of an issuer that its policy names', headers: ['Authorization: Bearer <jwt>'] },
    steps: {
      'server/bad-gateway': [
        {
          text: 'With {status504}, a timeout of Envoy ran out, which is 15 s for a route unless it is set: raise timeout in the VirtualService (Istio), timeouts in the HTTPRoute, or the request timeout of the gateway.',
          first: true,
        },
        '“no healthy upstream” means that no pod behind the route is ready; “connection failure” that it listens elsewhere or uses other TLS settings. Check the endpoints: `istioctl proxy-config endpoints POD`',
        'An empty 502 for egress traffic is typical of a mesh that allows only registered hosts (BlackHoleCluster): add a ServiceEntry for {host}.',
        'See the flags behind the status in the sidecar’s log (UH no healthy upstream, UF connect failure, NR no route, UC closed, UT timeout): `kubectl logs POD -c istio-proxy`',
      ],
      'http/not-the-api': [
        '“RBAC: access denied” is an AuthorizationPolicy: allow this workload and path there: `kubectl get authorizationpolicy --all-namespaces`',
      ],
      'http/access-proxy': [
        'A RequestAuthentication wants a JWT in Authorization: leave the path of the API out of it, or let it read the JWT from another header (fromHeaders), so that Authorization stays free for the API’s key.',
      ],
      'http/not-found': [
        'No VirtualService or HTTPRoute matches this host and path: compare {host} with their hosts: `kubectl get virtualservice,httproute --all-namespaces`',
      ],
      'tcp/reset': SERVICE_ENTRY,
      'tls/reset': SERVICE_ENTRY,
      'http/closed': SERVICE_ENTRY,
      'stream/cut': [
        'Raise the timeout of the route (Istio: timeout in the VirtualService, 0s means none) and the idle timeout.',
      ],
    },
    words: [
      {
        says: 'response_flags',
        near: /\bresponse_flags\b["']?\s{0,2}[:=]\s{0,2}["']?(?:[A-Z]{2,4},){0,3}(?:UH|UF|UC|UT|URX|UMSDR|LR|UR)\b/,
        id: 'server/bad-gateway',
      },
      {
        says: 'response_flags',
        near: /\bresponse_flags\b["']?\s{0,2}[:=]\s{0,2}["']?(?:[A-Z]{2,4},){0,3}NR\b/,
        id: 'http/not-found',
      },
    ],
    source: 'envoyproxy/envoy, source/common/router/router.cc and docs: access log response flags',
  }),
  {
    id: 'kubernetes',
    name: 'Kubernetes',
    aliases: ['k8s', 'networkpolicy', 'service-mesh'],
    kind: 'mesh',
    recognition: [
      {
        variable: ['KUBERNETES_SERVICE_HOST', /./],
        certainty: 'proved',
        source: 'Kubernetes documentation, Service: environment variables',
      },
    ],
    steps: {
      'tcp/reset': SERVICE_ENTRY,
      'tcp/timeout': [
        'Check that a NetworkPolicy allows egress from this pod to {host} port {port} and to DNS: `kubectl get networkpolicy --all-namespaces`',
        'With Cilium, name the host in a CiliumNetworkPolicy (toFQDNs): `hubble observe --verdict DROPPED`',
        'If an egress gateway is the only way out, route {host} through it (ServiceEntry with a VirtualService in Istio), or set HTTPS_PROXY to the cluster’s proxy.',
      ],
      'tcp/refused': [
        'If a service mesh restricts egress, allow {host}: with a ServiceEntry in Istio, an EgressNetwork in Linkerd.',
      ],
      'tls/reset': SERVICE_ENTRY,
      'tls/timeout': [
        'If a service mesh restricts egress, add a ServiceEntry for {host}; where the network’s packet size is smaller than the node’s, set the MTU of the network plug-in.',
      ],
      'http/closed': SERVICE_ENTRY,
      'dns/timeout': [
        'Check that CoreDNS runs and that a NetworkPolicy allows UDP and TCP port 53 to it: `kubectl -n kube-system get pods -l k8s-app=kube-dns`',
      ],
      'dns/nxdomain': ['A service’s full name is SERVICE.NAMESPACE.svc.cluster.local: `kubectl get service --all-namespaces`'],
      'dns/servfail': [
        'See what CoreDNS says, and which resolver it asks in turn: `kubectl -n kube-system logs -l k8s-app=kube-dns`',
      ],
    },
    source:
      'Kubernetes documentation, network policies and debugging DNS resolution; Istio documentation, accessing external services',
  },
];
