import type { Line } from '../../log/lines.ts';
import { isListening, isTyped } from '../../log/roles.ts';
import { envoyPeers } from './envoy.ts';
import { hostPeers } from './hosts.ts';
import type { Peer } from './peer.ts';
import { urlPeers, urlsInParts } from './urls.ts';

/** Most addresses that one passage is searched for. */
const MAX_PEERS = 60;

/** What the lines of a passage name as the other side, in order. `starts` are the places of the lines. */
export function peersIn(text: string, lines: readonly Line[], starts: readonly number[]): Peer[] {
  const peers: Peer[] = [];
  for (const [at, line] of lines.entries()) {
    if (peers.length >= MAX_PEERS) break;
    const from = starts[at] ?? 0;
    const written = text.slice(from, starts[at + 1] ?? text.length);
    // The source around the line that ran has the addresses of other calls.
    if (line.role === 'source') continue;
    if (written.length < 4 || isListening(written) || SUCCEEDED.test(written.slice(0, 600))) continue;
    const found = [
      ...urlPeers(written, isTyped(line.text)),
      ...urlsInParts(written),
      ...hostPeers(written),
      ...envoyPeers(written),
    ];
    peers.push(...found.map((peer) => ({ ...peer, place: from + peer.place })));
  }
  return peers;
}

/** A line that reports a call that went well names another call. */
const SUCCEEDED = /"HTTP\/[\d.]{1,3} 2\d\d\b|\b(?:GET|POST)\b[^\n]{1,200}\s(?:200 OK|=> 200|-> 200|200 in \d)/;
