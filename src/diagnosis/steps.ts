import { fillStep } from '../catalogue/command/step.ts';
import type { Typist } from '../catalogue/command/typist.ts';
import { entryOf } from '../knowledge/books.ts';
import type { FindingName } from '../knowledge/entry.ts';
import type { Step } from '../model/finding.ts';
import type { Book, Parties, Party } from '../model/party.ts';
import { changesFirst } from './changes-first.ts';

/** Context for combining steps. */
export interface Setting {
  parties: Parties;
  /** Null where it is unknown: then the steps of all platforms are kept. */
  typist: Typist | null;
  values: Record<string, string | number>;
}

/** Order of the books: middleboxes first for network findings, providers first for responses, clients first for the configuration. */
const ORDER: Record<'client' | 'network' | 'answer', Book[]> = {
  client: ['client', 'provider', 'middlebox'],
  network: ['middlebox', 'client', 'provider'],
  answer: ['provider', 'middlebox', 'client'],
};

/** The steps of a finding, most specific first: from this run, then from the recognized products, then the general ones. */
export function stepsOf(id: string, general: readonly (string | Step)[], setting: Setting): string[] {
  const own = general.map(asStep);
  const { issuer, ...others } = setting.parties;
  const isQuoted = issuer?.by === WORDS;
  // The issuer's address is not that of the server that was called, which would get its key.
  const isOfAccount = /^(?:auth|limit)\//.test(id);
  const known = partiesFor(id, { ...others, issuer: isQuoted && isOfAccount ? issuer : null }).flatMap((party) =>
    stepsFor(id, party),
  );
  const last = issuer && !isQuoted && isOfAccount ? stepsFor(id, issuer) : [];
  const inOrder = [...own.filter(({ first }) => first), ...known, ...own.filter(({ first }) => !first), ...last];
  const { typist, values } = setting;
  const fitting = inOrder.filter(({ on, where }) => !typist || ((!on || on.includes(typist.platform)) && isFor(where, typist)));
  const typistFor = (on: Step['on']) => typist ?? { platform: on?.[0] ?? 'linux' };
  const filled = (steps: Step[]) => steps.flatMap(({ text, on }) => fillStep(text, values, typistFor(on)) ?? []);
  const facts = withoutRepeats(filled(fitting.filter(({ first }) => first)));
  const all = withoutRepeats([...facts, ...filled(fitting.filter(({ first }) => !first))]);
  const rest = { steps: all.slice(facts.length), general: new Set(filled(own)) };
  return [...facts, ...changesFirst(rest, LEADING - facts.length)];
}

/** How many of the first steps change something, where there are as many. */
const LEADING = 3;

/** How a key's issuer is known whose pages the response itself links; only then do its steps come before the general ones. */
export const WORDS = 'words of the response';

function stepsFor(id: string, party: Party): Step[] {
  const steps = entryOf(party)?.steps;
  const own = steps?.[id as FindingName] ?? (RELATED[id as FindingName] ?? []).flatMap((related) => steps?.[related] ?? []);
  return own.map(asStep);
}

/** Findings that the same steps of a product fix: which of them an answer shows is a matter of its words, and some answers have none. */
const RELATED: Partial<Record<FindingName, FindingName[]>> = {
  'auth/permission-denied': ['auth/missing-scope'],
  'auth/missing-scope': ['auth/permission-denied'],
  'auth/invalid-authentication': ['auth/incorrect-key'],
  'auth/incorrect-key': ['auth/invalid-authentication'],
  'limit/quota-exceeded': ['limit/credit-exhausted'],
  'limit/credit-exhausted': ['limit/quota-exceeded', 'limit/billing-inactive'],
  'limit/billing-inactive': ['limit/credit-exhausted'],
  'http/not-the-api': ['http/not-found'],
  'tcp/unreachable': ['tcp/timeout'],
  'tls/timeout': ['tls/reset'],
};

/** Where the family of a Linux is not known, it is most likely one of the two usual ones. */
function isFor(where: Step['where'], { distribution }: Typist): boolean {
  const here = distribution ? [distribution] : (['debian', 'fedora'] as const);
  return !where || here.some((one) => where.includes(one));
}

const asStep = (step: string | Step): Step => (typeof step === 'string' ? { text: step } : step);

function partiesFor(id: string, { clients, middleboxes, provider, issuer }: Parties): Party[] {
  const byBook: Record<Book, Party[]> = {
    client: clients,
    middlebox: middleboxes,
    provider: [provider, issuer].filter((party) => party !== null),
  };
  return ORDER[partOf(id)].flatMap((book) => byBook[book]);
}

function partOf(id: string): keyof typeof ORDER {
  if (/^(?:config|client)\//.test(id)) return 'client';
  const isGateways = /^http\/(?!not-found|endpoint-missing|bad-request|conflict|unprocessable)|^server\/bad-gateway/.test(id);
  return isGateways || /^(?:dns|tcp|tls|proxy)\/|^auth\/ip-not-allowed/.test(id) ? 'network' : 'answer';
}

/** Of two steps with the same text, the same command, or the same thing to do on the same page, the first stays. */
function withoutRepeats(steps: string[]): string[] {
  const met = new Set<string>();
  return steps.filter((step) => {
    const page = /^(\S+) .*: (https:\S+)$/s.exec(step);
    const key = /`([^`]+)`$/.exec(step)?.[1] ?? (page ? `${page[1]} ${page[2]}` : step);
    return !met.has(key) && met.add(key);
  });
}
