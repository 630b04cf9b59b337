import fc from 'fast-check';
import type { Report } from '../../src/model/report.ts';
import { redactReport } from '../../src/secrets/redact.ts';
import { EVIL, reports } from './reports.ts';

/** What breaks out of some format, cut into pieces that chance may put together anew. */
const PIECES = [
  ...EVIL.split(' '),
  '::error::',
  '::stop-commands::x',
  '::set-output name=a::b',
  ' ::add-mask::a',
  '##[error]',
  '##[add-mask]e',
  '###[set-env name=PATH;]x',
  '##vso[task.setvariable variable=a]b',
  '##teamcity[testFailed]',
  '%0D%0A',
  '%25',
  '\r',
  '\n',
  '\u0000\u001f\ufffe\uffff\ud800\udfff',
  '\u0085\u2028\u00a0',
  '<!--',
  '<![CDATA[',
  ']]>',
  '<?xml',
  '"',
  "'",
  '&#0;',
  '&',
  '😀',
];

/** One hostile text. */
export const evilText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 }), fc.constant(' ')), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

/** Names and ids of our own, which come through the door as they are. */
const OWN = /^(?:id|severity|apiError|pythonType|causes|route|status|skippedBecause|verdict|rootCause|startedAt|docs|timestamp)$/;

/** A sample report with other texts in every field that something from outside may stand in, behind the door. */
export const evilReport = fc
  .tuple(fc.constantFrom(...Object.keys(reports)), fc.array(evilText, { minLength: 1, maxLength: 6 }))
  .map(([name, texts]) => {
    let next = 0;
    const replace = (value: unknown, key: string): unknown => {
      if (OWN.test(key)) return value;
      if (typeof value === 'string') return texts[next++ % texts.length];
      if (Array.isArray(value)) return value.map((item) => replace(item, key));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, name === 'tool' ? inner : replace(inner, name)]),
      );
    };
    return { name, report: redactReport(replace(reports[name], '') as Report, []) };
  });
