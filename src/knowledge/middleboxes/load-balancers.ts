import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** Load balancers of the clouds. */
export const loadBalancers: MiddleboxEntry[] = [
  speaking({
    id: 'aws-elb',
    name: 'AWS Elastic Load Balancing',
    aliases: ['alb', 'elb'],
    kind: 'load balancer',
    answers: [
      {
        id: 'http/nothing-behind',
        status: [503],
        headers: [['server', /^awselb/i]],
        page: /^\s*$|503 Service Temporarily Unavailable/i,
      },
      { id: 'http/protocol-unsupported', status: [464], page: /^\s*$|464/, headers: [['server', /^awselb/i]] },
      { id: 'server/bad-gateway', status: [500, 502, 504], headers: [['server', /^awselb/i]], page: /^\s*$|<center>|<h1>/i },
      { id: 'http/edge-challenge', status: [403], headers: [['server', /^awselb/i]], page: /403 Forbidden/i },
      { id: 'http/too-large', status: [413], headers: [['server', /^awselb/i]], page: /413/ },
    ],
    recognition: [
      { headers: [['server', /^awselb/i]], certainty: 'proved', source: 'Elastic Load Balancing documentation, troubleshooting' },
      { host: /\.elb\.(?:[\w-]{2,20}\.)?amazonaws\.com$/, certainty: 'proved', source: 'Elastic Load Balancing documentation' },
      {
        alias: /\.elb\.(?:[\w-]{2,20}\.)?amazonaws\.com\.?$/,
        certainty: 'proved',
        source: 'Elastic Load Balancing documentation',
      },
    ],
    steps: {
      'http/nothing-behind': [
        '503 of this load balancer means that its target group has no registered target: register one, or see why the service has none running: `aws elbv2 describe-target-health --target-group-arn ARN`',
      ],
      'server/bad-gateway': [
        {
          text: 'With {status504}, a target took longer than the idle timeout of the load balancer, which is 60 s unless it is set: `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=idle_timeout.timeout_seconds,Value=600`',
          first: true,
        },
        'See what the targets’ health checks say: `aws elbv2 describe-target-health --target-group-arn ARN`',
      ],
      'http/protocol-unsupported': [
        'Set the protocol version of the target group to HTTP1: 464 means that the request’s version does not suit it.',
      ],
      'http/edge-challenge': [
        'A web ACL of AWS WAF on the load balancer refuses the request: its sampled requests name the rule.',
      ],
      'tcp/reset': [
        'A network load balancer without healthy targets cuts connections: `aws elbv2 describe-target-health --target-group-arn ARN`',
      ],
    },
    source: 'Elastic Load Balancing documentation, troubleshoot your Application Load Balancers',
  }),
  speaking({
    id: 'google-load-balancer',
    name: 'Google Cloud Load Balancing',
    aliases: ['gclb'],
    kind: 'load balancer',
    answers: [
      {
        id: 'server/bad-gateway',
        status: [500, 502, 503, 504],
        page: /The server encountered a temporary error and could not complete your request|<title>502 Server Error<\/title>/i,
      },
      {
        id: 'server/bad-gateway',
        status: [502, 503, 504],
        headers: [['via', /1\.1 google/i]],
        page: /^(?:no healthy upstream|stream timeout)/,
      },
      { id: 'http/nothing-behind', status: [404], page: /^response 404 \(backend NotFound\), service rules for/ },
    ],
    recognition: [
      {
        headers: [['via', /1\.1 google/i]],
        certainty: 'proved',
        source: 'Google Cloud documentation, external Application Load Balancer: headers',
      },
    ],
    steps: {
      'server/bad-gateway': [
        {
          text: 'With {status504}, a backend took longer than the timeout of the backend service, which is 30 s unless it is set (in GKE timeoutSec in a BackendConfig or GCPBackendPolicy): `gcloud compute backend-services update NAME --global --timeout=600`',
          first: true,
        },
        'See why the load balancer takes its backends for unhealthy (statusDetails in its log says it): `gcloud compute backend-services get-health NAME --global`',
      ],
    },
    source: 'Google Cloud documentation, troubleshooting external Application Load Balancers',
  }),
  speaking({
    id: 'azure-application-gateway',
    name: 'Azure Application Gateway',
    kind: 'load balancer',
    answers: [
      { id: 'server/bad-gateway', status: [502, 503, 504], page: /Microsoft-Azure-Application-Gateway/i },
      { id: 'http/edge-challenge', status: [403], page: /Microsoft-Azure-Application-Gateway/i },
      { id: 'http/too-large', status: [413], page: /Microsoft-Azure-Application-Gateway/i },
    ],
    recognition: [
      {
        headers: [['server', /^Microsoft-Azure-Application-Gateway/i]],
        certainty: 'proved',
        source: 'Azure Application Gateway documentation, HTTP response codes',
      },
    ],
    steps: {
      'server/bad-gateway': [
        {
          text: 'With {status504}, the backend took longer than the request timeout of the backend settings, which is 20 s unless it is set: raise it in the portal, Backend settings, Request time-out.',
          first: true,
        },
        'See what the health probe says of the backend pool: `az network application-gateway show-backend-health --name NAME --resource-group GROUP`',
      ],
      'http/edge-challenge': [
        'The gateway’s web application firewall refuses the request: its log names the rule; exclude the path of the API or set it to detection for a trial.',
      ],
    },
    source: 'Azure Application Gateway documentation, HTTP response codes',
  }),
];
