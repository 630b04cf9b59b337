import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Lookup, type LookupOptions, openLookup } from '../../src/net/route/lookup.ts';

const patient = AbortSignal.timeout(30_000);
let folder: string;
const open: Lookup[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-doctor-lookup-'));
});
afterEach(() => {
  for (const lookup of open.splice(0)) lookup.close();
  rmSync(folder, { recursive: true, force: true });
});

function lookupWith({ execPath, ...rest }: LookupOptions & { execPath?: string } = {}): Lookup {
  const lookup = openLookup(execPath === undefined ? rest : { ...rest, child: { execPath, env: {} } });
  open.push(lookup);
  return lookup;
}

/** A stand-in for Node that runs these lines of shell before it, or instead of it. */
function wrapper(lines: string): string {
  const path = join(folder, 'node.sh');
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the lookup', () => {
  test('finds localhost as the system has it, and asks for no search domain', async () => {
    const facts = await lookupWith().find('localhost', patient);
    expect(facts).toMatchObject({ host: 'localhost', problem: null, pending: false, absolute: null });
    expect(facts.addresses).toContainEqual({ address: '127.0.0.1', family: 4 });
  });

  test('takes an address for its own answer without a child', async () => {
    const lookup = lookupWith({ execPath: wrapper(`touch ${join(folder, 'started')}`) });
    const { addresses } = await lookup.find('2001:db8::1', patient);
    expect(addresses).toEqual([{ address: '2001:db8::1', family: 6 }]);
    expect(existsSync(join(folder, 'started'))).toBe(false);
  });

  test('gives the system’s error as data', async () => {
    const facts = await lookupWith().find(`${'x'.repeat(64)}.example`, patient);
    expect(facts.addresses).toEqual([]);
    expect(facts.problem).toMatchObject({ code: 'ENOTFOUND', syscall: 'getaddrinfo' });
    expect(facts.problem?.errno).toBeLessThan(0);
  });

  test('asks each name once, whoever asks', async () => {
    const asked = join(folder, 'asked');
    const lookup = lookupWith({ execPath: wrapper(`tee -a ${asked} | ${process.execPath} "$@"`) });
    const [one, other] = await Promise.all([lookup.find('localhost', patient), lookup.find('localhost', patient)]);
    expect(one).toEqual(other);
    expect(readFileSync(asked, 'utf8').match(/localhost/g)).toHaveLength(1);
  });

  test('says pending when the caller’s time ends first, and the same name can still be had later', async () => {
    const lookup = lookupWith({ execPath: wrapper(`sleep 1; exec ${process.execPath} "$@"`) });
    const early = await lookup.find('localhost', AbortSignal.timeout(20));
    expect(early).toMatchObject({ pending: true, addresses: [], problem: { code: 'TIMEOUT' } });
    expect(await lookup.find('localhost', patient)).toMatchObject({ pending: false, problem: null });
  });

  test.each([
    ['there is no such program', () => join(folder, 'missing')],
    ['it ends at once', () => wrapper('exit 1')],
    ['it ends once it was asked', () => wrapper('read line')],
  ])('looks the name up in this process where %s', async (_, execPath) => {
    const { addresses } = await lookupWith({ execPath: execPath() }).find('localhost', patient);
    expect(addresses).toContainEqual({ address: '127.0.0.1', family: 4 });
  });

  test('reads past what a preloaded library prints', async () => {
    const execPath = wrapper(`echo '[proxychains] config file found'; echo 7; exec ${process.execPath} "$@"`);
    const { addresses } = await lookupWith({ execPath }).find('localhost', patient);
    expect(addresses).toContainEqual({ address: '127.0.0.1', family: 4 });
  });

  test('hands on what steers the C library, and no key, password or option for Node', async () => {
    const seen = join(folder, 'env');
    const execPath = wrapper(`env > ${seen}; exec ${process.execPath} "$@"`);
    const env = {
      PATH: process.env.PATH,
      RES_OPTIONS: 'timeout:1',
      LOCALDOMAIN: 'corp.example',
      OPENAI_API_KEY: 'sk-proj-secret',
      HTTPS_PROXY: 'http://user:secret@proxy:3128',
      NODE_OPTIONS: '--require=/nowhere/secret.js',
    };
    const { addresses } = await lookupWith({ execPath, env }).find('localhost', patient);
    expect(addresses).not.toEqual([]);
    const handed = readFileSync(seen, 'utf8');
    expect(handed).toContain('RES_OPTIONS=timeout:1');
    expect(handed).toContain('LOCALDOMAIN=corp.example');
    expect(handed).not.toContain('secret');
  });

  test('answers nothing more once it is closed', async () => {
    const lookup = lookupWith();
    lookup.close();
    expect(await lookup.find('localhost', patient)).toMatchObject({ addresses: [], problem: { code: 'TIMEOUT' } });
  });
});
