import type { ClientBug, Here } from './bug.ts';
import { isInRange } from './versions.ts';

/** Entries of NO_PROXY, in either case of its name: httpx reads both, lower case first. */
function noProxy({ env }: Here): string[] {
  return (env.no_proxy ?? env.NO_PROXY ?? '').split(',').map((entry) => entry.trim());
}

/** httpx makes a URL of each entry and takes a bare IPv6 address for a host name of this form alone. */
const hasIpv6Range = (here: Here) => noProxy(here).some((entry) => /^(?=[\da-f]{0,4}:)[\da-f:]{2,45}\/\d{1,3}$/i.test(entry));
const hasBracketedIpv6 = (here: Here) => noProxy(here).some((entry) => /^\[[\da-f:]+\]$/i.test(entry));

/** httpx takes IPv6 addresses in NO_PROXY since 0.24.1 (encode/httpx#2659), httpx2 takes brackets since 2.14.0 (pydantic/httpx2#1267). */
function readsBracketsWrongly({ installed }: Here): boolean {
  const [httpx, httpx2] = [installed['python:httpx'], installed['python:httpx2']];
  if (httpx2 !== undefined) return isInRange(httpx2, '<2.14');
  return httpx !== undefined && isInRange(httpx, '>=0.24.1 <=0.28.1');
}

const IPV6_RANGE = 'NO_PROXY holds an IPv6 range, such as fd07:b51a:cc66::/48, as OrbStack and Docker Desktop set it';

