import type { Report } from '../../../model/report.ts';
import { isFromLog } from '../outcome.ts';
import { layerCases, type TestCase } from './cases.ts';
import { verdictCase } from './verdict.ts';
import { type Element, xmlDocument } from './xml.ts';

/**
 * The report as JUnit XML: one case per layer and one for the verdict, the same in every report, so that a CI server can compare
 * reports. Where an element has a text, GitLab shows that and drops the attributes, so each text says all by itself; one cause is one failure,
 * and what follows from it is skipped.
 */
export function junit(report: Report): string {
  const layers = layerCases(report);
  const cases = [...layers, verdictCase(report, layers)];
  const count = (of: TestCase['state']) => cases.filter(({ state }) => state === of).length;
  const totals = { tests: cases.length, failures: count('failed'), errors: 0 };
  const time = seconds(report.durationMs);
  const suite = element('testsuite', { name: 'api-doctor', ...totals, skipped: count('skipped'), time, timestamp: utc(report) }, [
    properties(report),
    ...cases.map((one) => testcase(one, report)),
  ]);
  return xmlDocument(element('testsuites', { name: 'api-doctor', ...totals, time }, [suite]));
}

function testcase({ name, ms, state, type, message, text, output }: TestCase, report: Report): Element {
  const attributes = { name, classname: `api-doctor.${isFromLog(report) ? 'explain' : 'check'}`, time: seconds(ms) };
  return element('testcase', attributes, [
    ...(state === 'failed' ? [element('failure', { message, type }, text)] : []),
    ...(state === 'skipped' ? [element('skipped', { message }, message)] : []),
    ...(output === '' ? [] : [element('system-out', {}, output)]),
  ]);
}

function properties({ tool, target, startedAt, verdict, exitCode, rootCause, environment }: Report): Element {
  const told = {
    version: tool.version,
    startedAt,
    baseUrl: target.baseUrl,
    route: target.route,
    verdict,
    exitCode: String(exitCode),
    rootCause,
    ...environment,
  };
  const texts = Object.entries(told).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return element(
    'properties',
    {},
    texts.map(([name, value]) => element('property', { name, value }, [])),
  );
}

function element(name: string, attributes: Element['attributes'], content: Element['content']): Element {
  return { name, attributes, content };
}

/** Seconds with a decimal point, independent of the locale. */
function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** The JUnit schemas allow no offset, so this is UTC; the property `startedAt` has the local time. */
function utc({ startedAt }: Report): string {
  return new Date(startedAt).toISOString().slice(0, 19);
}
