import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';

const bin = join(root, 'bin', 'api-doctor.js');
const NOBODY = 65_534;

function check(args: string[], how: SpawnSyncOptions = {}) {
  const options = { encoding: 'utf8', timeout: 40_000, env: { PATH: process.env.PATH, HOME: '/dev/null' }, ...how } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'check', '--offline', ...args], options);
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

needs('root', 'linux')('--env-of', () => {
  it('is wrong usage for a process of another user, and says as whom to run', () => {
    const { status, stderr } = check(['--env-of', String(process.pid)], { uid: NOBODY, gid: NOBODY, cwd: '/' });
    expect(stderr).toMatch(/variables of process \d+ cannot be read, because it belongs to another user/);
    expect(status).toBe(2);
  });

  it('takes the first process of the machine where it may be read, and says so where not', () => {
    const { status, stderr, stdout } = check(['--env-of', '1', '--format', 'json']);
    if (status === 2)
      expect(stderr).toMatch(/variables of process 1 cannot be read, because it belongs to another user or is protected/);
    else expect(JSON.parse(stdout).environment.variablesOf).toBe('process 1');
  });

  it('says that there is none for a process that has ended', async () => {
    const child = spawn('true');
    await new Promise((ended) => child.once('close', ended));
    const { status, stderr } = check(['--env-of', String(child.pid)]);
    expect(stderr).toMatch(/there is no process \d+/);
    expect(status).toBe(2);
  });

  it('shows of the key of another process as little as of its own', async () => {
    const child = spawn('sleep', ['30'], {
      env: { PATH: process.env.PATH, HOME: '/dev/null', OPENAI_API_KEY: `sk-proj-${'pRc8'.repeat(30)}` },
    });
    try {
      const { stdout } = check(['--env-of', String(child.pid), '--format', 'json']);
      expect(JSON.parse(stdout).environment.variablesOf).toBe(`process ${child.pid}`);
      expect(stdout).not.toContain('pRc8pRc8');
    } finally {
      child.kill();
    }
  });
});
