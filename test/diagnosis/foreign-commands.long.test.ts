/** A report that somebody else made: whatever its texts hold, no command made from it runs a program of theirs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import { rejudged } from '../../src/diagnosis/recorded/rejudge.ts';
import { reportIn } from '../../src/diagnosis/recorded/report.ts';
import { redactReport } from '../../src/secrets/redact.ts';
import { programs } from '../support/command-cases.ts';
import { runInShell } from '../support/shell.ts';
import { SH } from '../support/shell-cases.ts';

const folder = join(import.meta.dirname, 'recorded-reports');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

const PAYLOADS = [
  'x$(pwn)',
  'x;pwn',
  "x'$(pwn)'",
  'x" ; pwn ; "',
  'x\n pwn',
  '$' + '{IFS}$(pwn)',
  '-oProxyCommand=pwn',
  'https://h.example/$(pwn)',
  "http://p';pwn;'x:3128",
  'PATH',
  'BASH_ENV',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Paths of all texts in a value. */
function textsIn(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one as Json, [...path, key]));
}

function withText(value: Json, [key, ...rest]: (string | number)[], text: (old: string) => string): Json {
  if (key === undefined) return text(value as string);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, Json>;
  copy[key] = withText(copy[key] as Json, rest, text);
  return copy as Json;
}

function commandsFrom(report: Json): string[] {
  try {
    const { findings } = redactReport(
      rejudged(reportIn(JSON.stringify(report)), { version: '0', failOn: null, foreignFor: ['api-doctor'] }),
      [],
    );
    return findings.flatMap(({ steps }) => steps.flatMap(partsOf)).flatMap(({ text, isTyped }) => (isTyped ? [text] : []));
  } catch {
    // It has not the shape of a report any more.
    return [];
  }
}

test.each(files)(
  '%s with a hostile text in each place',
  (name) => {
    const report = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json;
    const places = textsIn(report).filter(([top]) => top !== 'findings' && top !== 'ticket');
    const known = new Set(commandsFrom(report));
    const made = new Set<string>();
    // Each place with two of the payloads, in turn.
    for (const [at, place] of places.entries()) {
      const payload = PAYLOADS[at % PAYLOADS.length] as string;
      const other = PAYLOADS[(at + 5) % PAYLOADS.length] as string;
      for (const text of [() => payload, (old: string) => old + other]) {
        for (const command of commandsFrom(withText(report, place, text))) if (!known.has(command)) made.add(command);
      }
    }
    const commands = [...made].map((command) => (command.startsWith('-') ? `docker ${command}` : command));
    const ran = runInShell(SH, commands, programs);
    const wrong = commands.filter((_, at) => ran[at]?.calls.some(([program]) => program === 'pwn'));
    expect(wrong).toEqual([]);
    // Nor does one set what makes a shell or a loader run something.
    expect(
      commands.filter((command) => /^(?:export|unset) (?:PATH|BASH_ENV|LD_\w+|NODE_OPTIONS)\b(?!=--)/.test(command)),
    ).toEqual([]);
  },
  300_000,
);
