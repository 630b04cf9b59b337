import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../lab/lab.ts';
import { environments } from './environments/all.ts';

/** What users reported that an early version got wrong, and the environments that hold it to the right cause and steps. */
const BY_ENVIRONMENT: Record<string, [environment: string, id: string][]> = {
  'an empty base URL raises in the Python SDK': [['an empty OPENAI_BASE_URL', 'config/base-url-invalid']],
  'who answered comes before what it answered': [
    ['a sandbox’s allow list, behind an inspecting CA', 'http/block-page'],
    ['Istio’s gateway without a healthy upstream', 'server/bad-gateway'],
    ['nginx in front of vLLM that is down', 'server/bad-gateway'],
  ],
  'the message of a vendor comes before the status': [
    ['LiteLLM: crossed budget as a 429', 'limit/spend-limit'],
    ['new-api: the token’s quota is used up, as a 401', 'limit/quota-exceeded'],
    ['one-api: no channel for the model', 'auth/model-not-found'],
    ['Google: the location is not supported', 'auth/unsupported-region'],
  ],
  'an error in a 200 is asked about the base URL': [
    ['LM Studio: /v1 is missing', 'http/not-found'],
    ['an error inside a 200', 'limit/credit-exhausted'],
  ],
  'a SOCKS scheme that no client takes': [['socks:// in all_proxy', 'config/proxy-scheme-unsupported']],
  'a redirect from plain HTTP is no portal by itself': [
    ['plain HTTP is led to HTTPS on the same host and another path', 'http/unexpected-redirect'],
    ['a captive portal', 'http/captive-portal'],
  ],
  'a 401 of a web server in front': [['a gateway’s 401 that is not the API’s', 'http/not-the-api']],
  'an access proxy in front of an API of one’s own': [
    ['Cloudflare Access that wants a service token (403)', 'http/access-proxy'],
    ['Google IAP in front of Open WebUI', 'http/access-proxy'],
    ['Entra application proxy', 'http/access-proxy'],
    ['oauth2-proxy, sign-in page with 403', 'http/access-proxy'],
    ['Authelia behind Traefik', 'http/access-proxy'],
  ],
  'the credential belongs in another header': [
    ['Azure, older path, key sent as Bearer by a gateway', 'config/key-wrong-header'],
    ['API Management', 'config/key-wrong-header'],
    ['API Management under a company’s own name', 'config/key-wrong-header'],
    ['Cloudflare AI Gateway with authentication', 'config/key-wrong-header'],
    ['a server of one’s own that reads x-api-key', 'config/key-wrong-header'],
  ],
  'a private endpoint of Azure': [
    ['Azure: public access disabled', 'auth/ip-not-allowed'],
    ['Azure: refused by rules of the virtual network', 'auth/ip-not-allowed'],
    ['Azure: the private DNS zone is not linked (NXDOMAIN behind the alias)', 'dns/nxdomain'],
  ],
  'nothing behind a tunnel or a hosting address': [
    ['cloudflared is not connected (530, 1033)', 'http/nothing-behind'],
    ['ngrok is offline', 'http/nothing-behind'],
    ['a deleted deployment at Vercel', 'http/nothing-behind'],
  ],
  'a User-Agent that is refused': [
    ['an edge that refuses the client’s User-Agent', 'http/client-refused'],
    ['Cloudflare 1010 for the signature of the client', 'http/client-refused'],
  ],
  'a sandbox’s own rules': [
    ['seccomp: sockets are forbidden', 'tcp/local-denied'],
    ['the sandbox of Claude Code refuses the destination', 'proxy/forbidden'],
    ['the policy of a Docker sandbox', 'proxy/forbidden'],
  ],
  'a service mesh': [['a mesh that lets only registered hosts out (reset after accept)', 'tcp/reset']],
  'egress filters of CI': [['harden-runner leads the name to its sinkhole', 'tcp/timeout']],
  'a proxy client with fake addresses that is off': [['Clash with fake addresses is off', 'tcp/timeout']],
  'IPv6 that loses large packets': [['IPv6 loses large packets, IPv4 works', 'tcp/large-packets-lost']],
  'a machine with IPv6 alone': [['a machine with IPv6 alone', 'tcp/unreachable']],
  'a local route that claims the address': [
    ['a bridge of Docker shadows the company’s gateway', 'tcp/local-route'],
    ['a VPN that routes the API’s address', 'tcp/local-route'],
  ],
  'a name service that does not ask DNS, and a stale resolver': [
    ['nsswitch without dns', 'dns/not-asked'],
    ['a stale line in resolv.conf of WSL', 'dns/timeout'],
  ],
  'a local server': [
    ['Ollama on another machine listens on 127.0.0.1 alone', 'tcp/refused'],
    ['Ollama refuses a host name', 'auth/permission-denied'],
    ['Ollama: the model was not pulled', 'auth/model-not-found'],
    ['llama.cpp loads its model', 'server/loading'],
    ['Ollama: /v1 is missing', 'http/not-found'],
  ],
  'a gateway’s own settings': [
    ['LiteLLM: a vendor’s key instead of a virtual key', 'auth/incorrect-key'],
    ['LiteLLM: team budget used up', 'limit/spend-limit'],
    ['LiteLLM: no database', 'server/misconfigured'],
  ],
  'a vendor with several regions': [
    ['a key of Moonshot’s other region', 'auth/invalid-authentication'],
    ['a key of DashScope’s other region', 'auth/incorrect-key'],
  ],
  'an account that is unpaid at another vendor': [
    ['DashScope: overdue payment', 'limit/billing-inactive'],
    ['Fireworks: suspended (412)', 'limit/billing-inactive'],
  ],
  'a proxy of HTTP alone, and a proxy on the container host': [
    ['https:// before a proxy that speaks plain HTTP', 'proxy/tls'],
    ['host.docker.internal as a proxy, in a container on Linux', 'proxy/dns'],
  ],
  'forms of keys': [
    ['a key in base64 from a Kubernetes secret', 'config/key-placeholder'],
    ['a reference of Key Vault that was not resolved', 'config/key-placeholder'],
    ['an Azure key at OpenAI', 'auth/incorrect-key'],
  ],
};

