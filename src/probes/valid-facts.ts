import type { Probe } from '../model/probe.ts';

/** Far more than the largest real report needs. */
const MAX_VALUES = 100_000;
const MAX_CHARACTERS = 32_000_000;
const MAX_DEPTH = 20;

/**
 * What makes a probe's result no facts; null where nothing does. Facts are plain data of limited size. Later code relies on that: one broken
 * probe must not break the diagnosis.
 */
export function flawOfFacts(facts: unknown): string | null {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts) || Object.keys(facts).length === 0)
    return 'the probe returned no facts';
  const flaw = flawOf(facts, { values: 0, characters: 0 }, 0);
  return flaw && `the probe returned ${flaw}`;
}

/** Why a probe cannot summarize its own facts; null where it can. What it reads of them is remembered for the report. */
export function flawOfSummary(probe: Probe, facts: Parameters<Probe['summarise']>[0]): string | null {
  if (typeof probe.summarise(facts) !== 'string') return 'the probe returned no summary';
  return isProblem(probe.trouble(facts)) ? null : 'the probe returned no status';
}

function isProblem(trouble: unknown): boolean {
  return trouble === null || (typeof trouble === 'object' && typeof (trouble as { message?: unknown }).message === 'string');
}

interface Size {
  values: number;
  characters: number;
}

function flawOf(value: unknown, size: Size, depth: number): string | null {
  size.values += 1;
  size.characters += typeof value === 'string' ? value.length : 0;
  if (size.values > MAX_VALUES || size.characters > MAX_CHARACTERS) return 'too much data';
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return null;
  if (typeof value !== 'object') return `a ${typeof value}`;
  // Also detects cycles.
  if (depth >= MAX_DEPTH) return 'data that is nested too deeply';
  return isPlain(value) ? membersFlaw(value, size, depth) : 'an object that is not plain data';
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}

function membersFlaw(value: object, size: Size, depth: number): string | null {
  for (const name of Object.keys(value)) {
    const member = Object.getOwnPropertyDescriptor(value, name);
    if (!member || !('value' in member)) return 'a getter';
    const flaw = flawOf(member.value, size, depth + 1);
    if (flaw) return flaw;
  }
  return null;
}
