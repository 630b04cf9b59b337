import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatNames } from '../../src/report/reporters/names.ts';
import { finish, root } from '../lab/lab.ts';
import { type CommandShape, commandsHere, runHere } from '../support/in-process.ts';
import { runs } from '../support/leaks.ts';

const VARIABLES = [
  'OPENAI_API_KEY OPENAI_ADMIN_KEY OPENAI_BASE_URL OPENAI_API_BASE OPENAI_ORG_ID OPENAI_ORGANIZATION OPENAI_PROJECT_ID OPENAI_LOG',
  'OPENAI_CUSTOM_HEADERS AZURE_OPENAI_ENDPOINT AZURE_OPENAI_API_KEY OPENAI_API_VERSION OPENAI_API_TYPE HTTPS_PROXY HTTP_PROXY ALL_PROXY',
  'NO_PROXY https_proxy http_proxy all_proxy no_proxy SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE CURL_HOME REQUEST_METHOD',
  'NODE_OPTIONS NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED NODE_USE_ENV_PROXY NODE_USE_SYSTEM_CA OPENSSL_CONF SSLKEYLOGFILE PATH HOME',
  'LANG LC_ALL TERM NO_COLOR FORCE_COLOR COLUMNS CI TZ GITHUB_ACTIONS RES_OPTIONS LOCALDOMAIN HOSTALIASES USERPROFILE PATHEXT WT_SESSION',
].flatMap((line) => line.split(' '));

const VALUES = [
  ...[
    '',
    ' ',
    '\n',
    '0',
    '1',
    'true',
    'none',
    'None',
    '*',
    '-',
    '--',
    '/',
    '.',
    '..',
    '~',
    '$HOME',
    '%PATH%',
    '{{x}}',
    '""',
    "''",
  ],
  ...[
    'http://',
    'https://',
    '://',
    '//',
    'http:///',
    'https://[',
    'https://[::1]:0/v1',
    'https://[::1%25eth0]/',
    'https://a:b@c:d/e?f#g',
    'http://%',
  ],
  ...[
    'https://api.openai.com/v1',
    'https://api.openai.com',
    'https://xn--/',
    'https://ä.example/v1',
    'https://a..b/',
    'https://1.2.3/',
    'https://0x7f.1/',
  ],
  ...[
    'https://a:99999/',
    'https://a:-1/',
    'file:///etc/passwd',
    'javascript:1',
    'https://\u202e/',
    'https://a b/',
    `https://${'a'.repeat(300)}/`,
  ],
  ...[
    'socks5h://a:b@c:1',
    'socks://c',
    'http://a:1,http://b:2',
    'PROXY a:1',
    'http://a/proxy.pac',
    'a:b@c',
    '@',
    ':@:',
    '[::1]:3128',
    '::1',
  ],
  ...[
    'sk-proj-abc',
    'sk-',
    'sk-proj-',
    'Bearer x',
    'OPENAI_API_KEY=sk-x',
    'org-abc',
    'proj_abc',
    '“sk-x”',
    'sk-\u200bx',
    'é',
    '\ud800',
    '\x1b[31m',
  ],
  ...[
    '--tls-min-v1.3',
    '--require x',
    '--tls-cipher-list',
    '.example.com,10.0.0.0/8,*',
    'a,,b, ,',
    '999ms',
    '5s',
    '0s',
    '1e9s',
    '-1s',
    '∞',
    '5 s',
    '2m',
  ],
  ...[
    'dns',
    'dns,tcp',
    'config',
    'status',
    'dns,dns',
    ',',
    'error',
    'warning',
    'never',
    ...formatNames,
    'json=',
    '=x',
    'json=/proc/nowhere/x',
    'x'.repeat(20_000),
  ],
];

const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
);
/** What a system can hand over: no variable and no argument has a NUL. */
const given = value.map((text) => text.replaceAll('\0', ''));
const environment = fc.dictionary(fc.constantFrom(...VARIABLES), given, { maxKeys: 8 });

const STATUSES = [0, 2, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 30, 127, 130];
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-settings-'));
const before = process.cwd();
let commands: CommandShape[] = [];
beforeAll(async () => {
  process.chdir(folder);
  commands = await commandsHere();
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

/** Any options of a command with any values, in any order, and offline where the command could send something. */
const args = fc.record({
  which: fc.nat(),
  options: fc.array(fc.tuple(fc.nat(), given, fc.boolean()), { maxLength: 5 }),
  words: fc.array(given, { maxLength: 2 }),
});

function lineOf({ which, options, words }: typeof args extends fc.Arbitrary<infer T> ? T : never): string[] {
  const command = commands[which % commands.length] as CommandShape;
  const names = [...command.valued, ...command.switches.filter((name) => name !== '--wait'), '--unknown', '-x'];
  const chosen = options.flatMap(([at, text, isJoined]) => {
    const name = names[at % names.length] as string;
    // A file that is asked for is written: that is no matter of this test.
    if (name === '--format' && /^\w+=[^/]/.test(text)) return [];
    return command.valued.includes(name) ? (isJoined ? [`${name}=${text}`] : [name, text]) : [name];
  });
  return [command.name, ...command.quietly, ...chosen, ...wordsFor(command, words)];
}

/** What `run` is given is started: made-up words could be the name of a program. */
function wordsFor({ name, takesArgument }: CommandShape, words: string[]): string[] {
  if (name === 'run') return ['--', '/nowhere/program', ...words];
  return takesArgument ? words : words.slice(1);
}

const expectSound = ({ status, stderr }: { status: number; stderr: string }) => {
  expect(STATUSES, stderr).toContain(status);
  expect(stderr).not.toMatch(/^\s+at |undefined|\[object|NaN/m);
};

test('any variables and any flags end with a status of the contract, and never in a fault of our own', async () => {
  await fc.assert(
    fc.asyncProperty(
      environment,
      args,
      fc.constantFrom('linux', 'macos', 'windows', 'wsl', 'container'),
      async (env, given, platform) => {
        const line = lineOf(given);
        expectSound(await runHere(line, { env, platform: platform as 'linux', input: '', isTerminal: given.which % 3 === 0 }));
      },
    ),
    runs(500),
  );
});

test('the same through the program itself', async () => {
  await fc.assert(
    fc.asyncProperty(environment, args, async (env, given) => {
      // Nothing but a signal ends these.
      fc.pre(!/^(?:practice|watch)$/.test(lineOf(given)[0] as string));
      // What ends Node before our first line runs is no work of ours: its options, and ICU at a locale such as `a.b?#N@;h8`.
      const isOurs = (name: string) => !/^(?:NODE_|OPENSSL_CONF$|PATH$|L(?:C_ALL|ANG)$)/.test(name);
      const rest = Object.fromEntries(Object.entries(env).filter(([name]) => isOurs(name)));
      const { status, stderr } = await finish([process.execPath, join(root, 'bin', 'api-doctor.js'), ...lineOf(given)], {
        mayFail: true,
        limitMs: 30_000,
        input: '',
        env: rest,
      } as never);
      expectSound({ status: status as number, stderr });
    }),
    runs(12),
  );
});
