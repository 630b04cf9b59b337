import { problem } from '../../../src/model/errors.ts';
import type { PeerRoute } from '../../../src/model/facts/tcp.ts';
import {
  AGAIN,
  answering,
  CUT,
  distrusted,
  dnsAnswer,
  exchangeOf,
  httpAnswer,
  issuedBy,
  MODELS,
  NOT_FOUND,
  proxyAnswer,
  proxyRefused,
  resolved,
  resolver,
  SILENT,
  shaken,
  tunneled,
  unconnected,
  unresolved,
} from '../../support/environment.ts';
import { addresses, connectError, connectFacts, failed, lookedUp, saw } from '../../support/tcp-cases.ts';
import type { Case } from './case.ts';

const AZURE_KEY = '0123456789abcdef0123456789abcdef';
const V6 = '2001:db8::10';
const POD = { KUBERNETES_SERVICE_HOST: '10.96.0.1' };

const nxdomain = (changes = {}) => resolver({ rcode: 'NXDOMAIN' }, changes);
const silent = (server: string) =>
  resolver({ outcome: 'timeout', rcode: null, problem: problem('TIMEOUT', 'TIMEOUT') }, { server });
const closed = (server: string) =>
  resolver({ outcome: 'refused', rcode: null, problem: problem('ECONNREFUSED', 'ECONNREFUSED') }, { server });

const names: Case[] = [
  {
    name: 'Azure: the private DNS zone is not linked (NXDOMAIN behind the alias)',
    key: AZURE_KEY,
    url: 'https://contoso.openai.azure.com/openai/v1',
    seen: unresolved({}, [nxdomain({ a: dnsAnswer({ rcode: 'NXDOMAIN', cnames: ['contoso.privatelink.openai.azure.com'] }) })]),
    id: 'dns/nxdomain',
    mend: /private DNS zone/,
  },
  {
    name: 'Azure: the private endpoint’s address from a network that does not reach it',
    key: AZURE_KEY,
    url: 'https://contoso.openai.azure.com/openai/v1',
    seen: unconnected('timeout', { found: ['10.1.0.5'], cnames: ['contoso.privatelink.openai.azure.com'] }),
    id: 'tcp/timeout',
    mend: /virtual network|peering/,
  },
  {
    name: 'host.docker.internal in a container on Linux',
    url: 'http://host.docker.internal:11434/v1',
    platform: 'container',
    seen: unresolved({}, [nxdomain()]),
    id: 'dns/nxdomain',
    mend: /--add-host/,
  },
  {
    name: 'the name of a service in another namespace',
    url: 'http://vllm:8000/v1',
    platform: 'container',
    env: POD,
    seen: unresolved({}, [nxdomain()]),
    id: 'dns/nxdomain',
    mend: /svc\.cluster\.local/,
  },
  {
    name: 'the name of a service of Docker Compose from outside',
    url: 'http://ollama:11434/v1',
    seen: unresolved({}, [nxdomain()]),
    id: 'dns/nxdomain',
    mend: /localhost|compose/i,
  },
  {
    name: 'nsswitch without dns',
    seen: unresolved({ problem: NOT_FOUND }, [resolver({ addresses: ['203.0.113.10'] })], {
      'dns/name-service': saw({
        path: '/etc/nsswitch.conf',
        entry: { line: 12, text: 'hosts: files myhostname' },
        sources: [
          { name: 'files', actions: [] },
          { name: 'myhostname', actions: [] },
        ],
      }),
    }),
    id: 'dns/not-asked',
    mend: /nsswitch\.conf/,
  },
  {
    name: 'a stale line in resolv.conf of WSL',
    platform: 'wsl',
    seen: unresolved({ problem: AGAIN, pending: true, ms: 5000 }, [silent('172.28.96.1')]),
    id: 'dns/timeout',
    mend: /wsl\.exe --shutdown/,
  },
  {
    name: 'systemd-resolved is down',
    seen: unresolved({ problem: AGAIN }, [closed('127.0.0.53')]),
    id: 'dns/no-resolver',
    mend: /systemctl restart systemd-resolved/,
  },
  {
    name: 'Docker’s resolver does not answer',
    platform: 'container',
    seen: unresolved({ problem: AGAIN, pending: true, ms: 5000 }, [silent('127.0.0.11')]),
    id: 'dns/timeout',
    mend: /--dns|daemon\.json/,
  },
  {
    name: 'a pod that may not ask CoreDNS',
    platform: 'container',
    env: POD,
    seen: unresolved({ problem: AGAIN, pending: true, ms: 5000 }, [silent('10.96.0.10')]),
    id: 'dns/timeout',
    mend: /NetworkPolicy/,
  },
  {
    name: 'Pi-hole returns 0.0.0.0',
    seen: (target) => resolved(target, ['0.0.0.0']),
    id: 'dns/sinkhole',
    mend: /Pi-hole/,
  },
  {
    name: 'the sandbox of Codex, where no name resolves',
    env: { CODEX_SANDBOX_NETWORK_DISABLED: '1' },
    seen: unresolved({ problem: AGAIN }, [
      resolver({ outcome: 'error', rcode: null, problem: problem('EPERM', 'socket EPERM') }),
    ]),
    id: 'dns/no-resolver',
    mend: /network_access = true/,
  },
  {
    name: 'the firewall of Copilot’s coding agent refuses the name',
    env: { COPILOT_AGENT_FIREWALL_ENABLED: 'true', GITHUB_ACTIONS: 'true' },
    seen: unresolved({ problem: AGAIN }, [resolver({ rcode: 'REFUSED' })]),
    id: 'dns/refused',
    mend: /allow ?list/i,
  },
  {
    name: 'an air-gapped container',
    platform: 'container',
    seen: unresolved({ problem: AGAIN }, [
      resolver({ outcome: 'unreachable', rcode: null, problem: problem('ENETUNREACH', 'ENETUNREACH') }, { server: '8.8.8.8' }),
    ]),
    id: 'dns/no-resolver',
    mend: /network|VPN/i,
  },
  {
    name: 'a misspelled host',
    url: 'https://api.opnai.com/v1',
    seen: unresolved({}, [nxdomain()]),
    id: 'dns/nxdomain',
    mend: /Compare|correct/,
  },
];

