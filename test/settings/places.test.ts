import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { EnvFileDifference } from '../../src/model/facts/env-file.ts';
import type { PlacesFacts } from '../../src/model/facts/places.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { DiagnosisInput, Observation, RouteObservations } from '../../src/model/observation.ts';
import { placesOf } from '../../src/probes/config/places.ts';
import { statusOf } from '../../src/report/exit-status.ts';
import { envFileDifferences } from '../../src/settings/env-file/differences.ts';
import { assignmentsIn } from '../../src/settings/places/assignments.ts';
import { launchdValues, registryValues } from '../../src/settings/places/system-places.ts';
import { makeTarget } from '../../src/settings/target.ts';
import { cpuMs } from '../support/cost.ts';

const base = mkdtempSync(join(tmpdir(), 'api-doctor-places-'));
afterAll(() => rmSync(base, { recursive: true }));

const OLD = `sk-proj-${'oLd1'.repeat(35)}aaaa`;
const NEW = `sk-proj-${'nEw2'.repeat(35)}bbbb`;
const THIRD = `sk-proj-${'tHi3'.repeat(35)}cccc`;

/** A repository with these files, and a home directory beside it with those below `~/`. */
function machine(files: Record<string, string>): { work: string; home: string } {
  const folder = mkdtempSync(join(base, 'm-'));
  const [work, home] = [join(folder, 'project', 'app'), join(folder, 'home')];
  mkdirSync(work, { recursive: true });
  mkdirSync(home);
  mkdirSync(join(folder, 'project', '.git'));
  for (const [name, text] of Object.entries(files)) {
    const path = name.startsWith('~/') ? join(home, name.slice(2)) : join(work, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { work, home };
}

const targetOf = (env: Record<string, string>) =>
  makeTarget({}, env, { platform: 'linux', runtime: { node: '20.20.2', openssl: '3.0.19', os: 'Linux' } });

const look = (files: Record<string, string>, env: Record<string, string>) => {
  const { work, home } = machine(files);
  const codex = env.CODEX_HOME ? { CODEX_HOME: join(home, env.CODEX_HOME) } : {};
  return placesOf(targetOf({ HOME: home, ...env, ...codex }), work);
};

const brief = ({ places }: PlacesFacts) =>
  places.map(({ kind, name, path, line, last, inUse }) => [kind, name, path, line, last, inUse]);

describe('the places that hold a key', () => {
  it('are found in the environment, near the working directory up to the repository, and in the home directory', async () => {
    const facts = await look(
      {
        '.env': `# mine\nOPENAI_API_KEY="${NEW}"\n`,
        '../.env.local': `export OPENAI_API_KEY=${THIRD} # shared\n`,
        '../compose.yaml': `services:\n  app:\n    environment:\n      - OPENAI_API_KEY=${NEW}\n`,
        '.envrc': `export OPENAI_API_KEY='${OLD}'\n`,
        '~/.zshrc': `export OPENAI_API_KEY=${OLD}\n`,
        '~/.config/fish/config.fish': `set -gx OPENAI_API_KEY ${NEW}\n`,
        '~/.config/environment.d/10-openai.conf': `OPENAI_API_KEY=${NEW}\n`,
        '~/.codex/auth.json': JSON.stringify({ OPENAI_API_KEY: THIRD, tokens: null }),
      },
      { OPENAI_API_KEY: OLD },
    );
    expect(brief(facts)).toEqual([
      ['process', 'OPENAI_API_KEY', null, null, 'aaaa', true],
      ['dotenv', 'OPENAI_API_KEY', '.env', 2, 'bbbb', false],
      ['direnv', 'OPENAI_API_KEY', '.envrc', 1, 'aaaa', true],
      ['dotenv', 'OPENAI_API_KEY', '../.env.local', 1, 'cccc', false],
      ['compose', 'OPENAI_API_KEY', '../compose.yaml', 4, 'bbbb', false],
      ['codex', 'OPENAI_API_KEY', '~/.codex/auth.json', null, 'cccc', false],
      ['shell-profile', 'OPENAI_API_KEY', '~/.zshrc', 1, 'aaaa', true],
      ['shell-profile', 'OPENAI_API_KEY', '~/.config/fish/config.fish', 1, 'bbbb', false],
      ['systemd-user', 'OPENAI_API_KEY', '~/.config/environment.d/10-openai.conf', 1, 'bbbb', false],
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/(?:oLd1|nEw2|tHi3){2}/);
  });

  it('are no samples, no references to variables or stores, and no files above the repository', async () => {
    const facts = await look(
      {
        '.env': 'OPENAI_API_KEY=your-api-key\n',
        '.env.local': 'OPENAI_API_KEY=op://vault/openai/key\n',
        '.envrc': 'export OPENAI_API_KEY=$(pass openai)\n',
        '../../.env': `OPENAI_API_KEY=${NEW}\n`,
      },
      { OPENAI_API_KEY: OLD },
    );
    expect(brief(facts)).toEqual([['process', 'OPENAI_API_KEY', null, null, 'aaaa', true]]);
  });

  it('are files of programs, each with the names of its own', async () => {
    const facts = await look(
      {
        '.claude/settings.local.json': JSON.stringify({ env: { OPENAI_API_KEY: NEW }, model: 'x' }),
        '.aider.conf.yml': `openai-api-key: ${OLD}\nopenai-api-base: https://gw.example/v1\n`,
        '~/elsewhere/auth.json': JSON.stringify({ OPENAI_API_KEY: THIRD }),
        '~/elsewhere/config.toml':
          'model_provider = "gw"\n[model_providers.other]\nbase_url = "https://no.example"\n[model_providers.gw]\nbase_url = "https://gw.example/v1"\n',
        '~/.continue/config.yaml': `models:\n  - name: a\n    provider: anthropic\n    apiKey: ${OLD}\n  - name: b\n    provider: openai\n    apiKey: ${NEW}\n`,
        '~/.config/io.datasette.llm/keys.json': JSON.stringify({ openai: NEW, anthropic: OLD }),
      },
      { CODEX_HOME: 'elsewhere', OPENAI_ORG_ID: 'org-abcdefghijklmnop' },
    );
    expect(brief(facts).map(([kind, name, , line, last]) => [kind, name, line, last])).toEqual([
      ['process', 'OPENAI_ORG_ID', null, ''],
      ['claude-code', 'OPENAI_API_KEY', null, 'bbbb'],
      ['aider', 'openai-api-key', 1, 'aaaa'],
      ['aider', 'openai-api-base', 2, ''],
      ['codex', 'OPENAI_API_KEY', null, 'cccc'],
      ['codex', 'base_url', 5, ''],
      ['continue', 'apiKey', 7, 'bbbb'],
      ['llm', 'openai', null, 'bbbb'],
    ]);
    expect(facts.places[0]).toMatchObject({ holds: 'organization', shown: 'org-abcdefg…', inUse: true });
  });

  it('are what Compose gives its containers: passed on, with a default, from env files, or empty', async () => {
    const compose = (value: string) => `services:\n  app:\n    environment:\n      OPENAI_API_KEY: ${value}\n`;
    const last = async (files: Record<string, string>, env: Record<string, string>) =>
      (await look(files, env)).places.filter(({ kind }) => /^compose/.test(kind)).map(({ shown, last }) => last || shown);
    expect(await last({ 'compose.yaml': compose(`$\{OPENAI_API_KEY:-}`) }, { OPENAI_API_KEY: OLD })).toEqual(['aaaa']);
    expect(await last({ 'compose.yaml': compose(`$\{OPENAI_API_KEY:-}`) }, {})).toEqual(['empty']);
    expect(await last({ 'compose.yaml': compose(`$\{OPENAI_API_KEY:-${THIRD}}`) }, {})).toEqual(['cccc']);
    expect(
      await last({ 'compose.yaml': compose('"$OPENAI_API_KEY"'), '.env': `OPENAI_API_KEY=${NEW}\n` }, { OPENAI_API_KEY: OLD }),
    ).toEqual(['aaaa']);
    const listed = 'services:\n  app:\n    environment:\n      - OPENAI_API_KEY\n';
    expect(await last({ 'compose.yaml': listed, '.env': `OPENAI_API_KEY=${NEW}\n` }, {})).toEqual(['bbbb']);
    const named =
      'services:\n  app:\n    env_file:\n      - path: api.env\n        required: false\n      - no.env\n    image: x\n';
    expect(await last({ 'compose.yaml': named, 'api.env': `OPENAI_API_KEY="${NEW}"\n` }, {})).toEqual(['bbbb']);
  });

  it('show no value of a variable that Compose puts into a base URL or an ID, unless that variable is shown anyway', async () => {
    const compose = (value: string) => `services:\n  app:\n    environment:\n      OPENAI_BASE_URL: ${value}\n`;
    const shown = async (value: string, env: Record<string, string>) =>
      (await look({ 'compose.yaml': compose(value) }, env)).places.find(({ kind }) => kind === 'compose')?.shown;
    expect(await shown(`https://gw.example/$\{MY_LLM}/$PIN`, { MY_LLM: 'quiet-river', PIN: '4815' })).toBe('(from variables)');
    expect(await shown(`https://gw.example/$\{MY_LLM:-v1}`, {})).toBe('https://gw.example/v1');
    expect(await shown(`$\{OPENAI_BASE_URL:-x}`, { OPENAI_BASE_URL: 'https://gw.example/v1' })).toBe('https://gw.example/v1');
  });

  it('show of a base URL neither its user nor its query', async () => {
    const { places } = await look({ '.env': 'OPENAI_BASE_URL=https://joe:hunter22@gw.example/v1?sig=s3cr3tvalue\n' }, {});
    expect(places[0]).toMatchObject({ holds: 'base-url', shown: 'https://gw.example/v1', inUse: false });
  });

  it.each([
    ['a directory', (path: string) => mkdirSync(path)],
    ['a link to itself', (path: string) => symlinkSync(path, path)],
    ['a named pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a link to memory', (path: string) => symlinkSync('/proc/self/mem', path)],
    ['a device without end', (path: string) => symlinkSync('/dev/zero', path)],
    ['binary', (path: string) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0, 1, 2, 0x4f, 0x3d]))],
    ['ten gigabytes', (path: string) => execFileSync('truncate', ['-s', '10G', path])],
  ])('do not stop the run where .env is %s', async (_what, make) => {
    const { work, home } = machine({ '.env.local': `OPENAI_API_KEY=${NEW}\n` });
    make(join(work, '.env'));
    const facts = await placesOf(targetOf({ HOME: home, OPENAI_API_KEY: OLD }), work);
    expect(brief(facts).map(([kind, , path]) => [kind, path])).toEqual([
      ['process', null],
      ['dotenv', '.env.local'],
    ]);
  });
});

