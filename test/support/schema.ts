import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Report } from '../../src/model/report.ts';

/** The schema of the report, as the package ships it. */
export const schema = JSON.parse(readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8'));

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** Throws where a report is not what the schema promises, and says at which place. */
export function mustFitSchema(report: unknown): void {
  if (validate(report)) return;
  const places = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'the report'} ${message}`);
  throw new Error(`This report does not fit its schema: ${places.join('; ')}`);
}

/** The report that a program printed, held to the schema; undefined where it printed something else. */
export function printedReport(text: string): Report | undefined {
  if (!text.startsWith('{')) return undefined;
  const printed = parse(text);
  if (!printed || !('probes' in printed)) return undefined;
  mustFitSchema(printed);
  return printed as Report;
}

function parse(text: string): object | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
