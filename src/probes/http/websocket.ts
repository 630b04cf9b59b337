import type { UpgradeTrial, WebSocketFacts } from '../../model/facts/calls.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe, ProbeContext } from '../../model/probe.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { askApi, authority } from '../../net/http/exchange.ts';
import { askUpgrade } from '../../net/http/upgrade.ts';
import { withoutPart } from './parts.ts';

/** What clients of the Responses API send with an upgrade, as codex does. */
const RESPONSES_PROTOCOL = { 'openai-beta': 'responses_websockets=2026-02-06' };

/** Asks for a WebSocket as codex and Realtime clients do, and sends no message over it. Only with `--deep`. */
export const httpWebSocket: Probe<'http/websocket'> = {
  id: 'http/websocket',
  after: ['http/models', 'http/endpoints'],
  limitMs: ({ timeoutMs }) => 5 * timeoutMs,
  skip: (c) => withoutPart('websocket', c) ?? withoutResponses(c),
  run: async (context) => ({ tried: await tried(context) }),
  summarise: ({ tried: all }) => all.map((one) => `${one.endpoint} ${wordOf(one)}`).join('; '),
  // What a refusal means is for the diagnosis to say: many servers have no WebSockets.
  trouble: () => null,
};

/** A server without the endpoint has no WebSocket of it either. */
function withoutResponses({ seen, target }: { seen: RouteObservations; target: Target }): ReturnType<NonNullable<Probe['skip']>> {
  const endpoints = seen['http/endpoints'];
  const responses = endpoints?.status === 'ok' ? endpoints.facts.tried.find(({ path }) => path === '/responses') : undefined;
  const isMissing = responses?.exists === false && !isRealtime(target);
  return isMissing ? { because: 'http/endpoints', reason: 'the server has no /responses' } : null;
}

/** Models of the Realtime API have it in their names. */
function isRealtime({ model }: Target): boolean {
  return model !== null && /realtime/i.test(model);
}

async function tried(context: ProbeContext): Promise<UpgradeTrial[]> {
  const responses = await trial(context, '/responses', '', RESPONSES_PROTOCOL);
  if (!isRealtime(context.target)) return [responses];
  const query = `?model=${encodeURIComponent(context.target.model ?? '')}`;
  return [responses, await trial(context, '/realtime', query, {})];
}

async function trial(
  context: ProbeContext,
  endpoint: UpgradeTrial['endpoint'],
  query: string,
  headers: Record<string, string>,
): Promise<UpgradeTrial> {
  const url = context.target.url as TargetUrl;
  const ask = askApi(url, `${url.path}${endpoint}`, 'key');
  const path = query && ask.path.includes('?') ? `${ask.path}&${query.slice(1)}` : `${ask.path}${query}`;
  const shown = `${url.scheme === 'https' ? 'wss' : 'ws'}://${authority(url)}${url.path}${endpoint}${query}`;
  return { url: shown, endpoint, ...(await askUpgrade({ ...ask, path, headers }, context)) };
}

function wordOf({ outcome, status, closeCode, problem, ms }: WebSocketFacts['tried'][number]): string {
  if (outcome === 'accepted') return `WebSocket accepted in ${ms} ms`;
  if (outcome === 'closed') return `WebSocket closed at once${closeCode === null ? '' : ` with code ${closeCode}`}`;
  if (outcome === 'refused') return `WebSocket refused with HTTP ${status}`;
  return `WebSocket: ${problem?.code ?? outcome} after ${ms} ms`;
}
