import type { CallEndpoint } from '../../model/facts/calls.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';

/** The endpoints that a chat goes to. */
export type ChatEndpoint = Extract<CallEndpoint, '/responses' | '/chat/completions'>;

/** The endpoint that calls go to: what was found here, and of two the one that this API's own clients use first. Null where neither is there. */
export function chatEndpoint(target: Target, endpoints: RouteObservations['http/endpoints']): ChatEndpoint | null {
  const order: ChatEndpoint[] = target.url?.isOpenAi ? ['/responses', '/chat/completions'] : ['/chat/completions', '/responses'];
  if (endpoints?.status !== 'ok') return order[0] as ChatEndpoint;
  const existing = (path: string) => endpoints.facts.tried.find((one) => one.path === path)?.exists ?? null;
  return order.find((path) => existing(path) === true) ?? order.find((path) => existing(path) === null) ?? null;
}

/** Why nothing is sent to an endpoint for chats: there is none, or it generates whatever is sent. */
export function withoutChat(c: { target: Target; seen: RouteObservations }): ReturnType<NonNullable<Probe['skip']>> {
  const endpoints = c.seen['http/endpoints'];
  if (endpoints?.status === 'ok' && endpoints.facts.generated)
    return { because: 'http/endpoints', reason: 'the server generated an answer to an empty request' };
  return chatEndpoint(c.target, endpoints) === null
    ? { because: 'http/endpoints', reason: 'the server has neither /responses nor /chat/completions' }
    : null;
}
