import { partsOf } from '../../../catalogue/command/parts.ts';
import { fillStep } from '../../../catalogue/command/step.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Report } from '../../../model/report.ts';
import { typistOfReport } from '../../typist.ts';
import { documentedErrorOf, routeWord } from '../headline.ts';
import { milliseconds } from '../layers.ts';
import { isFromLog } from '../outcome.ts';
import { displayWidth, hangingIndent, type Theme, type View } from './layout.ts';
import { paintOf } from './path.ts';

/** What comes last and stays on the screen: where to read and ask further, then the verdict in one line. */
export function ending(report: Report, cause: Finding | undefined, look: View): string {
  const ticket = isFromLog(report) ? null : fillStep('`api-doctor report`', {}, typistOfReport(report));
  const lines: [string, string | null | undefined][] = [
    ['API error', cause && documentedErrorOf(cause)],
    ['Request ID', report.ticket.requestId],
    ['Documentation', cause?.docs],
    ['Support ticket', cause && ticket && ticketText(report, ticket)],
  ];
  const more = lines.flatMap(([name, text]) => (text ? [named(name, text, look)] : []));
  return [more.join('\n'), lastLine(report, cause, look)].filter(Boolean).join('\n\n');
}

/** The command alone; where it sends the key to a host that another's report names, with that. */
function ticketText({ settings }: Report, ticket: string): string | undefined {
  const [command, ...rest] = partsOf(ticket).map(({ text }) => text);
  return settings?.invocation?.strangeHost === undefined ? command : [command, ...rest].join('');
}

/** A command stays in one piece. */
function named(name: string, text: string, look: Theme): string {
  const lead = `  ${name.padEnd(15)}`;
  return name === 'Support ticket' ? `${lead}${look.bold(text)}` : hangingIndent(lead, text, look);
}

/** Verdict, id, exit status, route, time, and how to see more; the least important give way where the line is short. */
function lastLine(report: Report, cause: Finding | undefined, look: View): string {
  const { verdict, exitCode, durationMs, tool } = report;
  const state = ({ healthy: 'pass', failing: 'fail', degraded: 'warn', unknown: 'warn' } as const)[verdict];
  const words = cause ? cause.id : verdict;
  const first = `${paintOf(state, look)(look.signs[state])} ${look.bold(words)}`;
  const rest = [
    `exit status ${exitCode}`,
    routeWord(report),
    milliseconds(durationMs),
    isFromLog(report) || look.isVerbose ? 'more: --format json' : 'more: --verbose',
    `${tool.name} ${tool.version}`,
  ];
  const fits = (parts: string[]) => displayWidth([first, ...parts].join(' · ')) <= look.columns;
  for (const least of [4, 1, 2]) if (!fits(rest.filter(Boolean))) rest[least] = '';
  if (!fits(rest.filter(Boolean))) rest.splice(0, 4, `exit ${exitCode}`, `${rest[3]}`.replace('more: ', ''));
  return [first, ...rest.filter(Boolean)].join(' · ');
}
