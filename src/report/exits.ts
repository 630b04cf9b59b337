import { edgeOf } from '../knowledge/answer/edge.ts';
import type { RouteName } from '../model/layers.ts';
import type { DiagnosisInput, RouteObservations } from '../model/observation.ts';
import type { Report } from '../model/report.ts';

const EXCHANGES = ['http/models', 'http/unauthenticated', 'http/call'] as const;

/** Where the requests of each route came out, as far as the answers say. */
export function exitsOf({ observations, alternateObservations, target }: DiagnosisInput): NonNullable<Report['exits']> {
  const own = target.route.kind;
  const other: RouteName = own === 'proxy' ? 'direct' : 'proxy';
  return [...exitOf(observations, own), ...exitOf(alternateObservations, other)];
}

function exitOf(seen: RouteObservations, route: RouteName): NonNullable<Report['exits']> {
  for (const id of EXCHANGES) {
    const one = seen[id];
    // Optional, because a probe that breaks inside this program may return facts without their members.
    const headers: Record<string, string> | undefined = one?.status === 'ok' ? one.facts.answer?.headers : undefined;
    const edge = headers ? edgeOf(headers) : null;
    if (edge) return [{ route, ...edge }];
  }
  return [];
}
