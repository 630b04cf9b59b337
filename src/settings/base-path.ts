import { vendorOf } from '../knowledge/providers/vendors.ts';
import type { BaseUrlFacts } from '../model/facts/config.ts';
import type { TargetUrl } from '../model/target.ts';

type PathFlaw = NonNullable<BaseUrlFacts['pathFlaw']>;

/** What looks wrong in the path of a base URL, and the URL that it probably should be. */
export interface PathReading {
  flaw: PathFlaw;
  suggestion: string | null;
}

/** Clients append these to the base URL themselves. */
const ENDPOINT =
  /\/(?:chat\/completions|completions|responses|embeddings|models|moderations|images\/(?:generations|edits)|audio\/(?:speech|transcriptions|translations)|realtime|files|batches)$/;
const DOUBLED = /\/(v\d{1,3}[a-z]{0,12})(?:\/\1){1,8}$/;
const VERSION = /\/v\d{1,3}[a-z]{0,12}(?:\/|$)/;

/**
 * Judges the path without a request. For a vendor's host the right path is known; on another server a path without a version may be right,
 * so the result is a guess that the responses confirm.
 */
export function readBasePath(url: TargetUrl): PathReading | null {
  const path = url.path.replace(/\/{2,}/g, '/');
  if (path !== url.path) {
    return { flaw: 'doubled-slash', suggestion: readBasePath({ ...url, path })?.suggestion ?? `${originOf(url)}${path}` };
  }
  const vendor = vendorOf(url.host);
  if (vendor?.paths.includes(url.path)) return null;
  const expected = vendor?.paths[0];
  const better = (path: string) => `${originOf(url)}${expected ?? path}`;
  // Azure's inference endpoint ends in /models by right.
  const endpoint = ENDPOINT.exec(url.path)?.[0];
  if (endpoint && !(endpoint === '/models' && vendor?.paths.length === 0)) {
    return { flaw: 'endpoint-included', suggestion: better(url.path.slice(0, -endpoint.length).replace(DOUBLED, '/$1')) };
  }
  if (DOUBLED.test(url.path)) return { flaw: 'doubled-version', suggestion: better(url.path.replace(DOUBLED, '/$1')) };
  if (vendor ? expected === undefined : VERSION.test(url.path)) return null;
  return { flaw: 'missing-version', suggestion: better(`${url.path}/v1`) };
}

/** Scheme, host and port at the start of a URL, verbatim. */
export function originOf({ scheme, host, port, ipVersion }: Pick<TargetUrl, 'scheme' | 'host' | 'port' | 'ipVersion'>): string {
  const authority = ipVersion === 6 ? `[${host}]` : host;
  return `${scheme}://${authority}${port === (scheme === 'https' ? 443 : 80) ? '' : `:${port}`}`;
}