const local = 'http://localhost:11434/v1';

const connections: Case[] = [
  {
    name: 'Ollama does not run',
    url: local,
    key: 'ollama',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /ollama serve/,
  },
  {
    name: 'Ollama on Windows does not run',
    url: local,
    key: 'ollama',
    platform: 'windows',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /Ollama/,
  },
  {
    name: 'Ollama on the host, localhost in the container',
    url: local,
    key: 'ollama',
    platform: 'container',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /host\.docker\.internal/,
  },
  {
    name: 'Ollama on the host listens on 127.0.0.1 alone',
    url: 'http://host.docker.internal:11434/v1',
    key: 'ollama',
    platform: 'container',
    seen: unconnected('refused', { found: ['172.17.0.1'] }),
    id: 'tcp/refused',
    mend: /OLLAMA_HOST=0\.0\.0\.0/,
  },
  {
    name: 'Ollama on another machine listens on 127.0.0.1 alone',
    url: 'http://192.168.1.20:11434/v1',
    key: 'ollama',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /OLLAMA_HOST=0\.0\.0\.0/,
  },
  {
    name: 'Ollama on Windows, called from WSL',
    url: local,
    key: 'ollama',
    platform: 'wsl',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /mirrored|OLLAMA_HOST|default gateway/,
  },
  {
    name: 'LM Studio on the host, called from a container',
    url: 'http://host.docker.internal:1234/v1',
    key: 'lm-studio',
    platform: 'container',
    seen: unconnected('refused', { found: ['172.17.0.1'] }),
    id: 'tcp/refused',
    mend: /Serve on Local Network/,
  },
  {
    name: 'vLLM still starts',
    url: 'http://localhost:8000/v1',
    key: 'EMPTY',
    seen: unconnected('refused'),
    id: 'tcp/refused',
    mend: /Start the server|listening/,
  },
  {
    name: 'a published port of a container, where the server listens on 127.0.0.1',
    url: 'http://localhost:8000/v1',
    key: 'EMPTY',
    seen: (target) => ({
      ...resolved(target, ['127.0.0.1']),
      'tcp/connect': saw(
        connectFacts([{ ...failed('127.0.0.1', 'reset', null), outcome: 'connected', afterConnect: 'reset' }], { port: 8000 }),
      ),
    }),
    id: 'tcp/reset',
    mend: /0\.0\.0\.0/,
  },
  {
    name: 'a firewall drops the packets in a company',
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /proxy/,
  },
  {
    name: 'a NetworkPolicy of Kubernetes',
    platform: 'container',
    env: POD,
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /NetworkPolicy/,
  },
  {
    name: 'a mesh that lets only registered hosts out (reset after accept)',
    platform: 'container',
    env: POD,
    seen: (target) => ({
      ...resolved(target, ['203.0.113.10']),
      'tcp/connect': saw(
        connectFacts([{ ...failed('203.0.113.10', 'reset', null), outcome: 'connected', afterConnect: 'reset' }]),
      ),
    }),
    id: 'tcp/reset',
    mend: /ServiceEntry/,
  },
  {
    name: 'the same, cut at the hello',
    platform: 'container',
    env: POD,
    seen: shaken(CUT),
    id: 'tls/reset',
    mend: /ServiceEntry/,
  },
  {
    name: 'harden-runner leads the name to its sinkhole',
    env: { GITHUB_ACTIONS: 'true' },
    seen: unconnected('timeout', { found: ['54.185.253.63'] }),
    id: 'tcp/timeout',
    mend: /allowed-endpoints/,
  },
  {
    name: 'a self-hosted runner behind a firewall',
    env: { GITHUB_ACTIONS: 'true' },
    seen: unconnected('timeout'),
    id: 'tcp/timeout',
    mend: /runner/,
  },
  {
    name: 'seccomp: sockets are forbidden',
    platform: 'container',
    seen: unconnected('denied', { code: 'EPERM' }),
    id: 'tcp/local-denied',
    mend: /seccomp|sandbox|security/,
  },
  {
    name: 'Landlock or SELinux',
    seen: unconnected('denied', { code: 'EACCES' }),
    id: 'tcp/local-denied',
    mend: /prohibit|kill switch|sandbox/,
  },
  {
    name: 'a unit of systemd with IPAddressDeny',
    env: { INVOCATION_ID: '0123456789abcdef0123456789abcdef', SYSTEMD_EXEC_PID: '1' },
    seen: unconnected('denied', { code: 'EPERM' }),
    id: 'tcp/local-denied',
    mend: /IPAddressAllow|IPAddressDeny/,
  },
  {
    name: 'the sandbox of Codex',
    env: { CODEX_SANDBOX: 'seatbelt' },
    platform: 'macos',
    seen: unconnected('denied', { code: 'EPERM' }),
    id: 'tcp/local-denied',
    mend: /network_access = true/,
  },
  {
    name: 'Clash with fake addresses is off',
    seen: unconnected('timeout', { found: ['198.18.0.31'] }),
    id: 'tcp/timeout',
    mend: /proxy client/,
  },
  {
    name: 'Clash with fake addresses on a Mac is off',
    platform: 'macos',
    seen: unconnected('refused', { found: ['198.18.0.31'] }),
    id: 'tcp/refused',
    mend: /proxy client/,
  },
  {
    name: 'a machine with IPv6 alone',
    seen: (target) => ({
      ...resolved(target, ['203.0.113.10']),
      'tcp/connect': saw(
        connectFacts([failed('203.0.113.10', 'unreachable', connectError('ENETUNREACH', '203.0.113.10', true))], {
          interfaces: [{ name: 'eth0', families: [6] }],
        }),
      ),
    }),
    id: 'tcp/unreachable',
    mend: /NAT64|IPv4 route/,
  },
  {
    name: 'a host with IPv6 alone, a machine with IPv4 alone',
    url: 'https://v6.llm.example/v1',
    seen: (target) => ({
      ...resolved(target, [V6]),
      'tcp/connect': saw(
        connectFacts([failed(V6, 'unreachable', connectError('ENETUNREACH', V6, true))], {
          interfaces: [{ name: 'eth0', families: [4] }],
        }),
      ),
    }),
    id: 'tcp/unreachable',
    mend: /IPv6/,
  },
  {
    name: 'a bridge of Docker shadows the company’s gateway',
    url: 'https://llm.company.example/v1',
    seen: unconnected('unreachable', {
      code: 'EHOSTUNREACH',
      found: ['172.17.200.9'],
      ms: 3100,
      more: { 'tcp/route': saw({ routes: [bridge('172.17.200.9', '172.17.0.0/16', 'docker0')] }) },
    }),
    id: 'tcp/local-route',
    mend: /daemon\.json|ip route add/,
  },
  {
    name: 'a VPN that routes the API’s address',
    seen: unconnected('timeout', {
      more: {
        'tcp/route': saw({ routes: [{ ...bridge('203.0.113.10', '203.0.113.0/24', 'tun0'), kind: 'tunnel' }] }),
      },
    }),
    id: 'tcp/local-route',
    mend: /VPN|ip route add/,
  },
  {
    name: 'a server of Tailscale, and this machine is not in the tailnet',
    url: 'http://llm.tail1234.ts.net:8000/v1',
    seen: unconnected('timeout', { found: ['100.101.102.103'] }),
    id: 'tcp/timeout',
    mend: /tailnet/,
  },
  {
    name: 'an endpoint of a VPC',
    url: 'https://vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com/openai/v1',
    seen: unconnected('timeout', { found: ['10.0.4.7'] }),
    id: 'tcp/timeout',
    mend: /security group/,
  },
];

