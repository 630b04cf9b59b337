import { pause } from '../../model/deadline.ts';
import type { BannerFacts, HandshakeFacts } from '../../model/facts/tls.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import { onLine } from '../../net/tls/line.ts';
import { spoken } from '../../net/tls/records.ts';
import { languageOf } from '../../net/tls/spoken-protocol.ts';
import type { RecordingStream } from '../../net/tls/tap.ts';
import { runOnTlsFailure, silenceMs, wasCutOff, withoutTls } from './when-needed.ts';

/** Records what a peer without TLS sends on connect, and its response to a plain HTTP request without the key. */
export const tlsBanner: Probe<'tls/banner'> = {
  id: 'tls/banner',
  after: ['dns/system'],
  skip: withoutTls,
  run: (context) => runOnTlsFailure(context, hasOtherWords, (signal) => listen(context, signal)),
  summarise: ({ protocol, banner, httpResponse }) => `${protocol}${banner || httpResponse ? `: ${banner || httpResponse}` : ''}`,
  trouble: () => null,
};

/** Whether the peer may use another protocol than TLS. */
function hasOtherWords(facts: HandshakeFacts): boolean {
  return facts.protocolSeen === 'other' || wasCutOff(facts);
}

/** Servers that send first (SSH, SMTP, FTP) do so at once. */
const GREETING_MS = 300;
/** How long to wait for the rest of a response. */
const REST_MS = 200;
const MAX_SHOWN = 200;
/** Maximum bytes to read: an error page states the problem at its start. */
const MAX_READ = 4096;

async function listen(context: ProbeContext, signal: AbortSignal): Promise<BannerFacts> {
  const { target } = context;
  const { host, port } = target.url ?? { host: '', port: 443 };
  let greeted = 0;
  const say = async (line: RecordingStream, limit: AbortSignal) => {
    await Promise.race([word(line, 'data'), pause(GREETING_MS, limit)]);
    greeted = line.count();
    if (greeted > 0) return line.first();
    // HTTP/1.0 without a body: the server closes the connection after the response.
    line.stream.write(`GET / HTTP/1.0\r\nHost: ${host}\r\n\r\n`);
    await word(line, 'data');
    await Promise.race([word(line, 'end'), pause(REST_MS, limit)]);
    return line.first();
  };
  const limitMs = target.timeoutMs - silenceMs(target.timeoutMs);
  const first = await onLine(context, signal, { port, limitMs, say, late: (line) => line.first() });
  return describe(first ?? Buffer.alloc(0), greeted);
}

/** Resolves when the peer has sent data or closed the connection. */
function word({ stream }: RecordingStream, event: 'data' | 'end'): Promise<void> {
  return new Promise((resolve) => {
    stream.on('error', () => resolve());
    for (const name of [event, 'end', 'close']) stream.once(name, () => resolve());
  });
}

function describe(first: Buffer, greeted: number): BannerFacts {
  const speaks = spoken(first) === 'tls' ? 'tls' : languageOf(first.subarray(0, MAX_READ).toString('latin1'), first);
  return { banner: clean(first.subarray(0, greeted)), httpResponse: clean(first.subarray(greeted)), protocol: speaks };
}

/** One short printable line: binary bytes become dots. */
function clean(bytes: Buffer): string {
  const text = bytes.subarray(0, MAX_SHOWN).toString('latin1');
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '.')
    .trim();
}
