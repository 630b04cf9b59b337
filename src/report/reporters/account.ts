import { COUNTRY_NAMES } from '../../knowledge/answer/country-names.ts';
import type { Report } from '../../model/report.ts';

/** Where the requests were answered, by the headers of the CDN or cloud: `FRA, Germany (cf-ray)`; empty where none shows it. */
export function edgeText({ exits = [] }: Report): string {
  return exits
    .map(({ route, header, place, country }) => {
      const by = exits.length > 1 ? `${header}, ${route === 'proxy' ? 'via proxy' : 'direct'}` : header;
      return `${[place, country && countryName(country)].filter(Boolean).join(', ')} (${by})`;
    })
    .join('; ');
}

/** What billed requests used: `2 billed requests, reported usage 13 input and 20 output tokens`; empty where none was sent. */
export function costText({ spent }: Report): string {
  if (!spent) return '';
  const { requests, inputTokens, outputTokens } = spent;
  const used = [inputTokens !== null && `${inputTokens} input`, outputTokens !== null && `${outputTokens} output`].filter(
    Boolean,
  );
  const tokens = used.length > 0 ? `reported usage ${used.join(' and ')} tokens` : 'usage not reported';
  return `${requests} billed request${requests === 1 ? '' : 's'}, ${tokens}`;
}

/** The name of a country, where it is known here or to this Node.js; else its code. */
function countryName(code: string): string {
  return Object.hasOwn(COUNTRY_NAMES, code) ? (COUNTRY_NAMES[code] ?? code) : nameOfNode(code);
}

function nameOfNode(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
