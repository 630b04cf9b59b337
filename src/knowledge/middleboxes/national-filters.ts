import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** What one can do without going around a law: the API itself may not be offered there either. */
const ASK: [string, ...string[]] = [
  'The filter belongs to the country or the provider, and no setting of this machine changes it. Use the API from a place where it is offered and allowed, or a provider that is offered here.',
];

/** Filters that whole countries or their providers run, by the addresses and pages that they answer with. */
export const nationalFilters: MiddleboxEntry[] = [
  speaking({
    id: 'iran-filter',
    name: 'Iran’s filter',
    kind: 'national filter',
    answers: [{ id: 'http/block-page', page: /\b10\.10\.34\.3[4-6]\b|peyvandha\.ir/i }],
    recognition: [
      {
        address: /^10\.10\.34\.3[4-6]$/,
        certainty: 'proved',
        source: 'OONI, fingerprints of blocked pages (ooni/blocking-fingerprints)',
      },
    ],
    steps: { 'http/block-page': ASK, 'dns/sinkhole': ASK, 'dns/private-address': ASK, 'tcp/timeout': ASK, 'tcp/reset': ASK },
    source: 'OONI, ooni/blocking-fingerprints',
  }),
  speaking({
    id: 'turkey-filter',
    name: 'Türkiye’s filter (BTK)',
    kind: 'national filter',
    answers: [{ id: 'http/block-page', page: /internet2\.btk\.gov\.tr|uyari\.btk\.gov\.tr/i }],
    recognition: [{ address: /^195\.175\.254\.2$/, certainty: 'proved', source: 'OONI, ooni/blocking-fingerprints' }],
    steps: { 'http/block-page': ASK, 'tcp/timeout': ASK },
    source: 'OONI, ooni/blocking-fingerprints',
  }),
  speaking({
    id: 'indonesia-filter',
    name: 'Indonesia’s filter (Internet Positif)',
    kind: 'national filter',
    answers: [{ id: 'http/block-page', page: /internet[- ]?positif|trustpositif/i }],
    steps: { 'http/block-page': ASK },
    source: 'OONI, ooni/blocking-fingerprints',
  }),
  speaking({
    id: 'korea-filter',
    name: 'South Korea’s filter',
    kind: 'national filter',
    answers: [{ id: 'http/block-page', page: /warning\.or\.kr/i }],
    steps: { 'http/block-page': ASK },
    source: 'OONI, ooni/blocking-fingerprints',
  }),
  {
    id: 'kazakhstan-root',
    name: 'Kazakhstan’s national root',
    kind: 'national filter',
    recognition: [
      {
        issuer: /Qaznet Trust Network|O=ISCA\b|Information Security Certification Authority CA/i,
        certainty: 'proved',
        source: 'Mozilla bug 1567114',
      },
    ],
    steps: { 'tls/interception': ASK },
    source: 'Mozilla bug 1567114',
  },
];
