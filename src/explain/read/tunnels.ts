import { STATUS_CODES } from 'node:http';
import { tunnelFinding } from '../../catalogue/proxy/socks-readings.ts';
import { matchesIn } from '../log/matches.ts';
import type { Match } from './clue.ts';

/** How clients print the status with which a proxy refused the tunnel. It is the proxy's, never the API's. */
const PRINTED = [
  /Tunnel connection failed: (\d{3})/gi,
  /Received HTTP code (\d{3}) from proxy after CONNECT/gi,
  /CONNECT tunnel failed, response (\d{3})/gi,
  /Proxy response \((\d{3})\) !== 200/gi,
  /ProxyError(?:\(['"]|: ?['"]?)(\d{3}) /g,
  /HttpProxyError: (\d{3})\b/gi,
  /tunneling socket could not be established, (?:statusCode=|status code:? ?|cause=.{0,40}statusCode=)(\d{3})/gi,
  /Proxy returns "?HTTP\/1\.[01] (\d{3})/gi,
  /response code for CONNECT: (\d{3})/gi,
  /proxy tunnel request to proxy \S{1,200} failed with status code '?(\d{3})/gi,
  /Failed to establish tunnel to .{1,200}?: HTTP\/1\.[01] (\d{3})/gi,
  /CONNECT(?: request)? (?:failed|rejected|refused)[^\d\n]{0,40}(\d{3})\b/gi,
  /proxy (?:server )?(?:responded|returned|replied|answered)[^\d\n]{0,40}(\d{3})\b/gi,
  /(?:unexpected|bad) (?:response|status)[^\d\n]{0,20} from proxy[^\d\n]{0,20}(\d{3})\b/gi,
  // Netty's, aiohttp's and others'
  /ProxyConnectException: http[^\n]{0,200}status: (\d{3})/g,
  /\{:?proxy, \{:?unexpected_status, (\d{3})/g,
  /Proxy received status(?:: HTTP\/[\d.]{1,3} |[^\d\n]{0,40})(\d{3})\b/gi,
  /\bTunnel failed, got: (\d{3})/gi,
  /\bstatus(?: ?code)?[ :='"]{1,5}(407)\b/gi,
  // curl -v: the answer that follows the request for a tunnel
  /\bCONNECT [\w.-]{1,253}:\d{1,5} HTTP\/1\.[01].{0,1500}?< ?HTTP\/1\.[01] ([3-5]\d\d)/g,
];

/** Go prints the reason phrase alone, where the error of the request would stand. */
const GO_TLS_ERROR = /(?:Get|Post|Put|Head|Delete) \\?"https:[^"\s]{1,500}": ([A-Z][A-Za-z' -]{3,40})/g;

const reasons = new Map<string, number>(
  Object.entries(STATUS_CODES).flatMap(([status, reason]) =>
    Number(status) >= 300 && reason ? [[reason.toLowerCase(), Number(status)] as const] : [],
  ),
);

/** The tokens of such texts, for the search through a log. */
export const tunnelTokens = [
  'tunnel connection failed',
  'from proxy after connect',
  'connect tunnel failed',
  'when http tunneling',
  'proxyerror',
  'httpproxyerror',
  'tunneling socket could not',
  'unable to tunnel through proxy',
  'response code for connect',
  'proxy tunnel request',
  'establish tunnel',
  'proxyconnectexception',
  'unexpected_status',
  'proxy received status',
  'tunnel failed, got',
  'connect failed with',
  'proxy responded',
  'proxy returned',
  'from proxy',
  '": forbidden',
  '": bad gateway',
  '": bad request',
  '": service unavailable',
  '": gateway timeout',
  '": not found',
  '": not implemented',
  '": method not allowed',
  '": internal server error',
  '": unauthorized',
  'status 407',
  'status code 407',
];

/** The clues that a refused tunnel gives. */
export function tunnelClues(text: string): Match[] {
  const printed = PRINTED.flatMap((pattern) =>
    matchesIn(text, pattern).flatMap((found) => tunnelClue(found, Number(found[1]), text)),
  );
  const go = matchesIn(text, GO_TLS_ERROR).flatMap((found) => {
    const said = (found[1] as string).toLowerCase();
    const reason = [...reasons].find(([phrase]) => said === phrase || said.startsWith(`${phrase} `));
    return reason ? tunnelClue(found, reason[1], text) : [];
  });
  return [...printed, ...go];
}

function tunnelClue(found: RegExpExecArray, status: number, text: string): Match[] {
  const id = tunnelFinding(status);
  if (!id) return [];
  const rejected = id === 'proxy/auth-required' && credentialsWereSent(text);
  return [
    {
      id: rejected ? 'proxy/auth-rejected' : id,
      weight: 'cause',
      place: found.index,
      length: found[0].length,
      values: { status },
    },
  ];
}

/** The proxy got credentials, or requires a scheme that Python's and Node's clients do not support. */
function credentialsWereSent(text: string): boolean {
  if (/Proxy-Authorization: ?\w/i.test(text)) return true;
  const schemes = matchesIn(text, /Proxy-Authenticate: ?(\w{4,20})/gi).map((found) => (found[1] as string).toLowerCase());
  return schemes.length > 0 && schemes.every((scheme) => ['ntlm', 'negotiate', 'kerberos'].includes(scheme));
}
