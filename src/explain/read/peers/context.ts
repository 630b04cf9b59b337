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
  /** Those of them that may be of a speaker: one that names no API does not call that of another container. */
  settingsFor(speaker: string | null): readonly Peer[];
  /** Whether the excerpt shows one thing alone, as a person selects it to ask, and not how a program ran. */
  isBare: boolean;
  /** Whether some line sets a host as that of the API. */
  isSet(host: string): boolean;
  /** Whether nothing that a speaker says in the excerpt names an API. */
  isWithoutApi(speaker: string | null): boolean;
  /** Whether it shows a program at work, and not one failure alone. */
  isAtWork: boolean;
  /** Whether a word of an API stands in the lines around one. */
  hasWordNear(line: number): boolean;
  /** What the same speaker says right before and behind a line; anybody where it is not known. */
  beside(line: number, source: string | null): string;
}

/** Most settings that passages share. */
const MOST_SETTINGS = 20;

/** What the passages of an excerpt share. */
export function contextOf(passages: readonly Passage[]): LogContext {
  const settings = settingsIn(passages);
  const hosts = new Set(settings.map(({ host }) => host));
  const lines = passages.flatMap((passage) => passage.lines);
  const speakers = new Map<string | null, boolean>();
  const isWithoutApi = (speaker: string | null) => {
    const known = speakers.get(speaker) ?? !namesModels(lines, speaker);
    speakers.set(speaker, known);
    return known;
  };
  return {
    settings,
    settingsFor: (speaker) =>
      speaker !== null && isWithoutApi(speaker)
        ? settings.filter((one) => one.speaker === speaker || one.speaker === null)
        : settings,
    isBare: messagesIn(passages) <= MOST_OF_ONE,
    isSet: (host) => hosts.has(host),
    isWithoutApi,
    isAtWork: isAtWork(lines),
    hasWordNear: (number) => hasWordNear(lines, number),
    beside: (number, source) => besideLine(lines, number, source),
  };
}

/** How many lines around a failure show what its program does, and how much of each. */
const BESIDE = { lines: 4, length: 300 };

function besideLine(lines: readonly Line[], number: number, source: string | null): string {
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
  settingsFor: () => [],
  isBare: true,
  isWithoutApi: () => false,
  isAtWork: false,
  hasWordNear: () => false,
  isSet: () => false,
  beside: () => '',
};

/** A setting, with the container or the process whose it is. */
type Setting = Peer & { speaker: string | null };

function settingsIn(passages: readonly Passage[]): Setting[] {
  const found: Setting[] = [];
  for (const { text, lines, starts } of passages) {
    if (found.length >= MOST_SETTINGS) break;
    if (!/https?:\/\/|wss?:\/\//.test(text)) continue;
    found.push(
      ...peersIn(text, lines, starts)
        .filter(({ role, host }) => role === 'configured' || (role !== 'mentioned' && vendorOf(host) !== null))
        .map((peer) => ({ ...peer, speaker: lines[0]?.speaker ?? null })),
    );
  }
  return found.map((peer) => ({ ...peer, place: 0, role: 'configured' }));
}
