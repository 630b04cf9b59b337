import { shellOf } from '../../../catalogue/command/typist.ts';
import type { Shell } from '../../../model/layers.ts';
import type { Report } from '../../../model/report.ts';
import { typistOfReport } from '../../typist.ts';
import { isFromLog } from '../outcome.ts';
import { groupedSteps, type Item, VARIANTS_LEAD } from '../step-groups.ts';
import { displayWidth, hangStep, pad, type Theme, type View } from './layout.ts';

/** How many steps of the root cause people read; all of them are in the ticket, in JSON and with `--verbose`. */
const MOST_STEPS = 5;

/** The numbered steps of a finding, with the variants for clients as one block; empty where there are none. */
export function fixBlock({ steps }: { steps: string[] }, report: Report, look: View): string {
  if (steps.length === 0) return '';
  const items = look.isVerbose ? steps : groupedSteps(steps);
  const most = look.isVerbose ? items.length : MOST_STEPS;
  const left = items.length - most;
  const shown = items.slice(0, most).map((item, at) => itemText(item, at, look));
  const more = left > 0 ? [look.dim(`     ${left} more: ${isFromLog(report) ? '--format json' : '--verbose'}`)] : [];
  return [look.bold(`How to fix it${shellNote(report)}`), ...shown, ...more].join('\n');
}

/** Which shell the commands are written for, where it is not the one that all people of that system have. */
function shellNote(report: Report): string {
  const { platform, shell } = typistOfReport(report);
  const of = shellOf({ platform, shell });
  if (platform === 'windows') return ` (commands for ${WINDOWS_SHELLS[of]})`;
  return of === 'posix' ? '' : ` (commands for ${of})`;
}

const WINDOWS_SHELLS: Record<Shell, string> = { powershell: 'PowerShell', cmd: 'cmd', posix: 'Git Bash', fish: 'fish' };

function itemText(item: Item, at: number, look: Theme): string {
  const lead = `  ${at + 1}. `;
  if (!Array.isArray(item)) return hangStep(lead, item, look);
  const width = Math.max(...item.map(({ client }) => displayWidth(client))) + GAP;
  const isTable = item.every(({ command }) => BLOCK + width + displayWidth(command) <= look.columns);
  const rows = item.map(({ client, command }) => {
    const typed = look.bold(command);
    return isTable ? pad(client, width) + typed : `${client}\n${' '.repeat(BLOCK + GAP)}${typed}`;
  });
  return [hangStep(lead, VARIANTS_LEAD, look), ...rows.map((row) => ' '.repeat(BLOCK) + row)].join('\n');
}

/** Where the names of clients begin, and what is between a name and its command: one table, or each command below its client. */
const BLOCK = 5;
const GAP = 2;
