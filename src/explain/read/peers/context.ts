import { vendorOf } from '../../../knowledge/providers/vendors.ts';
import { CONTINUES } from '../../log/carriers.ts';
import type { Line } from '../../log/lines.ts';
import type { Passage } from '../../log/passages.ts';
import { hasWordNear, isAtWork, namesModels } from './evidence.ts';
import type { Peer } from './peer.ts';
import { peersIn } from './peers.ts';

/** What a passage takes from the rest of its excerpt. */
export interface LogContext {
  /** The addresses that the lines of the excerpt set, or the known APIs that they call: for passages without one. */
  settings: readonly Peer[];
  /** Whether the excerpt shows one thing alone, as a person selects it to ask, and not how a program ran. */
  isBare: boolean;
  /** Whether some line sets a host as that of the API. */
  isSet(host: string): boolean;
  /** Whether nothing in the log names an API; and whether it shows other work as well. */
  isWithoutApi: boolean;
  isOfOthers: boolean;
  /** Whether a word of an API stands in the lines around one. */
  hasWordNear(line: number): boolean;
  /** What the same speaker says right before and behind a line. */
  beside(line: number, source: string): string;
}

/** Most settings that passages share. */
const MOST_SETTINGS = 20;

/** What the passages of an excerpt share. `isWhole`: they are all of the log, so what they do not say is said nowhere. */
export function contextOf(passages: readonly Passage[], isWhole = false): LogContext {
  const settings = settingsIn(passages);
  const hosts = new Set(settings.map(({ host }) => host));
  const lines = passages.flatMap((passage) => passage.lines);
  const isWithoutApi = isWhole && !namesModels(lines);
  return {
    settings,
    isBare: messagesIn(passages) <= MOST_OF_ONE,
    isSet: (host) => hosts.has(host),
    isWithoutApi,
    isOfOthers: isWithoutApi && isAtWork(lines),
    hasWordNear: (number) => hasWordNear(lines, number),
    beside: (number, source) => besideLine(lines, number, source),
  };
}

/** How many lines around a failure show what its program does, and how much of each. */
const BESIDE = { lines: 4, length: 300 };

function besideLine(lines: readonly Line[], number: number, source: string): string {
  const around = lines.filter((line) => Math.abs(line.number - number) <= BESIDE.lines && line.number !== number);
  const own = around.filter((line) => line.source === source);
  return (own.length > 0 ? own : around).map(({ text }) => text.slice(0, BESIDE.length)).join('\n');
}

/** So many lines that go on from no other belong to one thing: a message with what a person typed, and a heading. */
const MOST_OF_ONE = 1;
/** What curl prints of an exchange. */
const TRACED = /^[*<>{}] /;

function messagesIn(passages: readonly Passage[]): number {
  return passages.flatMap(({ lines }) => lines).filter(({ text }) => !CONTINUES.test(text) && !TRACED.test(text)).length;
}

/** The context of a text that is read alone. */
export const ALONE: LogContext = {
  settings: [],
  isBare: true,
  isWithoutApi: false,
  isOfOthers: false,
  hasWordNear: () => false,
  isSet: () => false,
  beside: () => '',
};

function settingsIn(passages: readonly Passage[]): Peer[] {
  const found: Peer[] = [];
  for (const { text, lines, starts } of passages) {
    if (found.length >= MOST_SETTINGS) break;
    if (!/https?:\/\/|wss?:\/\//.test(text)) continue;
    found.push(
      ...peersIn(text, lines, starts).filter(
        ({ role, host }) => role === 'configured' || (role !== 'mentioned' && vendorOf(host) !== null),
      ),
    );
  }
  return found.map((peer) => ({ ...peer, place: 0, role: 'configured' }));
}
