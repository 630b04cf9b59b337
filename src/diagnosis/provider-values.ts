import type { PageKind, ProviderEntry } from '../knowledge/providers/entry.ts';
import { providers } from '../knowledge/providers/index.ts';
import type { Parties } from '../model/party.ts';
import type { TargetUrl } from '../model/target.ts';
import { originOf } from '../settings/base-path.ts';
import { WORDS } from './steps.ts';

/** Pages that every provider has, even where the URL is unknown. */
const IN_THE_CONSOLE: PageKind[] = ['keys', 'billing', 'limits', 'usage'];

/** Pages about the service itself. */
const OF_SERVICE: PageKind[] = ['status', 'help', 'reference', 'errors'];

/** Values for texts about the provider: its pages, its name, its other regions. */
export function providerValues({ provider, issuer }: Parties, url: TargetUrl | null): Record<string, string> {
  const answering = entryFor(provider?.id);
  const account = entryFor(issuer?.id) ?? answering;
  // By the form of the key alone, its issuer may have no part in this call: only what concerns the account is of use then.
  const isGuess = issuer != null && issuer.by !== WORDS;
  return {
    ...(answering ? { providerName: answering.name } : {}),
    ...(account ? pagesOf(account, isGuess) : {}),
    ...(answering && url ? regionsOf(answering, url) : {}),
    ...ownValues(answering, url),
    ...(url && answering?.kind === 'server' ? versioned(url) : {}),
    ...(url && answering?.kind === 'gateway' ? atItsPath(answering, url) : {}),
    ...(url && answering?.id === 'azure-openai' ? ofResource(url) : {}),
  };
}

function entryFor(id: string | undefined): ProviderEntry | null {
  return providers.find((entry) => entry.id === id) ?? null;
}

function pagesOf({ pages = {}, kind, name }: ProviderEntry, ofAccount: boolean): Record<string, string> {
  const usual = kind === 'vendor' ? IN_THE_CONSOLE.map((page) => [page, `the console of ${name}`] as const) : [];
  const kept = Object.entries(pages).filter(([page]) => !ofAccount || !OF_SERVICE.includes(page as PageKind));
  return Object.fromEntries([...usual, ...kept].map(([page, link]) => [`${page}Page`, link]));
}

/** For a provider with regional accounts: the region of this host, and another one with its base URL. */
function regionsOf({ api }: ProviderEntry, url: TargetUrl): Record<string, string> {
  const here = api?.regions?.find(({ host }) => host === url.host);
  const others = api?.regions?.filter((region) => region !== here) ?? [];
  const [first] = others;
  if (!here || !first) return {};
  return {
    region: here.name,
    otherRegion: others.map(({ name, host }) => `${host}: ${name}`).join(', or '),
    otherRegionUrl: `${originOf({ ...url, host: first.host })}${url.path}`,
  };
}

/** Providers other than OpenAI, and self-hosted servers. */
function ownValues(answering: ProviderEntry | null, url: TargetUrl | null): Record<string, string> {
  if (!url || answering?.id === 'openai') return {};
  const own = answering?.kind === 'vendor' ? {} : { ownApi: url.host };
  return { otherApi: url.host, ...own, ...(answering ? {} : { unknownApi: url.host }) };
}

/** The base URL of a gateway whose endpoints are below a path of its own. */
function atItsPath({ api }: ProviderEntry, url: TargetUrl): Record<string, string> {
  const [path] = api?.paths ?? [];
  return path && url.path !== path ? { endpointsUrl: `${originOf(url)}${path}` } : {};
}

/** The resource of Azure OpenAI, and its base URL where that lacks the version. */
function ofResource(url: TargetUrl): Record<string, string> {
  const lacksVersion = /\/openai\/deployments\//.test(url.path) && !/[?&]api-version=/.test(url.query);
  return {
    resourceUrl: originOf(url),
    ...(lacksVersion ? { unversionedUrl: `${originOf(url)}${url.path}` } : {}),
    ...(/\.api\.cognitive\./.test(url.host) ? { regionalHost: url.host } : {}),
  };
}

/** The base URL with its version, where it has none or that of another API: servers of this kind have their endpoints below /v1. */
function versioned(url: TargetUrl): Record<string, string> {
  // A prefix may be a reverse proxy's; these are paths of other APIs of such servers.
  const prefix = url.path.replace(/\/(?:api|openai|chat|completions|generate)(?:\/.*)?$/, '');
  if (/\/v\d/.test(prefix)) return {};
  return { versionedUrl: `${originOf(url)}${prefix}/v1` };
}
