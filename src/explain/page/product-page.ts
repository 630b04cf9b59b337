import { books } from '../../knowledge/books.ts';
import type { ClientEntry } from '../../knowledge/clients/entry.ts';
import type { KnownProduct, Mark } from '../../knowledge/entry.ts';
import type { MiddleboxEntry } from '../../knowledge/middleboxes/entry.ts';
import type { ProviderEntry } from '../../knowledge/providers/entry.ts';
import type { PageTemplate, ProductFacts } from './page.ts';

/** The names by which products have a page, as they are listed. */
export const productNames: string[] = Object.values(books)
  .flat()
  .flatMap(({ id, name, aliases = [] }: KnownProduct) => [id, name, ...aliases]);

/** The page of a product: its facts, and the steps that fix each finding there. Null where no product has this name. */
export function productPage(term: string): PageTemplate | null {
  const wanted = term.toLowerCase();
  const entry = Object.values(books)
    .flat()
    .find(({ id, name, aliases = [] }: KnownProduct) => [id, name.toLowerCase(), ...aliases].includes(wanted));
  return entry ? pageOf(entry, term) : null;
}

function pageOf(entry: KnownProduct, term: string): PageTemplate {
  const [first] = entry.recognition;
  const pages = 'pages' in entry ? (entry as ProviderEntry).pages : undefined;
  return {
    term,
    kind: 'product',
    title: entry.name,
    meaning: [whatItIs(entry), ...(entry.notes ?? [])].join(' '),
    causes: [],
    steps: [],
    findings: [],
    apiErrors: [],
    pythonTypes: [],
    nodeTypes: [],
    exitStatus: null,
    docs: pages?.errors ?? first.source,
    product: { facts: factsOf(entry), advice: adviceOf(entry) },
  };
}

const OF_PROVIDERS: Record<ProviderEntry['kind'], string> = {
  vendor: 'An API at a public address.',
  gateway: 'A gateway: it passes calls on to APIs behind it.',
  server: 'A server that runs models where it is installed.',
};

function whatItIs(entry: KnownProduct): string {
  if (books.provider.includes(entry as ProviderEntry)) return OF_PROVIDERS[(entry as ProviderEntry).kind];
  if (!books.middlebox.includes(entry as MiddleboxEntry)) return 'A client: it sends the calls.';
  return `Between client and API: ${(entry as MiddleboxEntry).kind}.`;
}

function factsOf(entry: KnownProduct): ProductFacts['facts'] {
  const { api, dialect, pages = {} } = entry as Partial<ProviderEntry>;
  const { wants } = entry as Partial<MiddleboxEntry>;
  const { rules, uses } = entry as Partial<ClientEntry>;
  const read =
    (dialect?.words?.length ?? 0) +
    [dialect?.codes, dialect?.types, dialect?.statuses].flatMap((table) => Object.keys(table ?? {})).length;
  const rows: [string, string | null | undefined][] = [
    ['Recognized by', [...new Set(entry.recognition.map(byWhat))].join(', ')],
    ['Base URL', api?.baseUrl ?? rules?.baseUrl],
    ['Proxy', rules?.proxy],
    ['CA certificates', rules?.trust],
    ['Time limits', rules?.timers],
    ['DNS', rules?.dns],
    ['Built on', uses?.map((id) => books.client.find((one) => one.id === id)?.name ?? id).join(', ')],
    ['Regions', api?.regions?.map(({ name, host }) => `${host} (${name})`).join(', ')],
    ['Key in', api?.keyHeaders?.join(', or ')],
    ['Lacks', api?.lacks?.join(', ')],
    ['Wants', wants && `${wants.what}: ${wants.headers.join(', ')}`],
    ['Errors read', read > 0 ? `${read} codes, types, statuses and messages of its own` : null],
    ...Object.entries(pages).map(([page, link]): [string, string] => [`Page: ${page}`, link]),
  ];
  return rows.flatMap(([name, text]) => (text ? [{ name, text }] : []));
}

/** A mark in a word or two: patterns are no reading for people. */
function byWhat(mark: Mark): string {
  if (mark.port !== undefined) return `port ${mark.port}`;
  if (mark.headers) return `header ${mark.headers.map(([name]) => name).join(' and ')}`;
  if (mark.variable) return `variable ${mark.variable[0]}`;
  const named: (keyof typeof WORDS)[] = [
    'host',
    'alias',
    'address',
    'issuer',
    'reply',
    'installed',
    'body',
    'log',
    'status',
    'path',
  ];
  return WORDS[named.find((condition) => mark[condition] !== undefined) ?? 'body'];
}

const WORDS = {
  host: 'host name',
  alias: 'DNS alias',
  address: 'IP address',
  issuer: 'certificate',
  reply: 'response to CONNECT',
  installed: 'installed program',
  body: 'response body',
  log: 'words in a log',
  status: 'status',
  path: 'path',
};

function adviceOf({ steps = {} }: KnownProduct): NonNullable<PageTemplate['product']>['advice'] {
  return Object.entries(steps).map(([finding, list]) => ({ finding, steps: list ?? [] }));
}
