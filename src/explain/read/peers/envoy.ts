import { matchesIn } from '../../log/matches.ts';
import { isNobody, type Peer } from './peer.ts';

/** Istio's name for whom a call of the mesh is for: direction, port, subset, host. */
const CLUSTER = /\boutbound\|(\d{1,5})\|[\w.-]{0,60}\|([\w.-]{1,253})/g;
/** The server that Envoy chose, as its usual format ends, or by the usual name of the field. */
const CHOSEN = /" "((?:\d{1,3}\.){3}\d{1,3}):(\d{1,5})"\s*$|"upstream_host"\s?:\s?"((?:\d{1,3}\.){3}\d{1,3}):(\d{1,5})"/;
/** Only Envoy's own entries have both. */
const ENTRY = /"(?:GET|POST) \S{1,400} HTTP\/[\d.]{1,3}" \d{3} [A-Z]{2,6}\b|"(?:response_flags|upstream_cluster)"\s?:/;

/** Whom Envoy asked, as one entry of its access log says: by name where the mesh has one, else by address. */
export function envoyPeers(line: string): Peer[] {
  if (!ENTRY.test(line.slice(0, 4_000))) return [];
  const [named] = matchesIn(line, CLUSTER);
  if (named) return peerOf(named[2] as string, Number(named[1]), named.index);
  const chosen = CHOSEN.exec(line);
  return chosen ? peerOf((chosen[1] ?? chosen[3]) as string, Number(chosen[2] ?? chosen[4]), chosen.index) : [];
}

function peerOf(host: string, port: number, place: number): Peer[] {
  if (isNobody(host)) return [];
  return [{ url: null, host: host.toLowerCase(), port, scheme: port === 443 ? 'https' : 'http', place, role: 'target' }];
}
