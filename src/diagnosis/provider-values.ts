import type { PageKind, ProviderEntry } from '../knowledge/providers/entry.ts';
import { providers } from '../knowledge/providers/index.ts';
import type { Parties } from '../model/party.ts';
import type { TargetUrl } from '../model/target.ts';
import { originOf } from '../settings/base-path.ts';

/** Pages that every provider has, even where the URL is unknown. */
const IN_THE_CONSOLE: PageKind[] = ['keys', 'billing', 'limits', 'usage'];

/** Values for texts about the provider: its pages, its name, its other regions. */
export function providerValues({ provider, issuer }: Parties, url: TargetUrl | null): Record<string, string> {
  const answering = entryFor(provider?.id);
  const account = entryFor(issuer?.id) ?? answering;
  return {
    ...(answering ? { providerName: answering.name } : {}),
    ...(account ? pagesOf(account) : {}),
    ...(answering && url ? regionsOf(answering, url) : {}),
    ...ownValues(answering, url),
    ...(url && answering?.kind === 'server' ? versioned(url) : {}),
  };
}

function entryFor(id: string | undefined): ProviderEntry | null {
  return providers.find((entry) => entry.id === id) ?? null;
}

function pagesOf({ pages = {}, kind, name }: ProviderEntry): Record<string, string> {
  const usual = kind === 'vendor' ? IN_THE_CONSOLE.map((page) => [page, `the console of ${name}`] as const) : [];
  return Object.fromEntries([...usual, ...Object.entries(pages)].map(([page, link]) => [`${page}Page`, link]));
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
  return { otherApi: url.host, ...(answering?.kind === 'vendor' ? {} : { ownApi: url.host }) };
}

/** The base URL with its version, where it has none: servers of this kind have their endpoints below /v1. */
function versioned(url: TargetUrl): Record<string, string> {
  return /\/v\d/.test(url.path) ? {} : { versionedUrl: `${originOf(url)}${url.path}/v1` };
}
