import { providers } from './index.ts';

/** An API with public DNS and public certificates. */
export interface Vendor {
  name: string;
  /** What the vendor's documentation gives for clients of this API; null where every customer has one of their own. */
  baseUrl: string | null;
  host: RegExp;
  /** Base paths that work; empty where they differ from customer to customer. */
  paths: string[];
  /** Whose keys it takes, by the names of the vendors; `any` for gateways that pass on the key of the vendor behind. */
  keys: string;
}

/** The entries of the book that are reached at public hosts, OpenAI with its regional hosts first. */
export const knownVendors: Vendor[] = providers.flatMap(({ name, api }) => {
  if (!api?.host) return [];
  const { baseUrl, host } = api;
  const usual = baseUrl === null ? [] : [baseUrl.replace(/^https:\/\/[^/]*/, '')];
  return [{ name, baseUrl, host, paths: api.paths ?? usual, keys: api.takesKeysOf === 'any' ? 'any' : name }];
});

/** The vendor of a host; null for a private server. */
export function vendorOf(host: string): Vendor | null {
  return knownVendors.find((vendor) => vendor.host.test(host)) ?? null;
}