function bridge(address: string, network: string, device: string): PeerRoute {
  return {
    address,
    family: 4,
    device,
    kind: 'bridge',
    network,
    gateway: null,
    uplink: { device: 'eth0', gateway: '192.0.2.1' },
    source: '/proc/net/route',
    line: `${network} dev ${device}`,
  };
}

const hello = (normal: 'answered' | 'stalled', minimal: 'answered' | 'stalled') => ({
  normal,
  normalOtherSni: normal,
  minimal,
  minimalOtherSni: minimal,
  withoutPostQuantum: normal,
});

const encryption: Case[] = [
  {
    name: 'IPv6 loses large packets, IPv4 works',
    seen: shaken(
      { ...SILENT, peer: `[${V6}]:443` },
      {
        found: [V6, '203.0.113.10'],
        seen: {
          'tls/client-hello-variants': saw({
            ...hello('stalled', 'answered'),
            families: [
              { family: 6 as const, address: V6, normal: 'stalled' as const, minimal: 'answered' as const },
              { family: 4 as const, address: '203.0.113.10', normal: 'answered' as const, minimal: 'answered' as const },
            ],
          }),
        },
      },
    ),
    id: 'tcp/large-packets-lost',
    mend: /prefer IPv4/,
  },
  {
    name: 'a VPN whose packets are smaller',
    seen: shaken(SILENT, {
      seen: { 'tls/client-hello-variants': saw({ ...hello('stalled', 'answered'), families: null }) },
    }),
    id: 'tcp/large-packets-lost',
    mend: /mtu/i,
  },
  {
    name: 'the same in a container',
    platform: 'container',
    seen: shaken(SILENT, {
      seen: { 'tls/client-hello-variants': saw({ ...hello('stalled', 'answered'), families: null }) },
    }),
    id: 'tcp/large-packets-lost',
    mend: /mtu/i,
  },
  {
    name: 'Zscaler inspects, on Linux',
    seen: shaken(issuedBy('O=Zscaler Inc., CN=Zscaler Intermediate Root CA', 'Zscaler')),
    id: 'tls/interception',
    mend: /root\.pem/,
  },
  {
    name: 'Zscaler inspects, on Windows',
    platform: 'windows',
    seen: shaken(issuedBy('O=Zscaler Inc., CN=Zscaler Intermediate Root CA', 'Zscaler')),
    id: 'tls/interception',
    mend: /root\.pem|certificate store/,
  },
  {
    name: 'an unnamed company CA at OpenAI, in a container',
    platform: 'container',
    seen: shaken(issuedBy('O=Contoso, CN=Contoso TLS Inspection CA')),
    id: 'tls/interception',
    mend: /root\.pem/,
  },
  {
    name: 'Kaspersky on a home machine',
    platform: 'windows',
    seen: shaken(issuedBy('O=AO Kaspersky Lab, CN=Kaspersky Anti-Virus Personal Root Certificate', 'Kaspersky')),
    id: 'tls/interception',
    mend: /Kaspersky/,
  },
  {
    name: 'a company’s own CA at its gateway',
    url: 'https://llm.company.example/v1',
    seen: shaken(issuedBy('O=Company, CN=Company Root CA')),
    id: 'tls/unknown-issuer',
    mend: /root\.pem/,
  },
  {
    name: 'a self-signed certificate of one’s own server',
    url: 'https://llm.company.example/v1',
    seen: shaken(distrusted('self-signed', { selfIssued: true, subject: 'CN=llm', issuer: 'CN=llm' })),
    id: 'tls/self-signed',
    mend: /trust this one certificate|trusted CA/,
  },
  {
    name: 'the clock of a virtual machine is behind',
    seen: shaken(distrusted('not-yet-valid', { notBefore: '2026-11-23T00:00:00Z', notAfter: '2027-02-01T00:00:00Z' }), {
      seen: { 'tls/clock': saw({ readings: [{ from: 'http://api.openai.com', skewSeconds: -864_000 }] }) },
    }),
    id: 'tls/clock-skew',
    mend: /timedatectl|chronyc/,
  },
  {
    name: 'the clock of WSL stood still',
    platform: 'wsl',
    seen: shaken(distrusted('not-yet-valid', { notBefore: '2026-11-23T00:00:00Z', notAfter: '2027-02-01T00:00:00Z' }), {
      seen: { 'tls/clock': saw({ readings: [{ from: 'http://api.openai.com', skewSeconds: -864_000 }] }) },
    }),
    id: 'tls/clock-skew',
    mend: /hwclock/,
  },
  {
    name: 'a server of one’s own whose certificate expired',
    url: 'https://llm.company.example/v1',
    seen: shaken(distrusted('expired', { notAfter: '2026-11-01T00:00:00Z' })),
    id: 'tls/expired',
    mend: /renew/,
  },
  {
    name: 'https:// to a server that speaks plain HTTP',
    url: 'https://localhost:11434/v1',
    key: 'ollama',
    seen: shaken(
      {
        ...CUT,
        problem: problem('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number'),
        protocolSeen: 'other',
        bytesRead: 100,
      },
      { seen: { 'tls/banner': saw({ banner: '', httpResponse: 'HTTP/1.1 400 Bad Request', protocol: 'http' }) } },
    ),
    id: 'tls/not-tls',
    mend: /http:\/\/localhost:11434\/v1/,
  },
  {
    name: 'a national filter cuts by name',
    seen: shaken(CUT, {
      seen: {
        'tls/client-hello-variants': saw({
          normal: 'reset',
          normalOtherSni: 'answered',
          minimal: 'reset',
          minimalOtherSni: 'answered',
          withoutPostQuantum: 'reset',
          families: null,
        } as const),
      },
    }),
    id: 'tls/reset',
    mend: /VPN|proxy|network/,
  },
  {
    name: 'an mTLS gateway',
    url: 'https://llm.company.example/v1',
    seen: shaken({
      ...CUT,
      stage: 'done',
      trusted: true,
      problem: { ...problem('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate required'), alert: 116 },
      clientCertificateRequested: true,
    }),
    id: 'tls/client-certificate-required',
    mend: /client certificate|cert=/,
  },
];

