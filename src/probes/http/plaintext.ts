import { NothingToAsk } from '../../model/errors.ts';
import type { ExchangeFacts } from '../../model/facts/http.ts';
import type { RouteObservations } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target, TargetUrl } from '../../model/target.ts';
import { exchange } from '../../net/http/exchange.ts';
import { summariseExchange } from '../../net/http/facts.ts';
import { HEAD_START_MS, inReserve } from '../../net/http/spare.ts';
import { withoutAddress } from './skip.ts';

/** Asks the API's host over plain HTTP, without a key, when HTTPS got no answer: a captive portal shows itself only there. */
export const httpPlain: Probe<'http/plaintext'> = {
  id: 'http/plaintext',
  after: ['dns/system'],
  skip: unasked,
  limitMs: ({ timeoutMs }) => timeoutMs * 2,
  async run(context) {
    const { host } = context.target.url as TargetUrl;
    // Where nothing answers at all, this ends with the others and not a head start later.
    const timeoutMs = Math.max(context.target.timeoutMs - HEAD_START_MS, context.target.timeoutMs / 2);
    const target = { ...context.target, timeoutMs };
    const ask = { scheme: 'http', host, port: 80, path: '/', credential: 'none' } as const;
    const facts = await inReserve(context, gotNoAnswer, (signal) => exchange(ask, { ...context, target, signal }));
    // Many networks and servers leave port 80 closed: that is no fault, and says nothing either way.
    if (!facts.answer) throw new NothingToAsk(null, `nothing answers plain HTTP (${facts.problem?.code ?? 'no answer'})`);
    return facts;
  },
  summarise: summariseExchange,
  trouble: () => null,
};

function unasked(c: { target: Target; seen: RouteObservations }): ReturnType<NonNullable<Probe['skip']>> {
  const { url, route } = c.target;
  if (url?.isLoopback) return { because: null, reason: 'no network lies between here and this machine' };
  if (route.kind === 'proxy') return { because: null, reason: 'the proxy stands where a captive portal would' };
  if (url?.scheme === 'http') return { because: null, reason: 'the base URL is plain HTTP itself' };
  return withoutAddress(c);
}

function gotNoAnswer(exchanges: ExchangeFacts[]): boolean {
  return exchanges.every(({ answer }) => answer === null);
}
