import { NothingToAsk } from '../../model/errors.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { exchange } from '../../net/http/exchange.ts';
import { summariseExchange } from '../../net/http/facts.ts';
import { MAIN_REQUEST_GRACE_MS, runIfNeeded } from '../../net/http/spare.ts';
import { withoutAddress } from './skip.ts';

/** Sends a plain HTTP request without the key when HTTPS got no response: only that reveals a captive portal. */
export const httpPlain: Probe<'http/plaintext'> = {
  id: 'http/plaintext',
  after: ['dns/system'],
  skip: unasked,
  limitMs: ({ timeoutMs }) => timeoutMs * 2,
  async run(context) {
    const { host } = context.target.url as TargetUrl;
    // Without any response, this must end with the other probes, not later.
    const timeoutMs = Math.max(context.target.timeoutMs - MAIN_REQUEST_GRACE_MS, context.target.timeoutMs / 2);
    const target = { ...context.target, timeoutMs };
    const ask = { scheme: 'http', host, port: 80, path: '/', credential: 'none' } as const;
    const facts = await runIfNeeded(context, gotNoAnswer, (signal) => exchange(ask, { ...context, target, signal }));
    // Many networks and servers have port 80 closed: that shows nothing.
    if (!facts.answer) throw new NothingToAsk(null, `no response to plain HTTP (${facts.problem?.code ?? 'closed'})`);
    return facts;
  },
  summarise: summariseExchange,
  trouble: () => null,
};

function unasked(c: { target: Target; seen: RouteObservations }): ReturnType<NonNullable<Probe['skip']>> {
  const { url, route } = c.target;
  if (url?.isLoopback) return { because: null, reason: 'the host is this machine' };
  if (route.kind === 'proxy') return { because: null, reason: 'a proxy is used' };
  if (url?.scheme === 'http') return { because: null, reason: 'the base URL is plain HTTP' };
  return withoutAddress(c);
}

function gotNoAnswer(exchanges: ExchangeFacts[]): boolean {
  return exchanges.every(({ answer }) => answer === null);
}