/** Known bugs of Python clients. */
export const pythonBugs: ClientBug[] = [
  {
    id: 'openai-httpx-proxies',
    client: 'openai for Python',
    versions: { 'python:openai': '<1.55.3', 'python:httpx': '>=0.28' },
    holds: () => true,
    condition: 'openai before 1.55.3 beside httpx 0.28 or later',
    symptom: 'The client cannot be made: httpx 0.28 removed the argument `proxies`, which this version of openai still passes.',
    isFatal: true,
    prints: /got an unexpected keyword argument 'proxies'/,
    cure: ['Update the OpenAI library, which has the fix since 1.55.3: `python3 -m pip install --upgrade openai`'],
    evidence: 'reported',
    source: 'openai/openai-python#1915',
  },
  {
    id: 'openai-no-proxy-ipv6-range',
    client: 'openai for Python 1.x and 2.x',
    versions: { 'python:openai': '<3', 'python:httpx': '>=0.24.1 <=0.28.1' },
    holds: hasIpv6Range,
    condition: IPV6_RANGE,
    symptom: 'The client cannot be made: httpx reads the range as a URL and raises InvalidURL, "Invalid port".',
    isFatal: true,
    prints: /InvalidURL: Invalid port: /,
    cure: [
      'Remove the IPv6 range from NO_PROXY and no_proxy in the environment of the program.',
      'Or update to openai 3 or later, which uses httpx2: `python3 -m pip install --upgrade openai`',
    ],
    evidence: 'reproduced',
    source: 'encode/httpx#3574',
  },
  {
    id: 'httpx-no-proxy-ipv6-range',
    client: 'programs on httpx',
    versions: { 'python:httpx': '>=0.24.1 <=0.28.1' },
    holds: (here) => hasIpv6Range(here) && !('python:openai' in here.installed),
    condition: IPV6_RANGE,
    symptom: 'Clients cannot be made: httpx reads the range as a URL and raises InvalidURL, "Invalid port".',
    isFatal: false,
    prints: /httpx[\s\S]{0,400}InvalidURL: Invalid port: /,
    cure: ['Remove the IPv6 range from NO_PROXY and no_proxy in the environment of the program.'],
    evidence: 'reproduced',
    source: 'encode/httpx#3574',
  },
  {
    id: 'openai-no-proxy-brackets',
    client: 'openai for Python',
    versions: { 'python:openai': '*' },
    holds: (here) => hasBracketedIpv6(here) && readsBracketsWrongly(here),
    condition: 'NO_PROXY holds an IPv6 address in brackets, such as [::1]',
    symptom:
      'The client cannot be made: httpx, and httpx2 before 2.14, put brackets around the address again and raise InvalidURL.',
    isFatal: true,
    prints: /InvalidURL: Invalid (?:port|IPv6 address): /,
    cure: [
      'Write the address without brackets in NO_PROXY and no_proxy, as in ::1.',
      'Or update to openai 3 or later with httpx2 2.14 or later: `python3 -m pip install --upgrade openai httpx2`',
    ],
    evidence: 'reproduced',
    source: 'basicmachines-co/basic-memory#1541',
  },
  {
    id: 'openai-3-without-httpx',
    client: 'programs that import httpx and relied on openai to install it',
    versions: { 'python:openai': '>=3' },
    holds: null,
    condition: 'openai 3 or later, which installs httpx2 instead of httpx',
    symptom: 'The program stops with "No module named \'httpx\'", because openai no longer installs it.',
    isFatal: false,
    prints: /No module named ['"]httpx['"]/,
    cure: ['Install httpx yourself while your code imports it: `python3 -m pip install httpx`'],
    evidence: 'reported',
    source: 'openai/openai-python#3594',
  },
  {
    id: 'litellm-ignores-proxy',
    client: 'LiteLLM',
    versions: { 'python:litellm': '>=1.72.0 <1.74' },
    holds: ({ hasProxy, env }) => hasProxy && env.AIOHTTP_TRUST_ENV?.toLowerCase() !== 'true',
    condition: 'a proxy variable is set, and AIOHTTP_TRUST_ENV is not True',
    symptom: 'LiteLLM connects directly: its aiohttp transport does not read the proxy variables.',
    isFatal: false,
    prints: /litellm[\s\S]{0,400}Cannot connect to host/,
    cure: [
      'Make the transport read the proxy variables: `export AIOHTTP_TRUST_ENV=True`',
      'Or update it: `python3 -m pip install --upgrade litellm`',
    ],
    evidence: 'reported',
    source: 'BerriAI/litellm#11389',
  },
  {
    id: 'aiohttp-ignores-proxy',
    client: 'programs on aiohttp',
    versions: { 'python:aiohttp': '*' },
    holds: null,
    condition: 'a proxy variable is set, and the program did not pass trust_env=True',
    symptom: 'Calls bypass the proxy: aiohttp reads the proxy variables only in a session with trust_env=True.',
    isFatal: false,
    prints: /aiohttp[\s\S]{0,400}(?:ClientConnectorError|Cannot connect to host)/,
    cure: ['Create the session with trust_env=True: aiohttp.ClientSession(trust_env=True).'],
    evidence: 'reproduced',
    source: 'open-webui/open-webui#2799',
  },
  {
    id: 'mem0-openrouter',
    client: 'mem0',
    versions: { 'python:mem0ai': '<=2.0.19' },
    holds: ({ env }) => (env.OPENROUTER_API_KEY ?? '') !== '',
    condition: 'OPENROUTER_API_KEY is set',
    symptom: 'Calls go to OpenRouter, whatever base URL is configured.',
    isFatal: false,
    prints: /mem0[\s\S]{0,400}openrouter\.ai/,
    cure: ['Remove the variable from the environment of the program: `unset OPENROUTER_API_KEY`'],
    evidence: 'reported',
    source: 'mem0ai/mem0#7197',
  },
  {
    id: 'langchain-api-base',
    client: 'LangChain (langchain-openai)',
    versions: { 'python:langchain-openai': '*' },
    holds: hasTwoBaseUrls,
    condition: 'OPENAI_API_BASE and OPENAI_BASE_URL name different addresses',
    symptom: 'LangChain uses OPENAI_API_BASE, and the official SDKs use OPENAI_BASE_URL.',
    isFatal: false,
    prints: /langchain_openai[\s\S]{0,400}OPENAI_API_BASE/,
    cure: ['Remove the old variable, so that all clients use the same address: `unset OPENAI_API_BASE`'],
    evidence: 'reported',
    source: 'langchain-ai/langchainjs#11638',
  },
  {
    id: 'realtime-websockets-proxy',
    client: 'openai for Python, realtime',
    versions: { 'python:openai': '*', 'python:websockets': '<15' },
    holds: ({ hasProxy }) => hasProxy,
    condition: 'a proxy variable is set, and websockets is older than 15',
    symptom: 'Realtime connections ignore the proxy: websockets reads proxy variables only since version 15.',
    isFatal: false,
    prints: /websockets[\s\S]{0,300}(?:timed out during opening handshake|getaddrinfo failed)/,
    cure: ['Update the WebSocket library: `python3 -m pip install --upgrade "websockets>=15"`'],
    evidence: 'reproduced',
    source: 'openai/openai-python#2275',
  },
  {
    id: 'gevent-truststore',
    client: 'openai for Python 3 with gevent',
    versions: { 'python:gevent': '*', 'python:truststore': '*' },
    holds: null,
    condition: 'gevent patches ssl before truststore is imported, on Windows or macOS',
    symptom: 'RecursionError in ssl.py at the first request.',
    isFatal: false,
    prints: /RecursionError[\s\S]{0,600}ssl\.py|ssl\.py[\s\S]{0,600}RecursionError/,
    cure: ['Let httpx2 verify without truststore, by a file of CA certificates: `export SSL_CERT_FILE="$(python3 -m certifi)"`'],
    evidence: 'reported',
    source: 'gevent/gevent#2178',
  },
  {
    id: 'aiohttp-https-proxy',
    client: 'aiohttp before Python 3.11',
    versions: { 'python:aiohttp': '*', python: '<3.11' },
    holds: ({ env }) => /^https:/i.test(env.https_proxy ?? env.HTTPS_PROXY ?? ''),
    condition: 'the proxy URL begins with https://',
    symptom: 'Calls through the proxy fail: asyncio before Python 3.11 has no TLS inside TLS.',
    isFatal: false,
    prints: /TLS in TLS|start_tls[\s\S]{0,200}not supported/,
    cure: ['Use the proxy by its http:// address, or run the program on Python 3.11 or later.'],
    evidence: 'reported',
    source: 'aio-libs/aiohttp#5992',
  },
];

function hasTwoBaseUrls({ env }: Here): boolean {
  const bare = (text = '') => text.trim().replace(/(?<!\/)\/+$/, '');
  return (
    bare(env.OPENAI_API_BASE) !== '' &&
    bare(env.OPENAI_BASE_URL) !== '' &&
    bare(env.OPENAI_API_BASE) !== bare(env.OPENAI_BASE_URL)
  );
}
