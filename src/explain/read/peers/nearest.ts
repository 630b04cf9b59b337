import { isIP } from 'node:net';
import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import { isLoopbackAddress } from './addresses.ts';
import { type Peer, STRENGTH } from './peer.ts';

/**
 * The one that the failure at a place is about: of the line's own what it says was asked, else the strongest in the passage, and of those
 * the nearest.
 */
export function peerAt(peers: readonly Peer[], at: { place: number; line: { from: number; to: number } }): Peer | null {
  const own = peers.filter(({ place, role }) => place >= at.line.from && place < at.line.to && STRENGTH.indexOf(role) >= 2);
  const best = strongest(own, at.place) ?? strongest(peers, at.place);
  if (!best || isIP(best.host) === 0) return best;
  // An address is where a name led: the name is whom the call was for.
  const named = peers.filter(({ host, port, role }) => isIP(host) === 0 && port === best.port && role !== 'mentioned');
  return strongest(named, at.place) ?? best;
}

function strongest(peers: readonly Peer[], place: number): Peer | null {
  let best: Peer | null = null;
  for (const peer of peers) if (!best || weightOf(peer, place) > weightOf(best, place)) best = peer;
  return best;
}

/** A known API counts for more than nearness, what was asked for more than either. */
function weightOf({ role, url, host, place }: Peer, at: number): number {
  const known = url?.isPublicApi || vendorOf(host) !== null ? 1 : 0;
  const named = isIP(host) === 0 || isLoopbackAddress(host) ? 0.5 : 0;
  return STRENGTH.indexOf(role) + (role === 'mentioned' ? 0 : known) + named - Math.min(Math.abs(place - at), 100_000) / 1e6;
}
