import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Case } from '../../model/observation.ts';
import type { Problem } from '../../model/problem.ts';
import { alertMeaning, alertName } from '../../net/tls/alerts.ts';
import { present, type Values } from './evidence.ts';
import { bannerFacts } from './verdict.ts';

/** How the server showed which versions it does not speak. */
export function versionValues(c: Case, { problem, protocolSeen: spoke }: HandshakeFacts): Values {
  const alert = problem?.alert ?? null;
  const answered = spoke === 'ssl2' ? 'it answers in SSL 2, which is older than TLS' : 'it answers with one that was not offered';
  const what = alert === null ? answered : `it ends the handshake with ${alertName(alert)}`;
  const limits = nodeLimits(c);
  const limited = limits ? `This environment narrows what Node offers (${limits}), which may be all that is wrong.` : OLD;
  return present({ what, limits, reading: limited });
}

const OLD = 'A server, a gateway or an inspecting device that was not updated for years knows no more than 1.0 or 1.1.';

/** What the peer spoke, where it was not TLS, and the address that would fit. */
export function otherLanguageValues(c: Case, facts: HandshakeFacts): Values {
  const { url } = c.target;
  const banner = bannerFacts(c);
  const speaks = banner?.protocol ?? 'unknown';
  const words = banner?.banner || banner?.httpResponse;
  const plain = speaks === 'http' && url && !url.isPublicApi ? c.target.baseUrl.replace(/^https:/i, 'http:') : null;
  const standard =
    url && url.port !== 443 && !plain ? `https://${url.host.includes(':') ? `[${url.host}]` : url.host}${url.path}` : null;
  return present({
    language: LANGUAGES[speaks] ?? 'something that is no TLS',
    words: words ? `Its words: “${words.slice(0, 120)}”.` : `${facts.bytesRead} bytes came, and they do not begin like TLS.`,
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
  redis: 'the protocol of Redis',
  socks: 'SOCKS (it is a proxy)',
};

/** The alert and what the server says with it; else what went wrong in the handshake by OpenSSL's word. */
export function alertValues(c: Case, facts: HandshakeFacts): Values {
  const { problem, stage } = facts;
  const alert = problem?.alert ?? null;
  const limits = nodeLimits(c);
  if (!problem && facts.pythonHandshakeError) return pythonValues(facts);
  if (problem?.code === 'TIMEOUT')
    return present({ what: `${facts.bytesRead} bytes later it had come to no end`, reading: BROKEN, limits });
  if (alert === null) {
    const what =
      /:([a-z][^:]{3,80}):[^:]*:\d+:/i.exec(problem?.message ?? '')?.[1] ?? problem?.message.slice(0, 120) ?? 'an error';
    return present({ what: `it broke off with “${what.trim()}”`, reading: isTooLarge(problem) ? TOO_LARGE : BROKEN, limits });
  }
  const when = stage === 'done' ? ' after the handshake was made' : '';
  const what = `the server ended it${when} with ${alertName(alert)}`;
  return present({
    what,
    reading: `With that it says that it ${alertMeaning(alert)}.`,
    alert: alertName(alert),
    limits,
    ...alertHints(alert, c),
  });
}

/** A server that refuses what Python offers, and takes what others do. */
function pythonValues({ cipher, pythonHandshakeError }: HandshakeFacts): Values {
  const alert = pythonHandshakeError?.alert ?? null;
  const how = alert === null ? `${pythonHandshakeError?.code}` : alertName(alert);
  const what = `with ${cipher} it was made, while one with what Python offers ended with ${how}`;
  const reading =
    'Python leaves out ciphers without forward secrecy and those with SHA-1, and this server knows no others; so curl and Node work here and the Python library does not.';
  return { what, reading, oldCipher: cipher ?? 'the cipher' };
}

function isTooLarge(problem: Problem | null): boolean {
  return /EXCESSIVE_MESSAGE_SIZE/.test(problem?.code ?? '');
}

/** OpenSSL's `SSL_MAX_CERT_LIST_DEFAULT`. */
const TOO_LARGE =
  'A message of its handshake is larger than clients take. Where those are its certificates, they have more than 100 kB in all: there are far too many of them, or one is far too large.';

const BROKEN =
  'What came was TLS, and not sound: a device on the way that changes the traffic does that, a faulty network card or driver, and now and then a broken server.';

/** Values that bring up the steps for single alerts. */
function alertHints(alert: number, { target }: Case): Record<string, string | null> {
  const host = target.url?.host ?? '';
  return {
    unknownName: alert === 112 ? host : null,
    http2Only: alert === 120 ? host : null,
    nothingInCommon: alert === 40 || alert === 71 ? host : null,
    serverFault: alert === 80 ? host : null,
    policy: alert === 49 ? host : null,
  };
}

/** Limits that the environment sets for TLS in Node, in words; empty where there are none. */
function nodeLimits(c: Case): string | null {
  const seen = c.seen['config/environment'];
  const options = seen?.status === 'ok' ? seen.facts.nodeTlsOptions : [];
  return options.length > 0 ? options.join(' ') : null;
}
