import type { Values } from '../../catalogue/command/build.ts';
import { docsOf } from '../../catalogue/docs.ts';
import { apiErrors, documentedLink, libraryTypes } from '../../catalogue/documented.ts';
import { fill } from '../../catalogue/fill.ts';
import { catalogue, type FindingId, findingIds } from '../../catalogue/index.ts';
import { providerValues } from '../../diagnosis/provider-values.ts';
import { libraryType } from '../../knowledge/answer/documented-names.ts';
import type { Steps } from '../../knowledge/entry.ts';
import { openai } from '../../knowledge/providers/vendors/openai.ts';
import type { CatalogueEntry, Step } from '../../model/finding.ts';
import type { ApiErrorId, PythonType } from '../../model/layers.ts';
import { NOBODY, type Party } from '../../model/party.ts';
import { statusOf } from '../../report/exit-status.ts';
import { defaultValues } from '../read/default-values.ts';
import { distinguishingFeatures } from './distinctions.ts';
import { meaningOf } from './meanings.ts';

/** A page whose commands are not filled in yet, with the steps for every platform. */
export interface PageTemplate extends Omit<Page, 'steps' | 'product'> {
  steps: readonly (string | Step)[];
  product?: { facts: ProductFacts['facts']; advice: { finding: string; steps: readonly (string | Step)[] }[] };
}

/** The values for the commands of a page, and of the page of a product that the reader hosts. */
export interface PageValues {
  page: Values;
  product: Values;
}

/** What `explain` prints for a term. */
export interface Page {
  term: string;
  kind: 'finding' | 'api-error' | 'status' | 'type' | 'layer' | 'product';
  title: string;
  meaning: string;
  causes: string[];
  steps: string[];
  /** Findings that the term can mean, where it is not one itself, each with how to identify it. */
  findings: { id: string; title: string; tell: string | null }[];
  apiErrors: { id: string; httpStatus: number; title: string }[];
  pythonTypes: string[];
  nodeTypes: string[];
  /** The exit status of `check` and of a log read by `explain` with this root cause; null where that depends. */
  exitStatus: number | null;
  docs: string;
  /** What is known of a product; absent on other pages. */
  product?: ProductFacts;
}

export interface ProductFacts {
  facts: { name: string; text: string }[];
  /** Steps that fix a finding where the product takes part. */
  advice: { finding: string; steps: string[] }[];
}

/** The page of a finding. `note` is what the term itself adds, such as the meaning of an alert. */
export function findingPage(id: FindingId, how: { term: string; note?: string }): PageTemplate {
  const entry: CatalogueEntry = catalogue[id];
  const { means, causes } = meaningOf(id);
  return {
    term: how.term,
    kind: 'finding',
    title: `${id}: ${bare(entry.title)}`,
    meaning: how.note ? `${how.note} ${means}` : means,
    causes,
    steps: [...((openai.steps as Steps)[id] ?? []), ...entry.steps],
    findings: [],
    apiErrors: entry.apiError ? [rowOf(entry.apiError)] : [],
    ...typesOf(entry.pythonType),
    exitStatus: entry.severity === 'error' ? statusOf({ id, httpStatus: null, causes: [] }) : 0,
    docs: docsOf(id, entry),
  };
}

/** Pages are of the API that clients call unless they are told otherwise. */
const USUAL: Party<'provider'> = {
  book: 'provider',
  id: 'openai',
  name: 'OpenAI',
  certainty: 'likely',
  by: 'default of clients',
};

/** Template values of steps on a page: defaults, and placeholders in capitals. */
const ON_A_PAGE: Values = {
  ...providerValues({ ...NOBODY, provider: USUAL }, null),
  ...defaultValues({ url: null, host: null, port: null, proxies: [] }),
  inspectionFile: 'root.pem',
  ownHost: 'HOST',
  server: 'RESOLVER',
  proxy: 'PROXY',
  proxyAddress: 'PROXY:PORT',
  proxyHost: 'PROXY',
  localPort: 'PORT',
};

/** Template values of a product that the reader hosts. */
const OF_A_PRODUCT: Values = {
  ...ON_A_PAGE,
  who: 'the server',
  host: 'HOST',
  port: 'PORT',
  model: 'MODEL',
  origin: 'https://HOST',
  baseUrl: 'https://HOST/v1',
  modelsUrl: 'https://HOST/v1/models',
  remoteHost: 'HOST',
  versionedUrl: 'http://HOST/v1',
  endpointsUrl: 'http://HOST/api',
};

/** The values for the commands of all pages. */
export const PAGE_VALUES: PageValues = { page: ON_A_PAGE, product: OF_A_PRODUCT };

function bare(title: string): string {
  return fill(title, ON_A_PAGE) ?? title;
}

/** The page of one of the documented errors. */
export function apiErrorPage(id: ApiErrorId, term: string): PageTemplate {
  const row = apiErrors[id];
  const finding = row.finding as FindingId;
  return {
    term,
    kind: 'api-error',
    title: `${row.httpStatus} ${row.title}`,
    meaning: row.cause,
    causes: meaningOf(finding).causes,
    steps: row.steps,
    findings: findingIds.filter((other) => catalogue[other].apiError === id).map(listed),
    apiErrors: [rowOf(id)],
    ...typesOf(libraryType(row.httpStatus)),
    exitStatus: statusOf({ id: finding, httpStatus: row.httpStatus, causes: [] }),
    docs: documentedLink(id, null),
  };
}

/** A finding in the list of another page. */
export function listed(id: FindingId): Page['findings'][number] {
  return { id, title: bare(catalogue[id].title), tell: distinguishingFeatures[id] ?? null };
}

/** A documented error in the list of a page. */
export function rowOf(id: ApiErrorId): Page['apiErrors'][number] {
  const { httpStatus, title } = apiErrors[id];
  return { id, httpStatus, title };
}

/** The names of an exception in both SDKs. */
export function typesOf(type: PythonType | null): Pick<Page, 'pythonTypes' | 'nodeTypes'> {
  return type ? { pythonTypes: [type], nodeTypes: [libraryTypes[type].nodeName] } : { pythonTypes: [], nodeTypes: [] };
}
