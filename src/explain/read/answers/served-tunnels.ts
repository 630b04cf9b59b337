import { tunnelFinding } from '../../../catalogue/proxy/socks-readings.ts';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import { matchesIn } from '../../log/matches.ts';
import type { Passage } from '../../log/passages.ts';
import { type AnswerClue, clueFor } from './context.ts';
import { MAX_SERVED, readServed } from './served.ts';

/**
 * Tunnels that a proxy logged as refused: squid's own form (`TCP_DENIED/407 4021 CONNECT host:443`), and the form of web servers that it and
 * others also write (`"CONNECT host:443 HTTP/1.1" 407 4021`).
 */
const TUNNELS: { pattern: RegExp; status: number; host: number }[] = [
  {
    pattern: /\b(?:TCP_\w{3,30}|NONE(?:_\w{3,30})?)\/([45]\d\d) \d{1,12} CONNECT ([\w.-]{1,253}):\d{1,5}/g,
    status: 1,
    host: 2,
  },
  { pattern: /"CONNECT ([\w.-]{1,253}):\d{1,5} HTTP\/[\d.]{1,3}" ([45]\d\d)\b/g, status: 2, host: 1 },
];

/** The tunnels to a known API that a proxy's own log shows to have failed; what others asked for is no call of an API. */
export function servedTunnels({ text }: Passage): AnswerClue[] {
  return TUNNELS.flatMap(({ pattern, status, host }) =>
    matchesIn(text, pattern)
      .slice(0, MAX_SERVED)
      .flatMap((found) => tunnelClue(found, Number(found[status]), found[host] as string)),
  );
}

function tunnelClue(found: RegExpExecArray, status: number, host: string): AnswerClue[] {
  const id = vendorOf(host) ? tunnelFinding(status) : null;
  const reading = id ? readServed(status) : null;
  if (!id || !reading) return [];
  const clue = clueFor(reading, { place: found.index, length: found[0].length }, 'hidden');
  return [{ ...clue, id, type: 'APIConnectionError', served: host }];
}
