import { partsOf } from '../../../catalogue/command/parts.ts';
import { fillStep } from '../../../catalogue/command/step.ts';
import type { Report } from '../../../model/report.ts';
import { typistOfReport } from '../../typist.ts';
import { isFromLog } from '../outcome.ts';
import { listed } from './listed.ts';
import { code, prose } from './text.ts';

/** The machine and the options of the run. */
export function whereItRan(report: Report): string {
  const { tool, target, environment, settings, durationMs, waited } = report;
  const machine = [
    ['runtime', environment.runtime],
    ['Node.js', environment.node],
    ['OpenSSL', environment.openssl],
    ['operating system', environment.os],
    ['platform', environment.platform],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${code(String(value), 200)}`]));
  const items: [string, string][] = [
    ['Command', command(report)],
    ['Tool', [`${tool.name} ${code(tool.version)}`, ...machine].join(', ')],
    [
      'API',
      target.baseUrl ? `${code(target.baseUrl)}${settings ? ` (${prose(settings.baseUrlSource)})` : ''}` : 'not in the log',
    ],
    ['Route', isFromLog(report) ? '' : route(report)],
    [
      'Time limits',
      settings ? `${settings.timeoutMs} ms per step, ${settings.deadlineMs} ms for the run, which took ${durationMs} ms` : '',
    ],
    ['Options', settings ? toldTo(settings) : ''],
    [
      'Earlier failures',
      waited ? `${waited.checks} checks in ${waited.ms} ms${waited.causes.map((id) => `, ${code(id)}`).join('')}` : '',
    ],
  ];
  return listed(items, {
    name: 'Relevant environment variables',
    lines: variables(environment.variables),
    none: isFromLog(report) ? '' : 'none set',
  });
}

/** As it would be typed again: what is secret in a URL stands as a placeholder. */
function command(report: Report): string {
  if (!report.settings?.invocation) return '';
  const typed = partsOf(fillStep('`api-doctor check`', {}, typistOfReport(report)) ?? '').find(({ isTyped }) => isTyped);
  return typed ? code(typed.text, 1_000) : '';
}

function route({ target, settings }: Report): string {
  const proxy = settings?.proxy;
  const choice = settings?.choice;
  if (proxy) {
    const credentials = proxy.hasCredentials ? ', with a user name and a password (hidden)' : '';
    return `via the proxy ${code(`${proxy.scheme}://${proxy.host}:${proxy.port}`)} from ${code(proxy.source)}${credentials}`;
  }
  if (choice?.error)
    return `${target.route}; the OpenAI SDK for Python rejects ${code(choice.error.variable)}: ${code(choice.error.message)}`;
  if (!choice?.bypassedBy) return target.route === 'proxy' ? 'via proxy' : 'direct, no proxy';
  return `direct: ${code(choice.bypassedBy.variable)} contains ${code(choice.bypassedBy.entry)}`;
}

function toldTo({ only, skip, offline, caFile }: NonNullable<Report['settings']>): string {
  return [
    only && code(`--only ${only.join(',')}`),
    skip.length > 0 && code(`--skip ${skip.join(',')}`),
    offline && code('--offline'),
    caFile && code(`--ca-file ${caFile}`),
  ]
    .filter(Boolean)
    .join(', ');
}

function variables(named: unknown): string[] {
  return Object.entries((named ?? {}) as Record<string, unknown>).map(([name, value]) => `${name}=${value}`);
}