describe('the assignments of a dotenv file', () => {
  it.each([
    `OPENAI_API_KEY=${NEW}`,
    `OPENAI_API_KEY="${NEW}"`,
    `export OPENAI_API_KEY='${NEW}'`,
    `  OPENAI_API_KEY = ${NEW}   # comment`,
    `OPENAI_API_KEY=${OLD}\nOPENAI_API_KEY=${NEW}`,
    `OPENAI_API_KEY=${NEW}\r\nOTHER=1\r\n`,
    `A="two\nlines"\nOPENAI_API_KEY=\`${NEW}\``,
  ])('are those of node --env-file: %j', (text) => {
    const file = join(mkdtempSync(join(base, 'e-')), '.env');
    writeFileSync(file, text);
    const { OPENAI_API_KEY: _mine, ...env } = process.env;
    const real = execFileSync(process.execPath, [`--env-file=${file}`, '-p', 'process.env.OPENAI_API_KEY'], {
      env,
      encoding: 'utf8',
    });
    const found = assignmentsIn(text, 'dotenv').filter(({ name }) => name === 'OPENAI_API_KEY');
    expect(found).toMatchObject([{ value: real.replace(/\n$/, '') }]);
  });

  it('cost little on a hostile line', () => {
    for (const text of ['\t'.repeat(60_000), `OPENAI_API_KEY${' '.repeat(60_000)}`, `${'- '.repeat(900)}=`, '"'.repeat(60_000)]) {
      expect(cpuMs(() => assignmentsIn(text, 'lines'))).toBeLessThan(500);
    }
  });
});

