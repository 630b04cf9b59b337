import { describe, expect, test } from 'vitest';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import type { Finding } from '../../src/model/finding.ts';
import { html5 } from '../../src/report/reporters/html/report.ts';
import { human } from '../../src/report/reporters/human/human.ts';
import { json } from '../../src/report/reporters/json/json.ts';
import { markdown } from '../../src/report/reporters/markdown/markdown.ts';
import { groupedSteps } from '../../src/report/reporters/step-groups.ts';
import { report, sound } from '../support/reports.ts';
import { targetFor } from '../support/tcp-cases.ts';

/** The same thing to do for several clients stands as one block in each format for people. JSON has the steps as they are. */

const target = targetFor('https://llm.company.example/v1', { platform: 'linux' });
const trust = makeFinding(
  'tls/unknown-issuer',
  {
    details: ['CN=Company Root'],
    templateValues: {
      issuer: 'CN=Company Root',
      detail: 'CN=Company Root',
      reading: 'It is not here.',
      pythonBundle: '/etc/roots.crt',
    },
    probeIds: ['tls/handshake'],
  },
  target,
);
const failing = (finding: Finding) =>
  report({
    verdict: 'failing',
    exitCode: 13,
    rootCause: finding.id,
    findings: [{ ...finding, severity: 'error' }],
    probes: sound,
  });
const NODE = 'export NODE_EXTRA_CA_CERTS="$PWD/root.pem"';
const SYSTEM = 'sudo cp root.pem /usr/local/share/ca-certificates/root.crt && sudo update-ca-certificates';
const PYTHON = 'cat /etc/roots.crt root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"';

describe.each([60, 80, 120])('a terminal of %d columns', (columns) => {
  const lines = human(failing(trust), { columns, unicode: true }).split('\n');
  const fix = lines.slice(lines.indexOf('How to fix it') + 1, lines.indexOf('Evidence'));

  test('has at most five steps, with one block for the clients, tested before', () => {
    const numbers = fix.flatMap((line) => /^ {2}(\d)\. /.exec(line)?.[1] ?? []);
    expect(numbers.length).toBeLessThanOrEqual(5);
    const at = (what: RegExp) => fix.findIndex((line) => what.test(line));
    expect(fix.filter((line) => /Run the command for the client/.test(line))).toHaveLength(1);
    expect(at(/check --ca-file root\.pem/)).toBeLessThan(at(/Run the command for the client/));
    expect(at(/Get the root/)).toBeLessThan(at(/check --ca-file root\.pem/));
  });

  test('has each command whole, below its client where one does not fit beside', () => {
    for (const [client, command] of [
      ['Node.js', NODE],
      ['Python SDK before 3.0', PYTHON],
      ['curl and the Python SDK 3.0 and later', SYSTEM],
    ]) {
      const at = fix.indexOf(`     ${client}`);
      expect(at).toBeGreaterThan(0);
      expect(fix[at + 1]).toBe(`       ${command}`);
    }
  });
});

test('commands that fit stand in one column', () => {
  const steps = ['For Node.js: `export A=1`', 'See the page.', 'For curl, set the file too: `export BBBB=2`'];
  const text = human(failing({ ...trust, steps }), { columns: 80, unicode: true });
  expect(text).toContain('     Node.js  export A=1\n     curl     export BBBB=2\n  2. See the page.');
});

test('the ticket has a list, and the page a list with terms', () => {
  expect(markdown(failing(trust))).toContain(`- \`Node.js\`: \`${NODE}\`\n`);
  const page = html5(failing(trust));
  expect(page).toMatch(/<dl class="variants"><div><dt>Python SDK before 3\.0<\/dt>/);
  expect(page.match(/<dl class="variants">/g)).toHaveLength(1);
});

test('JSON and --verbose have the steps as they are', () => {
  expect(JSON.parse(json(failing(trust))).findings[0].steps).toEqual(trust.steps);
  expect(human(failing(trust), { columns: 80, unicode: true, detail: 'verbose' })).not.toContain(
    'Run the command for the client',
  );
});

test.each([
  ['one client alone', ['For Node.js: `export A=1`', 'See the page.']],
  ['what is no client', ['For a systemd service, check its filters: `systemctl show UNIT`', 'For Node.js: `export A=1`']],
  ['a sentence that goes on', ['For Node.js, `a` and `b` do.', 'For curl: `export B=2`']],
  ['a step without a command', ['For Python, set SSL_CERT_FILE to a bundle.', 'For curl: `export B=2`']],
])('%s is a step', (_, steps) => expect(groupedSteps(steps)).toEqual(steps));

test('Node.js with the store of the system is a variant whose label says what the store has to hold', () => {
  const lead = 'For Node.js since 22.19 or 24.6 (root.pem in the system store), trust what the system trusts: ';
  expect(groupedSteps([`For Node.js, set this: \`${NODE}\``, `${lead}\`export NODE_USE_SYSTEM_CA=1\``])).toEqual([
    [
      { client: 'Node.js', command: NODE },
      { client: 'Node.js since 22.19 or 24.6 (root.pem in the system store)', command: 'export NODE_USE_SYSTEM_CA=1' },
    ],
  ]);
});