const PROXY = { HTTPS_PROXY: 'http://proxy.company.example:3128' };

const proxies: Case[] = [
  {
    name: 'squid refuses the destination',
    env: PROXY,
    seen: tunneled(proxyAnswer(403, { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0', server: 'squid/5.7' } })),
    id: 'proxy/forbidden',
    mend: /squid\.conf|allow api\.openai\.com/,
  },
  {
    name: 'the sandbox of Claude Code refuses the destination',
    env: { HTTPS_PROXY: 'http://127.0.0.1:3128', SANDBOX_RUNTIME: '1' },
    seen: tunneled(
      proxyAnswer(403, { headers: { 'x-proxy-error': 'blocked-by-allowlist' }, text: 'Connection blocked by network allowlist' }),
    ),
    id: 'proxy/forbidden',
    mend: /allowedDomains/,
  },
  {
    name: 'an agent’s cloud environment refuses the destination',
    env: { HTTPS_PROXY: 'http://21.0.0.1:15004' },
    seen: tunneled(proxyAnswer(403, { headers: { 'x-deny-reason': 'host_not_allowed' } })),
    id: 'proxy/forbidden',
    mend: /sandbox/,
  },
  {
    name: 'a proxy that wants a name and password',
    env: PROXY,
    seen: tunneled(proxyAnswer(407, { authSchemes: ['Basic'] })),
    id: 'proxy/auth-required',
    mend: /USER:PASSWORD/,
  },
  {
    name: 'a proxy that wants NTLM',
    env: PROXY,
    seen: tunneled(proxyAnswer(407, { authSchemes: ['NTLM', 'Negotiate'] })),
    id: 'proxy/auth-rejected',
    mend: /px|cntlm/,
  },
  {
    name: 'host.docker.internal as a proxy, in a container on Linux',
    platform: 'container',
    env: { HTTPS_PROXY: 'http://host.docker.internal:3128' },
    seen: () => ({ 'proxy/address': saw({ ...lookedUp('host.docker.internal', []), problem: NOT_FOUND }) }),
    id: 'proxy/dns',
    mend: /--add-host/,
  },
  {
    name: 'a proxy of the host at 127.0.0.1, in a container',
    platform: 'container',
    env: { HTTPS_PROXY: 'http://127.0.0.1:7890' },
    seen: proxyRefused('127.0.0.1', 7890),
    id: 'proxy/refused',
    mend: /host\.docker\.internal/,
  },
  {
    name: 'Clash is off and its proxy is still set',
    env: { HTTPS_PROXY: 'http://127.0.0.1:7890' },
    seen: proxyRefused('127.0.0.1', 7890),
    id: 'proxy/refused',
    mend: /start the proxy/i,
  },
  {
    name: 'https:// before a proxy that speaks plain HTTP',
    env: { HTTPS_PROXY: 'https://proxy.company.example:3128' },
    seen: tunneled({ outcome: 'unreached', supportedProtocols: ['http'] }),
    id: 'proxy/tls',
    mend: /http:\/\/proxy\.company\.example:3128/,
  },
  {
    name: 'a SOCKS port in HTTPS_PROXY as http://',
    env: { HTTPS_PROXY: 'http://127.0.0.1:1080' },
    seen: tunneled({ outcome: 'garbage', supportedProtocols: ['socks5'] }),
    id: 'proxy/not-a-proxy',
    mend: /socks5/,
  },
  {
    name: 'socks:// in all_proxy',
    env: { all_proxy: 'socks://127.0.0.1:1080/' },
    seen: () => ({}),
    id: 'config/proxy-scheme-unsupported',
    mend: /unset/,
  },
  {
    name: 'the proxy cannot reach a host of the company’s own',
    url: 'https://llm.corp/v1',
    env: PROXY,
    seen: tunneled(proxyAnswer(503, { headers: { 'x-squid-error': 'ERR_DNS_FAIL 0' } })),
    id: 'proxy/upstream-failed',
    mend: /NO_PROXY/,
  },
  {
    name: 'a proxy of HTTP alone stands before Ollama',
    url: 'http://192.168.1.20:11434/v1',
    key: 'ollama',
    env: { HTTP_PROXY: 'http://proxy.company.example:3128' },
    seen: (target) => ({
      'proxy/address': saw(lookedUp('proxy.company.example', addresses('192.0.2.8'))),
      'proxy/connect': saw(connectFacts([{ ...failed('192.0.2.8', 'connected', null), afterConnect: 'idle' }], { port: 3128 })),
      'http/unauthenticated': saw(
        exchangeOf(
          target,
          '/models',
          httpAnswer(403, '<html><title>ERROR</title>ERR_ACCESS_DENIED</html>', { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }),
          false,
        ),
      ),
    }),
    id: 'proxy/forbidden',
    mend: /NO_PROXY|Bypass/,
  },
];

const settings: Case[] = [
  {
    name: 'no key in a GitHub workflow',
    key: null,
    env: { GITHUB_ACTIONS: 'true' },
    seen: answering(401, { error: { message: "You didn't provide an API key." } }),
    id: 'config/key-missing',
    mend: /secrets\.OPENAI_API_KEY/,
  },
  {
    name: 'no key for Ollama',
    key: null,
    url: local,
    seen: answering(200, MODELS),
    id: 'config/key-missing',
    mend: /not-needed/,
  },
  {
    name: 'a reference of Key Vault that was not resolved',
    key: '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/openai/)',
    seen: answering(401, { error: { message: 'Incorrect API key provided: @Micros***', code: 'invalid_api_key' } }),
    id: 'config/key-placeholder',
    mend: /Key Vault|managed identity|program or a CI pipeline/,
  },
  {
    name: 'a key in base64 from a Kubernetes secret',
    key: Buffer.from('sk-proj-abcdefghijklmnopqrstuvwxyz0123456789').toString('base64'),
    platform: 'container',
    env: POD,
    seen: answering(401, { error: { message: 'Incorrect API key provided: c2stcHJv***', code: 'invalid_api_key' } }),
    id: 'config/key-placeholder',
    mend: /base64/,
  },
  {
    name: 'a key with a line break from a Kubernetes secret',
    key: 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789\n',
    platform: 'container',
    env: POD,
    seen: answering(200, MODELS),
    id: 'config/key-padded',
    mend: /echo|printf|tr -d/,
  },
  {
    name: 'an Azure key at OpenAI',
    key: '0123456789abcdef0123456789abcdef',
    seen: answering(401, { error: { message: 'Incorrect API key provided: 01234567***', code: 'invalid_api_key' } }),
    id: 'auth/incorrect-key',
    mend: /Azure/,
  },
  {
    name: 'the base URL includes the endpoint',
    url: 'https://api.openai.com/v1/chat/completions',
    seen: answering(404, { error: { message: 'Invalid URL (GET /v1/chat/completions/models)', type: 'invalid_request_error' } }),
    id: 'http/not-found',
    mend: /https:\/\/api\.openai\.com\/v1/,
  },
  {
    name: 'an empty OPENAI_BASE_URL',
    env: { OPENAI_BASE_URL: '' },
    seen: answering(200, MODELS),
    id: 'config/base-url-invalid',
    mend: /unset OPENAI_BASE_URL/,
  },
];

export const networkCases: Case[] = [...names, ...connections, ...encryption, ...proxies, ...settings];