describe('config/key-shadowed', () => {
  const seen = (facts: unknown) => ({ startMs: 0, durationMs: 1, status: 'ok', facts }) as Observation;
  const answered = (status: number, body: unknown) =>
    seen({
      method: 'GET',
      url: 'https://api.openai.com/v1/models',
      requestHeaders: {},
      stage: 'done',
      problem: null,
      answer: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), cut: false, bytes: 1 },
      ms: 1,
      firstByteMs: 1,
    });
  const REFUSED = answered(401, {
    error: {
      message: 'Incorrect API key provided: sk-proj-****aaaa.',
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
    },
  });
  const ACCEPTED = answered(200, { object: 'list', data: [] });

  async function judge(files: Record<string, string>, env: Record<string, string>, models: Observation): Promise<Finding[]> {
    const target = targetOf(env);
    const seenHere: RouteObservations = {
      'config/places': seen(await look(files, env)),
      'http/models': models,
    } as RouteObservations;
    const c: DiagnosisInput = {
      observations: seenHere,
      alternateObservations: {},
      target,
      startedAt: '2026-11-30T10:00:00.000+01:00',
    };
    return diagnose(c).filter(({ id }) => /^(?:config\/key|auth\/)/.test(id));
  }

  it('is the root cause where the key that wins is refused, with the command that tries the other', async () => {
    const [first, ...others] = await judge({ '.env': `OPENAI_API_KEY=${NEW}\n` }, { OPENAI_API_KEY: OLD }, REFUSED);
    expect(first).toMatchObject({
      id: 'config/key-shadowed',
      severity: 'error',
      httpStatus: 401,
      pythonType: 'AuthenticationError',
    });
    expect(first?.explanation).toContain('.env line 1');
    expect(first?.steps[0]).toContain('`api-doctor check --env-file .env`');
    expect(statusOf(first as Finding)).toBe(20);
    expect(others).toEqual([]);
  });

  it('is a warning where the key that wins works', async () => {
    const found = await judge({ '.env': `OPENAI_API_KEY=${NEW}\n` }, { OPENAI_API_KEY: OLD }, ACCEPTED);
    expect(found.map(({ id, severity }) => [id, severity])).toEqual([['config/key-shadowed', 'warning']]);
  });

  it('says who uses which, and names the file that is read with quotes', async () => {
    const files = {
      '.env': `OPENAI_API_KEY=${NEW}\n`,
      'compose.yaml': 'services:\n  app:\n    env_file: .env\n',
      '.claude/settings.json': JSON.stringify({ env: { OPENAI_API_KEY: THIRD } }),
    };
    const [first] = await judge(files, { OPENAI_API_KEY: OLD }, REFUSED);
    expect(first?.evidence.filter((line) => line.startsWith('Used by'))).toEqual([
      'Used by the SDKs by themselves, node --env-file=.env, dotenv, python-dotenv, Deno (--env-file), Next.js in development, Next.js in production, Vite in development, Bun: the environment',
      'Used by the containers of Docker Compose: .env line 1',
      'Used by programs that Claude Code starts: .claude/settings.json',
    ]);
  });

  it.each([
    ['a shell profile', { '~/.zshrc': `export OPENAI_API_KEY=${NEW}\n` }],
    ['direnv', { '.envrc': `export OPENAI_API_KEY=${NEW}\n` }],
  ])('tells of another key in %s only where the one in use does not work', async (_what, files) => {
    expect((await judge(files, { OPENAI_API_KEY: OLD }, REFUSED)).map(({ id }) => id)).toEqual(['config/key-shadowed']);
    expect(await judge(files, { OPENAI_API_KEY: OLD }, ACCEPTED)).toEqual([]);
  });

  it('leaves out a profile where another one sets the key in use', async () => {
    const files = { '~/.bashrc': `export OPENAI_API_KEY=${NEW}\n`, '~/.zshrc': `export OPENAI_API_KEY=${OLD}\n` };
    expect((await judge(files, { OPENAI_API_KEY: OLD }, REFUSED)).map(({ id }) => id)).toEqual(['auth/incorrect-key']);
  });

  it('puts the try of another base URL first among the steps of what failed', async () => {
    const env = { OPENAI_API_KEY: OLD, OPENAI_BASE_URL: 'https://api.openai.com/v1' };
    const [root] = await judge({ '.env': 'OPENAI_BASE_URL=https://gw.example/v1\n' }, env, REFUSED);
    expect(root?.id).toBe('auth/incorrect-key');
    expect(root?.steps[0]).toMatch(
      /the other base URL, https:\/\/gw\.example\/v1, .*\.env line 1.*`api-doctor check --env-file \.env`$/,
    );
  });

  it('tells of base URLs too', async () => {
    const env = { OPENAI_API_KEY: OLD, OPENAI_BASE_URL: 'https://api.openai.com/v1' };
    const [found] = await judge({ '.env': 'OPENAI_BASE_URL=https://gw.example/v1\n' }, env, ACCEPTED);
    expect(found).toMatchObject({ id: 'config/key-shadowed', severity: 'warning' });
    expect(found?.explanation).toContain('https://gw.example/v1');
  });

  it.each([
    ['the same key stands in both', { '.env': `OPENAI_API_KEY=${OLD}\n` }],
    ['the file is for another mode', { '.env.production': `OPENAI_API_KEY=${NEW}\n` }],
    ['the file belongs to one program', { '~/.codex/auth.json': JSON.stringify({ OPENAI_API_KEY: NEW }) }],
    ['the file holds a sample', { '.env': 'OPENAI_API_KEY=sk-...\n' }],
    ['the file names another variable', { '.env': `OPENROUTER_API_KEY=${NEW}\n` }],
    ['no file is there', {}],
  ])('is silent where %s', async (_why, files) => {
    const found = await judge(files as Record<string, string>, { OPENAI_API_KEY: OLD }, REFUSED);
    expect(found.map(({ id }) => id)).toEqual(['auth/incorrect-key']);
  });
});

