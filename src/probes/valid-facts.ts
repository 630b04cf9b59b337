import type { Probe } from '../model/probe.ts';

/** Far more than the largest report has: a chain of certificates with a thousand names each, a full list of resolvers. */
const MAX_VALUES = 100_000;
const MAX_CHARACTERS = 32_000_000;
const MAX_DEPTH = 20;

/**
 * Why a probe's result is no facts; null where it is. Facts are plain data of bearable size about which the probe itself has a word to
 * say. Whatever reads them later relies on that: one broken probe must not break the judgement of what the others saw.
 */
export function unsound(probe: Probe, facts: unknown): string | null {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts) || Object.keys(facts).length === 0)
    return 'the probe returned no facts';
  const flaw = flawOf(facts, { values: 0, characters: 0 }, 0);
  if (flaw) return `the probe returned ${flaw}`;
  const sound = facts as Parameters<Probe['summarise']>[0];
  if (typeof probe.summarise(sound) !== 'string') return 'the probe has no summary of its facts';
  return isProblem(probe.trouble(sound)) ? null : 'the probe does not say whether its facts are in order';
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
  if (size.values > MAX_VALUES || size.characters > MAX_CHARACTERS) return 'more than any report holds';
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return null;
  if (typeof value !== 'object') return `a ${typeof value}, which is no data`;
  // A circle is one without an end.
  if (depth >= MAX_DEPTH) return 'data that is nested without end';
  return isPlain(value) ? membersFlaw(value, size, depth) : 'an object that is no plain data';
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}

function membersFlaw(value: object, size: Size, depth: number): string | null {
  for (const name of Object.keys(value)) {
    const member = Object.getOwnPropertyDescriptor(value, name);
    if (!member || !('value' in member)) return 'a getter, which is no data';
    const flaw = flawOf(member.value, size, depth + 1);
    if (flaw) return flaw;
  }
  return null;
}
