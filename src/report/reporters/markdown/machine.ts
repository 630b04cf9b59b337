import type { Report } from '../../../model/report.ts';
import { isFromLog } from '../outcome.ts';
import { listed } from './listed.ts';
import { code, prose } from './text.ts';

/** What else bears on it, of the machine and of what the run was told. */
export function whereItRan(report: Report): string {
  const { tool, target, environment, settings, durationMs, waited } = report;
  const machine = [
    ['Node', environment.node],
    ['OpenSSL', environment.openssl],
    ['operating system', environment.os],
    ['platform', environment.platform],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${code(String(value), 200)}`]));
  const items: [string, string][] = [
    ['Tool', [`${tool.name} ${code(tool.version)}`, ...machine].join(', ')],
    [
      'API',
      target.baseUrl ? `${code(target.baseUrl)}${settings ? ` (${prose(settings.baseUrlSource)})` : ''}` : 'not in the log',
    ],
    ['Route', isFromLog(report) ? '' : route(report)],
    ['Limits', settings ? `${settings.timeoutMs} ms a step, ${settings.deadlineMs} ms the run, which took ${durationMs} ms` : ''],
    ['Told to', settings ? toldTo(settings) : ''],
    ['Waited', waited ? `${waited.ms} ms, ${waited.checks} checks${waited.causes.map((id) => `, ${code(id)}`).join('')}` : ''],
  ];
  return listed(items, {
    name: 'Environment variables that matter',
    lines: variables(environment.variables),
    none: isFromLog(report) ? '' : 'none is set',
  });
}

function route({ target, settings }: Report): string {
  const proxy = settings?.proxy;
  const choice = settings?.choice;
  if (proxy) {
    const credentials = proxy.hasCredentials ? ', with a user name and a password (hidden)' : '';
    return `through the proxy ${code(`${proxy.scheme}://${proxy.host}:${proxy.port}`)} from ${code(proxy.source)}${credentials}`;
  }
  if (choice?.error)
    return `${target.route}; ${code(choice.error.variable)} stops the Python library: ${code(choice.error.message)}`;
  if (!choice?.bypassedBy) return target.route === 'proxy' ? 'through a proxy' : 'direct, no proxy';
  return `direct: ${code(choice.bypassedBy.variable)} names ${code(choice.bypassedBy.entry)}`;
}

function toldTo({ only, skip, offline, caFile }: NonNullable<Report['settings']>): string {
  return [
    only && `look at ${code(only.join(', '))} alone`,
    skip.length > 0 && `leave out ${code(skip.join(', '))}`,
    offline && 'send nothing',
    caFile && `trust ${code(caFile)} too`,
  ]
    .filter(Boolean)
    .join(', ');
}

function variables(named: unknown): string[] {
  return Object.entries((named ?? {}) as Record<string, unknown>).map(([name, value]) => `${name}=${value}`);
}
