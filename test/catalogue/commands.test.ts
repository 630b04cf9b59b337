import { describe, expect, test } from 'vitest';
import { buildCommand } from '../../src/catalogue/command/build.ts';
import { fragmentOf } from '../../src/catalogue/command/fragments.ts';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import { fillStep } from '../../src/catalogue/command/step.ts';
import {
  arriving,
  commands,
  FRAGMENTS,
  HOSTILE,
  namesIn,
  plainNames,
  posixCases,
  programs,
  valuesFor,
  variableFor,
} from '../support/command-cases.ts';
import { tokensOf } from '../support/powershell.ts';
import { runInShell } from '../support/shell.ts';
import { expectSafe, SH } from '../support/shell-cases.ts';
import { prose, templates } from '../support/templates.ts';

describe('a shell runs what the template says, with the values as they are', () => {
  test('the stubs would show an injected program', () => {
    const [one] = runInShell(SH, ['curl "x$(pwn)" > out; export OPENAI_ORG_ID="a b"'], programs);
    expect(one).toMatchObject({ calls: [['pwn'], ['curl', 'x']], files: ['out'], env: { OPENAI_ORG_ID: 'a b' } });
  });

  // With all values, and in bash as well: commands.long.test.ts.
  test('no program of a value runs, no file is made, and each value arrives whole', () => expectSafe(SH, posixCases(9)));

  test('what bash looks up in its history stands in no double quotes', () => {
    const inDouble = posixCases(1).filter(({ hostile, command }) => hostile.includes('!') && /"[^"']*!/.test(command));
    expect(inDouble).toEqual([]);
  });
});

describe('PowerShell takes a command apart like one with a plain value', () => {
  const power = commands.filter(({ language }) => language === 'powershell');
  test.each(power)('$from: $template', ({ template }) => {
    const built = (value: string) => {
      const made = buildCommand(template, valuesFor(template, value), { platform: 'windows' });
      return typeof made === 'string' ? null : made.command;
    };
    const plain = tokensOf(built('SAFE') ?? '');
    for (const hostile of HOSTILE) {
      const command = built(hostile);
      if (command === null || plainNames(template).length === 0) continue;
      const expected = plain.map((token) =>
        token.kind === 'word' ? { ...token, text: token.text.replaceAll('SAFE', arriving(hostile)) } : token,
      );
      expect(tokensOf(command), command).toEqual(expected);
    }
  });
});

describe('what no shell reads gets plain values alone', () => {
  const others = commands.filter(({ language, template }) => !/^p/.test(language) && plainNames(template).length > 0);
  test.each(others)('$from: $template', ({ template, platform, language }) => {
    for (const hostile of HOSTILE) {
      const made = buildCommand(template, valuesFor(template, hostile), { platform });
      if (typeof made === 'string') continue;
      expect(hostile).toMatch(language === 'code' ? /^[^"'\\$\n`]+$/ : /^[\w.:/\\-]+$/);
    }
  });
});

describe('a piece of a command has its form or is left out', () => {
  const pieces = commands.filter(({ template }) => namesIn(template).some((name) => fragmentOf(name)));
  test.each(pieces)('$from: $template', ({ template, platform }) => {
    for (const name of namesIn(template).filter((one) => fragmentOf(one))) {
      const good = valuesFor(template, 'plain.example');
      const before = good[name] as string;
      for (const hostile of [
        ...HOSTILE.slice(0, -1),
        ...HOSTILE.map((bad) => before + bad),
        `${before}; pwn`,
        `pwn; ${before}`,
      ]) {
        const made = buildCommand(
          template,
          { ...good, [name]: hostile, ...(name === 'keyShell' ? { keyPowerShell: hostile } : {}) },
          { platform },
        );
        if (!HARMLESS_PIECES[name]?.test(arriving(hostile))) expect(made, `${name} = ${hostile}`).toBe('a value cannot be typed');
      }
    }
  });

  test('every piece is used, and has a sample here', () => {
    // On Windows the builder takes the latter for the former.
    const used = new Set(['keyPowerShell', ...commands.flatMap(({ template }) => namesIn(template))]);
    for (const name of Object.keys(FRAGMENTS)) expect(fragmentOf(name), name).not.toBeNull();
    expect(Object.keys(FRAGMENTS).filter((name) => !used.has(name))).toEqual([]);
  });
});

/** What some pieces may hold besides their sample, quoted word by word. */
const HARMLESS_PIECES: Record<string, RegExp> = {
  unquoted: /^[\w./:\\ -]+$/,
  storeless: /^[a-z][a-z0-9-]*$/,
  sClient: /^-connect [\w.:[\] -]+$/,
  lookup: /^getent ahosts [\w.-]+$/,
};

describe('curl, which makes several URLs of one', () => {
  const forCurl = commands.filter(({ template }) => /^curl(?:\.exe)? /.test(template) && plainNames(template).length > 0);
  const made = (template: string, value: string, shell: 'posix' | 'powershell' | 'cmd') =>
    buildCommand(template, valuesFor(template, value), { platform: shell === 'posix' ? 'linux' : 'windows', shell });

  test.each(forCurl)('$from: $template', ({ template }) => {
    for (const shell of ['posix', 'powershell', 'cmd'] as const) {
      for (const several of ['https://{a,b}.example/v1', 'https://h.example/[1-9]/v1', 'https://[a-c]/', '{a,b}', '[1-3]'])
        expect(made(template, several, shell), several).toBe('a value cannot be typed');
      for (const one of ['https://[2001:db8::1]:8000/v1', 'http://[::1]/v1'])
        expect(made(template, one, 'posix'), one).toHaveProperty('command');
    }
  });
});

describe('templates', () => {
  test.each(templates)('$from: $text', ({ text, on }) => {
    const parts = partsOf(text);
    for (const { text: part, isTyped } of parts) {
      if (!isTyped) expect(part, 'a command stands in backticks').not.toMatch(LOOSE_COMMAND);
      else {
        for (const platform of on) {
          const made = buildCommand(part, valuesFor(part, 'plain.example'), { platform });
          expect(made, `${platform}: ${part}`).toHaveProperty('command');
        }
      }
    }
    // What is left in words has to be a sentence.
    const values = Object.fromEntries(namesIn(text).map((name) => [name, FRAGMENTS[name] ?? variableFor(name) ?? 'x\u0007y']));
    for (const platform of on) {
      const said = fillStep(text, values, { platform });
      if (said !== null) expect(said).toMatch(/[.!?:)”]$|`\)?$|https?:\S+$|\w$/);
    }
  });

  test('texts that are shown as prose hold no value in backticks', () => {
    for (const { from, text } of prose) {
      const typed = partsOf(text).filter(({ isTyped, text: part }) => isTyped && namesIn(part).length > 0);
      expect(typed, from).toEqual([]);
    }
  });
});

/** A program with an option or a path behind it, outside of backticks. */
const LOOSE_COMMAND =
  /(?<![\w./-])(?:curl|openssl|dig|nslookup|npx|pip|npm|export|unset|sudo|docker run|getent|api-doctor check|Resolve-DnsName|setx) (?:-|\{|\/|\$)/;
