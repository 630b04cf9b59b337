import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';

const base = mkdtempSync(join(tmpdir(), 'api-doctor-here-'));
afterAll(() => rmSync(base, { recursive: true }));
const bin = fileURLToPath(new URL('../../bin/api-doctor.js', import.meta.url));

/** A directory in which packages of such versions are installed. */
function directoryWith(packages: Record<string, string>): string {
  const folder = mkdtempSync(join(base, 'f-'));
  for (const [name, version] of Object.entries(packages)) {
    const place = join(folder, 'node_modules', ...name.split('/'));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version }));
  }
  return folder;
}

/** The known bugs that are reported of a log where such packages are installed. */
function bugsOf(log: string, packages: Record<string, string>): Finding[] {
  const cwd = directoryWith(packages);
  const args = [bin, 'explain', '-', '--here', '--format', 'json', '--fail-on', 'never'];
  const { findings } = JSON.parse(execFileSync(process.execPath, args, { cwd, input: log, encoding: 'utf8', env: { PATH: '' } }));
  return (findings as Finding[]).filter(({ id }) => id === 'client/known-bug');
}

const RESPONSES_404 = 'started\nAI_APICallError: Not Found\n  url: http://10.0.0.5:8000/v1/responses\n  statusCode: 404\n';
const RESET = 'Error: connect ECONNREFUSED 10.0.0.5:8000\n';

describe('a known bug of a client that is installed here', () => {
  test('is connected with the line in which the log shows it', () => {
    const [bug, ...others] = bugsOf(RESPONSES_404, { '@ai-sdk/openai': '2.0.1' });
    expect(others).toEqual([]);
    expect(bug?.evidence.join('\n')).toMatch(/The log has what this client prints then: line 2: AI_APICallError/);
    expect(bug?.severity).toBe('warning');
  });

  test('is not reported where the log shows something else', () => {
    expect(bugsOf(RESET, { '@ai-sdk/openai': '2.0.1' })).toEqual([]);
  });

  test('is not reported where a version without it is installed', () => {
    expect(bugsOf(RESPONSES_404, { '@ai-sdk/openai': '1.3.0' })).toEqual([]);
  });
});