describe('config/key-missing', () => {
  const judge = async (files: Record<string, string>, env: Record<string, string>, platform: 'linux' | 'macos' = 'linux') => {
    const { work, home } = machine(files);
    const target = makeTarget(
      {},
      { HOME: home, ...env },
      { platform, runtime: { node: '20.20.2', openssl: '3.0.19', os: 'Linux' } },
    );
    const ok = (facts: unknown) => ({ startMs: 0, durationMs: 1, status: 'ok', facts }) as Observation;
    const nothing = {
      source: null,
      shown: null,
      length: 0,
      flaws: [],
      flawDetails: [],
      kind: 'none',
      vendor: null,
      elsewhere: [],
    };
    const observations = { 'config/key': ok(nothing), 'config/places': ok(await placesOf(target, work)) };
    const [found] = diagnose({ observations, alternateObservations: {}, target, startedAt: '' } as unknown as DiagnosisInput);
    return found as Finding;
  };

  it('names the file of the project, and the command that tries it first', async () => {
    const found = await judge({ '.env': `OPENAI_API_KEY=${NEW}\n` }, {});
    expect(found.id).toBe('config/key-missing');
    expect(found.explanation).toContain('.env line 1 contains one, but the SDKs do not read it unless the program loads it.');
    expect(found.steps[0]).toContain('`api-doctor check --env-file .env`');
    expect(found.evidence).toContain(
      'Used by node --env-file=.env, dotenv, python-dotenv, Deno (--env-file), Next.js in development, Next.js in production, Vite in development, Bun: .env line 1',
    );
  });

  it('says that an empty variable hides the file', async () => {
    const found = await judge({ '.env': `OPENAI_API_KEY=${NEW}\n` }, { OPENAI_API_KEY: '' });
    expect(found.explanation).toContain('OPENAI_API_KEY is set but empty.');
    expect(found.explanation).toContain('not even one that is empty');
    expect(found.steps[1]).toContain('`unset OPENAI_API_KEY`');
    expect(found.evidence.some((line) => /^Used by .*node --env-file.*: the environment$/.test(line))).toBe(true);
  });

  it('names the profile that this process never read', async () => {
    const found = await judge({ '~/.zshrc': `export A=1\nexport OPENAI_API_KEY=${NEW}\n` }, {}, 'macos');
    expect(found.explanation).toMatch(
      /~\/\.zshrc line 2 sets one, but a shell reads it only when it starts: programs that the desktop/,
    );
    expect(found.steps[0]).toContain('`exec "$SHELL" -l`');
    expect(found.steps.join()).toContain('launchctl setenv');
  });

  it('names neither samples nor what nobody has', async () => {
    const found = await judge({ '.env': 'OPENAI_API_KEY=sk-...\n' }, {});
    expect(found.explanation).not.toContain('.env');
    expect(found.steps.join()).not.toContain('--env-file');
  });
});

