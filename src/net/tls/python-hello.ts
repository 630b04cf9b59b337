import { createSecureContext } from 'node:tls';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { ProbeContext } from '../../model/probe.ts';
import type { NetworkError } from '../../model/problem.ts';
import { converse } from './converse.ts';
import { onLine } from './line.ts';

/** What Python's `ssl` offers since 3.10, as `PY_SSL_DEFAULT_CIPHERS` in Modules/_ssl.c has it. */
const CIPHERS = '@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM';

/** Ciphers of TLS 1.2 that are in that list: with forward secrecy, and without SHA-1. All of TLS 1.3 are. */
const OFFERED = /^(ECDHE|DHE)-.*(-POLY1305|-SHA256|-SHA384)$/;

/**
 * Sends Python's ClientHello where this run negotiated a cipher that Python does not offer. Null where that is not needed, or where the
 * server accepts it.
 */
export async function pythonProblem(context: ProbeContext, { protocol, cipher }: HandshakeFacts): Promise<NetworkError | null> {
  if (protocol !== 'TLSv1.2' || !cipher || OFFERED.test(cipher)) return null;
  const { host, port } = context.target.url ?? { host: '', port: 443 };
  const secureContext = createSecureContext({ ca: [], ciphers: CIPHERS });
  const talk = await onLine<NetworkError | null>(context, context.signal, {
    port,
    limitMs: context.target.timeoutMs,
    say: async (line, limit) => (await converse(line, { host, secureContext }, limit)).problem,
    late: () => null,
  });
  return talk && isRefusal(talk) ? talk : null;
}

/** A reset or a timeout is not about cipher suites. */
function isRefusal({ alert, code }: NetworkError): boolean {
  return alert !== null || /^ERR_SSL_/.test(code ?? '');
}
