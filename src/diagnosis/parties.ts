import { NO_TRACES, recognize, type Traces } from '../knowledge/parties.ts';
import { providers } from '../knowledge/providers/index.ts';
import type { ExchangeFacts } from '../model/facts/http.ts';
import type { TunnelFacts } from '../model/facts/proxy.ts';
import type { DiagnosisInput, RouteObservations } from '../model/observation.ts';
import type { Parties } from '../model/party.ts';
import type { Target } from '../model/target.ts';
import { WORDS } from './steps.ts';

/** The products that take part in the checked calls, from all observations. */
export function partiesOf({ observations: seen, target }: DiagnosisInput): Parties {
  const traces = { ...tracesOfTarget(target), ...tracesOfProbes(seen) };
  const parties = recognize(traces);
  return { ...parties, issuer: issuerOf(parties, seen['config/key'], traces.answers) };
}

/** The products that should take part, from the settings only. */
export function partiesOfTarget(target: Target): Parties {
  return recognize(tracesOfTarget(target));
}

/**
 * The issuer of the key behind a gateway or an unknown server: OpenAI, by the pages that a response links, or by the format of the key. A
 * gateway that is known has accounts of its own, so that the format alone does not show that it passes the key on.
 */
function issuerOf({ provider }: Parties, key: RouteObservations['config/key'], answers: Traces['answers']): Parties['issuer'] {
  const entry = provider && providers.find(({ id }) => id === provider.id);
  if (entry && entry.kind !== 'gateway') return null;
  const isOpenAis = !entry && key?.status === 'ok' && key.facts.kind === 'openai';
  const isNamed = answers.some(({ body }) => /\bplatform\.openai\.com\b/.test(body.slice(0, 16_384)));
  if (!isOpenAis && !isNamed) return null;
  return {
    book: 'provider',
    id: 'openai',
    name: 'OpenAI',
    certainty: 'likely',
    by: isNamed ? WORDS : 'form of the key',
  };
}

function tracesOfTarget({ url, env }: Target): Traces {
  return { ...NO_TRACES, host: url?.host ?? null, port: url?.port ?? null, path: url?.path ?? null, environment: env };
}

function tracesOfProbes(seen: RouteObservations): Partial<Traces> {
  const environment = seen['config/environment'];
  return {
    answers: answersIn(seen),
    ...namesIn(seen),
    issuers: issuersIn(seen),
    replies: repliesIn(seen),
    installed: [...(environment?.status === 'ok' ? environment.facts.clients : []), ...packagesIn(seen)],
  };
}

/** The client libraries that a program here would load, as `npm openai 6.9.0`. */
function packagesIn({ 'client/installed': seen }: RouteObservations): string[] {
  return seen?.status === 'ok' ? seen.facts.packages.map(({ registry, name, version }) => `${registry} ${name} ${version}`) : [];
}

const EXCHANGES = ['http/call', 'stream/events', 'http/model', 'http/models', 'http/unauthenticated', 'http/plaintext'] as const;

function answersIn(seen: RouteObservations): Traces['answers'] {
  return EXCHANGES.flatMap((id) => {
    const observation = seen[id];
    const facts: ExchangeFacts | null = observation?.status === 'ok' ? observation.facts : null;
    return facts?.answer ?? [];
  });
}

function namesIn(seen: RouteObservations): Pick<Traces, 'aliases' | 'addresses'> {
  const resolvers = seen['dns/resolvers'];
  const answers = resolvers?.status === 'ok' ? resolvers.facts.servers.flatMap(({ a, aaaa }) => [a, aaaa]) : [];
  const system = seen['dns/system'];
  const addresses = system?.status === 'ok' ? system.facts.addresses.map(({ address }) => address) : [];
  return {
    aliases: [...new Set(answers.flatMap(({ cnames }) => cnames))],
    addresses: [...new Set([...addresses, ...answers.flatMap((answer) => answer.addresses)])],
  };
}

function issuersIn(seen: RouteObservations): string[] {
  return (['tls/handshake', 'proxy/handshake'] as const).flatMap((id) => {
    const observation = seen[id];
    const chain = observation?.status === 'ok' ? observation.facts.chain : [];
    return chain.flatMap(({ subject, issuer }) => [issuer, subject]);
  });
}

function repliesIn(seen: RouteObservations): string[] {
  const tunnel = seen['proxy/tunnel'];
  const answer: TunnelFacts['answer'] = tunnel?.status === 'ok' ? tunnel.facts.answer : null;
  if (!answer) return [];
  const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
  return [[`${answer.status} ${answer.reason}`, ...headers, answer.title ?? '', answer.text].join('\n').slice(0, 16_384)];
}
