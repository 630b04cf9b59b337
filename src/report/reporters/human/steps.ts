import { partsOf } from '../../../catalogue/command/parts.ts';
import { shellOf } from '../../../catalogue/command/typist.ts';
import type { Shell } from '../../../model/layers.ts';
import type { Report } from '../../../model/report.ts';
import { typistOfReport } from '../../typist.ts';
import { isFromLog } from '../outcome.ts';
import { displayWidth, hangStep, pad, type Theme, type View } from './layout.ts';

/** How many steps of the root cause people read; all of them are in the ticket, in JSON and with `--verbose`. */
const MOST_STEPS = 5;

/** One thing to do: one step, or the same for several clients. */
type Item = string | Variant[];

interface Variant {
  client: string;
  command: string;
}

/** The numbered steps of a finding, with the variants for clients as one block; empty where there are none. */
export function fixBlock({ steps }: { steps: string[] }, report: Report, look: View): string {
  if (steps.length === 0) return '';
  const items = look.isVerbose ? steps : grouped(steps);
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

/** `For Node.js, …: command` in a row are variants of one step. */
const VARIANT = /^For (?:the )?([A-Z][\w.]*(?: [\w.]+){0,4}|curl)(?:,[^`:]*)?: $/;

function grouped(steps: string[]): Item[] {
  const items: Item[] = [];
  for (const step of steps) {
    const variant = variantOf(step);
    const before = items.at(-1);
    if (variant && Array.isArray(before)) before.push(variant);
    else items.push(variant ? [variant] : step);
  }
  return items.flatMap((item) => (Array.isArray(item) && item.length < 2 ? steps.filter((step) => isOf(step, item)) : [item]));
}

function variantOf(step: string): Variant | null {
  const [lead, typed, ...rest] = partsOf(step);
  const client = VARIANT.exec(lead?.text ?? '')?.[1];
  return client && typed?.isTyped && rest.length === 0 ? { client, command: typed.text } : null;
}

function isOf(step: string, [variant]: Variant[]): boolean {
  return variantOf(step)?.command === variant?.command;
}

function itemText(item: Item, at: number, look: Theme): string {
  const lead = `  ${at + 1}. `;
  if (!Array.isArray(item)) return hangStep(lead, item, look);
  const width = Math.max(...item.map(({ client }) => displayWidth(client)));
  const rows = item.map(({ client, command }) => variantText(client, command, width, look));
  return [`${lead}For the client that you use, before it starts:`, ...rows].join('\n');
}

/** Beside its client, or below it where the line is too short for both. */
function variantText(client: string, command: string, width: number, look: Theme): string {
  const isWide = width + displayWidth(command) + 9 <= look.columns;
  return isWide ? `       ${pad(client, width)}  ${look.cyan(command)}` : `       ${client}\n         ${look.cyan(command)}`;
}