describe('the places of the system', () => {
  it('are read from what reg.exe prints', () => {
    const text = `\r\nHKEY_CURRENT_USER\\Environment\r\n    Path    REG_EXPAND_SZ    C:\\x\r\n    OPENAI_API_KEY    REG_SZ    ${NEW}\r\n    openai_base_url    REG_EXPAND_SZ    https://gw.example/v1\r\n    OPENAI_ORG_ID    REG_SZ    \r\n    OPENAI_API_BASE    REG_DWORD    0x1\r\n\r\n`;
    expect(registryValues(text).map(({ name, value }) => [name, value])).toEqual([
      ['OPENAI_API_KEY', NEW],
      ['OPENAI_BASE_URL', 'https://gw.example/v1'],
    ]);
  });

  it('are read from what launchctl prints', () => {
    expect(launchdValues([`${NEW}\n`, '', '\n', '', '']).map(({ name, value }) => [name, value])).toEqual([
      ['OPENAI_API_KEY', NEW],
    ]);
  });
});

describe('config/env-file-differs', () => {
  const judge = async (differences: EnvFileDifference[]) => {
    const { work, home } = machine({});
    const target = { ...targetOf({ HOME: home, OPENAI_API_KEY: OLD }), envFileDifferences: differences };
    const observations = { 'config/places': { startMs: 0, durationMs: 1, status: 'ok', facts: await placesOf(target, work) } };
    return diagnose({ observations, alternateObservations: {}, target, startedAt: '' } as unknown as DiagnosisInput);
  };
  const found = (text: string) => judge(envFileDifferences('my.env', text, () => true));

  it('is worth knowing where Docker alone reads the line differently', async () => {
    const [finding] = await found(`OPENAI_API_KEY="${NEW}"\n`);
    expect(finding).toMatchObject({ id: 'config/env-file-differs', severity: 'info' });
    expect(finding?.evidence).toEqual(['my.env line 1 sets OPENAI_API_KEY, and Docker keeps the quotes as part of the value']);
  });

  it('is a warning where python-dotenv does, and shows no value', async () => {
    const [finding] = await found(`OPENAI_API_KEY=${NEW}#x\n`);
    expect(finding).toMatchObject({ id: 'config/env-file-differs', severity: 'warning' });
    expect(finding?.explanation).toContain('python-dotenv and Docker keep # and what follows as part of the value');
    expect(JSON.stringify(finding)).not.toMatch(/(?:nEw2){2}/);
  });

  it('says how to save a file with a byte order mark', async () => {
    const [finding] = await found(`\ufeffOPENAI_API_KEY=${NEW}\n`);
    expect(finding?.steps).toEqual(['Save my.env as UTF-8 without a byte order mark.']);
  });

  it('is silent for a plain file', async () => {
    expect(await found(`OPENAI_API_KEY=${NEW}\nOPENAI_BASE_URL=https://gw.example/v1\n`)).toEqual([]);
  });
});