/** Those that need a server, a proxy or a network: the file, and the test in it. */
const BY_WORLD: [what: string, file: string, name: string][] = [
  ['no refusal of the billed call is health', 'probes/deep.long.test.ts', 'takes no refusal of the call for health'],
  ['the list of models is not the API', 'probes/deep.long.test.ts', 'the listing of models is evidence, not the API'],
  ['a model that was named is the user’s', 'probes/deep.long.test.ts', 'calls the model that was named'],
  ['a model that was not named is nobody’s', 'probes/deep.long.test.ts', 'blames nobody for a request that was our own idea'],
  ['SSL_CERT_FILE with one CA alone', 'probes/tls.worlds.test.ts', 'SSL_CERT_FILE with the CA of a company alone'],
  ['a truncated DNS answer, and no TCP', 'probes/dns.worlds.test.ts', 'truncated: true }'],
  ['a reset right on accept', 'probes/tcp.worlds.test.ts', 'a connection that is reset right after accept'],
  ['tinyproxy with a wrong password', 'probes/products.worlds.test.ts', 'that wants a password and gets none, or a wrong one'],
  ['a body without end', 'probes/http.worlds.test.ts', 'a body without end %s is never health'],
  ['a redirect of plain HTTP', 'probes/http.worlds.test.ts', 'http/unexpected-redirect'],
  ['a key in the header api-key', 'probes/red.worlds.test.ts', 'that Azure takes instead of Authorization'],
  ['sentences that contradict each other', 'report/contradictions.test.ts', 'no sentence of a report contradicts another'],
  ['a word as the key', 'secrets/red-team.test.ts', 'the ordinary word %s stays in commands and sentences'],
];

describe('what users reported', () => {
  test.each(Object.entries(BY_ENVIRONMENT))('%s', (_, held) => {
    const known = environments.map(({ name, id }) => [name, id]);
    for (const one of held) expect(known).toContainEqual(one);
  });

  test.each(BY_WORLD)('%s', (_, file, name) => {
    expect(readFileSync(join(root, 'test', file), 'utf8')).toContain(name);
  });
});
