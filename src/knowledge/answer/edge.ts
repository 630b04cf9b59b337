import { countryOfAirport } from './airports.ts';

/** The place where a CDN or cloud took a request in, by a header of its answer. It is near the address that the request came from. */
export interface Edge {
  header: string;
  value: string;
  /** Code of an airport, as `FRA`, or a region, as `westeurope`. */
  place: string;
  /** Two letters of ISO 3166-1; null where the place is not known here. */
  country: string | null;
}

/** Headers that say it, and where in their values. */
const EDGE_HEADERS: { header: string; place: RegExp; isAirport: boolean; source: string }[] = [
  {
    header: 'cf-ray',
    place: /^[0-9a-f]{12,20}-([A-Z]{3})$/,
    isAirport: true,
    source: 'https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-ray',
  },
  {
    header: 'x-amz-cf-pop',
    place: /^([A-Z]{3})\d/,
    isAirport: true,
    source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/',
  },
  {
    header: 'x-served-by',
    place: /(?:^|, )cache-[\w-]*-([A-Z]{3})$/,
    isAirport: true,
    source: 'https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By/',
  },
  { header: 'x-ms-region', place: /^([A-Za-z][\w ]{2,30})$/, isAirport: false, source: 'Azure OpenAI: response headers' },
];

/** The first header that tells a place; null where none does. */
export function edgeOf(headers: Record<string, string>): Edge | null {
  for (const { header, place, isAirport } of EDGE_HEADERS) {
    const value = headers[header];
    const found = value === undefined ? null : place.exec(value)?.[1];
    if (value === undefined || !found) continue;
    const name = isAirport ? found.toUpperCase() : found;
    return { header, value: value.slice(0, 100), place: name, country: isAirport ? countryOfAirport(name) : null };
  }
  return null;
}
