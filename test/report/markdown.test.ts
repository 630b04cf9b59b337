import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import type { DiagnosisInput } from '../../src/model/observation.ts';
import type { Report } from '../../src/model/report.ts';
import { markdown } from '../../src/report/reporters/markdown/markdown.ts';
import { block, cell, code, indented, prose } from '../../src/report/reporters/markdown/text.ts';
import { settingsOf } from '../../src/report/settings.ts';
import { ticketOf } from '../../src/report/ticket.ts';
import { clean } from '../../src/secrets/redact/clean.ts';
import { redactReport } from '../../src/secrets/redact.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { finish, root } from '../lab/lab.ts';
import { elementsOf, shapeOf, textOf } from '../support/markdown-look.ts';
import { EVIL, report, reports, row, sound } from '../support/reports.ts';

/** All that a ticket is made of. */
const ELEMENTS = [
  ...['h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'code', 'pre', 'a', 'details', 'summary'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/** GitHub refuses an issue or a comment that is longer. */
const LONGEST_ISSUE = 65_536;

const section = (text: string, summary: string) =>
  text.split(`<summary>${summary}</summary>\n`)[1]?.split('\n</details>')[0] ?? '';

describe('what support asks first', () => {
  const found = row('client/installed', 'pass', 'openai 2.1.0');
  const packages = [
    { registry: 'python', name: 'openai', version: '2.1.0' },
    { registry: 'npm', name: 'openai', version: '6.1.0' },
    { registry: 'npm', name: 'ws', version: '8.0.0' },
  ];
  const machine = {
    platform: 'linux',
    runtime: { node: '20.20.2', openssl: '3', os: 'Linux' },
    startedAs: ['npx', 'api-doctor'],
  } as const;
  const target = makeTarget(
    { baseUrl: 'https://joe:hunter22@gw.example/v1', envFile: ['my.env'] },
    {},
    { ...machine, startedAs: [...machine.startedAs] },
  );
  const failing = { ...(reports.auth as Report), settings: settingsOf(target, 'error') };

  test('names the SDKs with their versions, the command without its secrets, and what was tried', () => {
    const asked = markdown({ ...failing, probes: [{ ...found, facts: { python: '3.12', packages, bugs: [] } }] });
    expect(asked).toContain('- SDK: `openai 2.1.0` (Python `3.12`), `openai 6.1.0` (npm)');
    expect(asked).toMatch(/- Command: `npx api-doctor check .*--env-file my\.env`/);
    expect(asked).not.toContain('hunter22');
    expect(asked).toContain('- Steps tried: add here');
  });

  test('says that none was found, and nothing where nobody searched', () => {
    const nothing = { ...found, facts: { python: null, packages: [], bugs: [] } };
    expect(markdown({ ...failing, probes: [nothing] })).toContain('- SDK: no SDK found in this directory');
    expect(markdown({ ...failing, probes: [] })).not.toContain('- SDK');
  });
});

describe('a ticket', () => {
  for (const [name, content] of Object.entries(reports)) {
    test(`${name} is as it was looked at`, () => {
      const file = join(root, 'test', 'report', 'golden', `${name}.markdown.md`);
      const text = markdown(content);
      if (process.env.UPDATE_GOLDEN) {
        mkdirSync(join(root, 'test', 'report', 'golden'), { recursive: true });
        writeFileSync(file, text);
      }
      expect(text).toBe(readFileSync(file, 'utf8'));
    });

    test(`${name} is made of harmless elements, leads to the documentation alone and fits into an issue`, () => {
      const text = markdown(content);
      const elements = elementsOf(text);
      for (const { tag, attributes } of elements) {
        expect(ELEMENTS).toContain(tag);
        for (const { name: attribute, value } of attributes) {
          expect(tag === 'a' ? attribute : `${attribute}=${value}`).toMatch(/^(?:href|class=language-json|start=\d+)$/);
          if (attribute === 'href') expect(value).toMatch(/^https:\/\/(?:platform\.openai\.com|nodejs\.org)\//);
        }
      }
      expect(elements.filter(({ tag }) => tag === 'h2')).toHaveLength(1);
      expect(text.length).toBeLessThan(LONGEST_ISSUE);
    });

    test(`${name} has whole tables and closed folds`, () => {
      const text = markdown(content);
      for (const { tag, children } of elementsOf(text)) {
        if (tag === 'table')
          expect(new Set(children('tr').map((tr) => tr.children('th').length + tr.children('td').length)).size).toBe(1);
        if (tag === 'details') expect(children('summary')).toHaveLength(1);
      }
      expect(text.match(/^<details>$/gm)?.length).toBe(text.match(/^<\/details>$/gm)?.length);
      expect(elementsOf(text).filter(({ tag, parent }) => tag === 'details' && parent !== null)).toEqual([]);
    });
  }

  test('names all that the documentation asks for, and what there is none of', () => {
    const answered = section(markdown(reports.auth as Report), 'Details for support');
    for (const line of [
      '- Model: `gpt-4o-mini`',
      '- Error code: `invalid_api_key`',
      '- Error message: `Incorrect API key provided: sk-proj-…',
      '- HTTP status: `401`',
      '- Request: `GET https://api.openai.com/v1/models`',
      'authorization: Bearer sk-proj-…(164chars)',
      '- Time and time zone: `2026-11-22T10:00:00.000+01:00`, `Europe/Berlin` (UTC: `2026-11-22T09:00:00.000Z`)',
      '- Request ID: `req_0123456789abcdef0123456789abcdef`',
    ])
      expect(answered).toContain(line);
    const { ticket } = report({});
    const unanswered = section(markdown({ ...report({}), ticket: { ...ticket, request: null } }), 'Details for support');
    for (const line of [
      '- Model: not set',
      '- Error code: none received',
      '- Error message: none received',
      '- HTTP status: no response received',
      '- Request: not sent',
      '- Request headers: not sent',
      '- Request ID: none received',
    ])
      expect(unanswered).toContain(line);
  });

  test('of a log claims no time, request or answer that the log does not show', () => {
    const { ticket } = report({});
    const text = section(
      markdown({ ...(reports.log as Report), ticket: { ...ticket, request: null, response: null } }),
      'Details for support',
    );
    for (const name of ['Model', 'Error code', 'Error message', 'HTTP status', 'Request', 'Request headers', 'Request ID'])
      expect(text).toContain(`- ${name}: not in the log`);
    expect(text).toContain('the log was read at');
  });

  test('shows headers and variables one a line', () => {
    const headers = { accept: '*/*', host: 'api.openai.com' };
    const text = textOf(markdown(report({ ticket: { ...report({}).ticket, request: { method: 'GET', url: 'x', headers } } })));
    expect(text).toContain('accept: */*\nhost: api.openai.com\n');
    expect(text).toContain('LANG=de_DE.UTF-8\nOPENAI_API_KEY=sk-proj-…(164chars)\n');
  });

  test('tells a request that never left from one that nobody answered', () => {
    const asked = report({}).ticket.request as NonNullable<Report['ticket']['request']>;
    const text = (headers: Record<string, string>) =>
      markdown(report({ ticket: { ...report({}).ticket, request: { ...asked, headers } } }));
    expect(text({})).toMatch(/Request: .*; not sent: the connection failed/);
    expect(text({ accept: '*/*' })).toMatch(/Request: .*; sent, no response received/);
  });

  test('names the model and the data of a billable request', () => {
    const call = {
      method: 'POST',
      url: 'https://x/v1/chat/completions',
      requestHeaders: {},
      model: 'gpt-4o-mini',
      problem: null,
      answer: null,
    };
    const observation = { status: 'ok', startMs: 0, durationMs: 1, facts: call };
    const seenByCall = { target: { model: null }, observations: { 'http/call': observation }, startedAt: report({}).startedAt };
    const ticket = ticketOf(seenByCall as unknown as DiagnosisInput, 'UTC');
    const text = markdown(report({ ticket }));
    expect(text).toContain('- Model: `gpt-4o-mini`');
    expect(text).toContain('- Request: `POST https://x/v1/chat/completions`, with a short test message as the body');
  });

  test('gives what is typed in a form to copy: a long command alone, a short one inside the sentence', () => {
    const steps = [
      'Set it: `export A=b`',
      'See: `openssl s_client -connect api.openai.com:443 </dev/null`',
      'Add `a.pem` to it, then go on.',
    ];
    const finding = { ...makeFinding('tls/expired', { details: [], probeIds: [] }, null), steps };
    const text = markdown(report({ rootCause: finding.id, findings: [finding] }))
      .split('### Suggested fix (not verified)\n')[1]
      ?.split('\n<details>')[0] as string;
    expect(text.trim()).toBe(
      [
        '1. Set it: `export A=b`',
        '2. See:',
        '   ```\n   openssl s_client -connect api.openai.com:443 </dev/null\n   ```',
        '3. Add `a.pem` to it, then go on.',
      ].join('\n\n'),
    );
  });

  test('shows what the failed probes saw as JSON that can be read again', () => {
    const facts = { said: '```\n</details><script>', list: [1, null, { deep: 'x|y' }] };
    const text = markdown(report({ probes: [...sound, { ...row('http/models', 'fail', 'no'), facts }] }));
    const shown = /`http\/models` \(direct\):\n\n(`{3,})json\n(.*?)\n\1\n/s.exec(text)?.[2] ?? '';
    expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(facts)));
  });

  test('stays short enough for an issue however much was seen', () => {
    const facts = { body: 'x y '.repeat(4_000), list: Array.from({ length: 100 }, () => ({ text: 'z'.repeat(2_000) })) };
    const probes = Array.from({ length: 54 }, (_, at) => ({ ...row(`http/n${at}`, 'fail', EVIL), facts }));
    const text = markdown(redactReport(report({ probes }), []));
    expect(text.length).toBeLessThan(LONGEST_ISSUE);
    expect(text).toContain('Omitted because of their length: ');
  });
});

describe('the command report', () => {
  const doctor = (...args: string[]) =>
    finish(['env', '-i', 'LANG=C.UTF-8', process.execPath, join(root, 'bin', 'api-doctor.js'), ...args], {
      mayFail: true,
      limitMs: 30_000,
    });

  test('prints the ticket of a check, with the exit status of the check', async () => {
    const { status, stdout, stderr } = await doctor('report', '--offline', '--model', 'gpt-4o-mini');
    expect({ status, stderr }).toEqual({ status: 10, stderr: '' });
    expect(stdout).toMatch(/^## \S/);
    expect(stdout).toContain('Root cause: `config/key-missing` (exit status 10).');
    expect(stdout).toContain('- Model: `gpt-4o-mini`');
    expect(elementsOf(stdout).filter(({ tag }) => tag === 'h2')).toHaveLength(1);
    const check = await doctor('check', '--offline', '--format', 'markdown');
    expect(check.stdout.split('\n')[0]).toBe(stdout.split('\n')[0]);
  });

  test('takes the options of check, a format among them, and nothing else', async () => {
    const { stdout } = await doctor('report', '--offline', '--format', 'json');
    expect(JSON.parse(stdout).rootCause).toBe('config/key-missing');
    const listed = async (command: string) =>
      [...(await doctor(command, '--help')).stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    expect(await listed('report')).toEqual(await listed('check'));
    expect((await doctor('report', 'now')).status).toBe(2);
  });
});

/** Pieces that mean something to some reader of Markdown, between harmless ones. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '`',
          '``',
          '```',
          '~~~',
          '|',
          '\\',
          '\\|',
          '*',
          '**',
          '_',
          '__',
          '~~',
          '[',
          ']',
          '(',
          ')',
          '![x](http://e.example/p.png)',
        ],
        ...[
          '<',
          '>',
          '<b>',
          '</details>',
          '<script>',
          '<!--',
          '<![CDATA[',
          '&lt;',
          '&#35;',
          '# ',
          '## h',
          '- ',
          '+ ',
          '1. ',
          '2) ',
          '> ',
        ],
        ...[
          '\n',
          '\r\n\r\n',
          '\t',
          '    ',
          '---',
          '===',
          '| - | - |',
          '[a]: http://e.example',
          '[^1]',
          '[ ] ',
          '@everyone',
          '<@U123>',
        ],
        ...[
          '#1',
          'GH-12',
          'www.e.example',
          'http://e.example',
          'javascript:alert(1)',
          'me@e.example',
          '<http://e.example>',
          ':smile:',
        ],
        ...[
          '$x$',
          '“',
          '”',
          '…',
          '…(3chars)',
          "'",
          '"',
          '.',
          ',',
          '!',
          'word',
          '\u202e',
          '\u200b',
          'é',
          '漢',
          '\ud800',
          '{',
          '}',
          'a_b',
        ],
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

const reader = { numRuns: 200 };

/** Spaces are one for several, here as on a page. */
const squeezed = (text: string) => text.replace(/\s+/gu, ' ').trim();

describe('a text from outside, whatever it holds', () => {
  test('is shown as it is in code, in a cell and in a sentence', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const wanted = squeezed(clean(text));
        fc.pre(wanted !== '');
        expect(squeezed(textOf(`- A: ${code(text)}`))).toBe(`A: ${wanted}`);
        expect(squeezed(textOf(`| a | b |\n|---|---|\n| ${cell(text)} | c |`)).replaceAll(' ', '')).toBe(
          `ab${wanted}c`.replaceAll(' ', ''),
        );
        expect(squeezed(textOf(prose(text)))).toBe(wanted);
        expect(squeezed(textOf(`- ${prose(text)}`))).toBe(wanted);
        expect(squeezed(textOf(`## ${prose(text)}`))).toBe(wanted);
      }),
      reader,
    );
  });

  test('keeps its lines in a block, also below a step', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        const lines = [first, second].map(clean);
        expect(textOf(block(lines))).toBe(`${lines.join('\n')}\n`);
        expect(textOf(`1. ${indented(block(lines), 3).trimStart()}`).trim()).toBe(lines.join('\n').trim());
      }),
      reader,
    );
  });

  test('makes no element but code of its own', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const [before, after] of [
          ['', ''],
          ['- A: ', ''],
          ['### ', ''],
          ['1. ', ''],
        ]) {
          expect(shapeOf(`${before}${prose(text) || 'x'}${after}`)).toBe(shapeOf(`${before}harmless${after}`));
          expect(shapeOf(`${before}${code(text)}${after}`)).toBe(shapeOf(`${before}harmless${after}`));
        }
      }),
      reader,
    );
  });

  test('leaves a whole ticket in the shape that it has with a harmless text', () => {
    const filled = (text: string) => markdown(redactReport(everywhere(text), []));
    const wanted = shapeOf(filled('harmless'));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(shapeOf(filled(text))).toBe(wanted);
      }),
      { numRuns: 60 },
    );
  });
});

