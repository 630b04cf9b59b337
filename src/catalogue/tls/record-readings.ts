import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { NetworkError } from '../../model/problem.ts';
import { alertMeaning, alertName } from '../../net/tls/alerts.ts';
import { present, type Values } from './evidence.ts';
import { bannerFacts } from './verdict.ts';

/** How the server showed that it does not support the offered versions. */
export function versionValues(c: DiagnosisInput, { problem, protocolSeen: spoke }: HandshakeFacts): Values {
  const alert = problem?.alert ?? null;
  const answered =
    spoke === 'ssl2' ? 'it responded with SSL 2, which is older than TLS' : 'it selected a version that was not offered';
  const what = alert === null ? answered : `it ended the handshake with ${alertName(alert)}`;
  const limits = nodeLimits(c);
  const limited = limits ? `This environment restricts what Node.js offers (${limits}), which may be the only cause.` : OLD;
  return present({ what, limits, reading: limited });
}

const OLD = 'A server, gateway, or TLS-inspecting proxy that was not updated for years supports only 1.0 or 1.1.';

/** The protocol of the peer, where it is not TLS, and the matching URL. */
export function otherLanguageValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const { url } = c.target;
  const banner = bannerFacts(c);
  const speaks = banner?.protocol ?? 'unknown';
  const words = banner?.banner || banner?.httpResponse;
  const plain = speaks === 'http' && url && !url.isPublicApi ? c.target.baseUrl.replace(/^https:/i, 'http:') : null;
  const standard =
    url && url.port !== 443 && !plain ? `https://${url.host.includes(':') ? `[${url.host}]` : url.host}${url.path}` : null;
  return present({
    language: LANGUAGES[speaks] ?? 'another protocol than TLS',
    words: words ? `It sent “${words.slice(0, 120)}”.` : `It sent ${facts.bytesRead} bytes that are not TLS.`,
    plainUrl: plain,
    standardUrl: standard,
    proxied: c.target.route.kind === 'proxy' ? `${c.target.route.proxy.host}:${c.target.route.proxy.port}` : null,
  });
}

const LANGUAGES: Record<string, string> = {
  http: 'plain HTTP',
  ssh: 'SSH',
  smtp: 'SMTP (mail)',
  ftp: 'FTP',
  pop3: 'POP3 (mail)',
  imap: 'IMAP (mail)',
  redis: 'the Redis protocol',
  socks: 'SOCKS (it is a proxy)',
};

/** The alert and its meaning; otherwise the OpenSSL error of the handshake. */
export function alertValues(c: DiagnosisInput, facts: HandshakeFacts): Values {
  const { problem, stage } = facts;
  const alert = problem?.alert ?? null;
  const limits = nodeLimits(c);
  if (!problem && facts.pythonHandshakeError) return pythonValues(facts);
  if (problem?.code === 'TIMEOUT')
    return present({ what: `after ${facts.bytesRead} bytes it was still not complete`, reading: BROKEN, limits });
  if (alert === null) {
    const what =
      /:([a-z][^:]{3,80}):[^:]*:\d+:/i.exec(problem?.message ?? '')?.[1] ?? problem?.message.slice(0, 120) ?? 'an error';
    return present({ what: `it failed with “${what.trim()}”`, reading: isTooLarge(problem) ? TOO_LARGE : BROKEN, limits });
  }
  const when = stage === 'done' ? ' after the handshake was complete' : '';
  const what = `the server ended it${when} with ${alertName(alert)}`;
  return present({
    what,
    reading: `This alert means that the server ${alertMeaning(alert)}.`,
    alert: alertName(alert),
    limits,
    ...alertHints(alert, c),
  });
}

/** A server that rejects what Python offers, and accepts what others offer. */
function pythonValues({ cipher, pythonHandshakeError }: HandshakeFacts): Values {
  const alert = pythonHandshakeError?.alert ?? null;
  const how = alert === null ? `${pythonHandshakeError?.code}` : alertName(alert);
  const what = `it succeeded with ${cipher}, but with the cipher suites of Python it ended with ${how}`;
  const reading =
    'Python does not offer cipher suites without forward secrecy or with SHA-1, and this server supports no others. So curl and Node.js work here, and the Python SDK does not.';
  return { what, reading, oldCipher: cipher ?? 'the cipher' };
}

function isTooLarge(problem: NetworkError | null): boolean {
  return /EXCESSIVE_MESSAGE_SIZE/.test(problem?.code ?? '');
}

/** OpenSSL's `SSL_MAX_CERT_LIST_DEFAULT`. */
const TOO_LARGE =
  'A handshake message is larger than clients accept. If it contains the certificates, they exceed 100 kB in total: there are too many, or one is too large.';

const BROKEN =
  'The peer sent malformed TLS records. Possible causes are a middlebox that modifies traffic, a faulty network card or driver, and a defective server.';

/** Values that select the steps for single alerts. */
function alertHints(alert: number, { target }: DiagnosisInput): Record<string, string | null> {
  const host = target.url?.host ?? '';
  return {
    unknownName: alert === 112 ? host : null,
    http2Only: alert === 120 ? host : null,
    nothingInCommon: alert === 40 || alert === 71 ? host : null,
    serverFault: alert === 80 ? host : null,
    policy: alert === 49 ? host : null,
  };
}

/** Options of the environment that restrict TLS in Node.js; null where there are none. */
function nodeLimits(c: DiagnosisInput): string | null {
  const seen = c.observations['config/environment'];
  const options = seen?.status === 'ok' ? seen.facts.nodeTlsOptions : [];
  return options.length > 0 ? options.join(' ') : null;
}