/** A report with one text in every place that can hold one. */
function everywhere(text: string): Report {
  const finding = {
    ...makeFinding('http/not-the-api', { details: [text, `x ${text}`], probeIds: ['http/models'] }, null),
    title: text,
    explanation: text,
    steps: [text, `See: \`${text.replaceAll('`', '′')} or something longer than fits into a sentence\``],
    docs: text,
  };
  const setting = { value: text, source: text };
  return {
    ...report({}),
    tool: { name: 'api-doctor', version: text },
    startedAt: text,
    target: { baseUrl: `x${text}`, host: text, port: 443, route: 'direct' },
    verdict: 'failing',
    rootCause: finding.id,
    findings: [finding, { ...finding, id: text, severity: 'warning' }],
    probes: sound.map((probe) => ({ ...probe, status: 'fail' as const, summary: text, facts: { [text]: text, list: [text] } })),
    environment: { node: text, openssl: text, os: text, platform: text, variables: { [text]: text } },
    ticket: {
      ...{ model: text, errorCode: text, errorMessage: text, requestId: text, timestamp: text, timeZone: text },
      request: { method: text, url: text, headers: { [text]: text } },
      response: { status: 400, headers: { [text]: text, server: text } },
    },
    settings: {
      ...{ baseUrlSource: text, keyPlaces: [text], model: text, organization: setting, project: setting, caFile: `x${text}` },
      key: { source: text, shown: text, before: null, after: null, idPrefix: null },
      proxy: { scheme: 'http', host: text, port: 3128, source: text, hasCredentials: true },
      choice: null,
      invocation: { program: [text], options: [{ name: text, value: text }] },
      ...{
        timeoutMs: 5000,
        deadlineMs: 20000,
        offline: false,
        clients: false,
        only: [text],
        skip: [text],
        failOn: 'error' as const,
      },
    },
  };
}
