import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  asDocker,
  asDotenv,
  asPythonDotenv,
  type LineReading,
  type RawLine,
  rawLine,
} from '../../src/settings/env-file/line-readings.ts';
import { clientPath, nodeBinary } from '../lab/clients.ts';
import { needs } from '../lab/needs.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-doctor-env-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PIECES = ['a', 'b', ' ', '"', "'", '`', '#', ' # c', '=', '\\n', '\\t', '\\"', '\\\\', '.', '/', ':', '-', '$', 'é'];
const value = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc
    .tuple(fc.constantFrom('"', "'", '`'), fc.stringMatching(/^[a-c #\\.-]{0,6}$/), fc.constantFrom('', ' ', ' # c', '#c', ' x'))
    .map(([quote, inner, after]) => `${quote}${inner}${quote}${after}`),
);
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '  ', 'export '),
    fc.constantFrom('', '', '', ' '),
    fc.constantFrom('=', '=', '= ', ': '),
    value,
  )
  .map(([before, gap, sign, text]) => `${before}K${gap}${sign}${text}`);

/** Without an end of the quote in the line a value may go on; of such lines, and of those that are no assignment, nothing is said. */
const isWhole = (text: string) => {
  const raw = rawLine(text)?.raw.trim();
  return raw !== undefined && (!/^["'`]/.test(raw) || raw.slice(1).includes(raw.charAt(0)));
};

const lines = [...new Set(fc.sample(line, { numRuns: 600, seed: 17 }).filter(isWhole))];

const PYTHON = `import json, sys
from dotenv import dotenv_values
found = []
for text in json.load(open(sys.argv[1])):
    with open(sys.argv[2], 'w', newline='') as file:
        file.write(text)
    found.append(dotenv_values(sys.argv[2]).get('K'))
json.dump(found, sys.stdout)
`;

function readByPython(texts: string[]): (string | null)[] {
  writeFileSync(join(folder, 'read.py'), PYTHON);
  writeFileSync(join(folder, 'lines.json'), JSON.stringify(texts));
  const args = ['read.py', 'lines.json', 'python.env'];
  const env = { PATH: process.env.PATH, PYTHONUTF8: '1' };
  return JSON.parse(
    execFileSync('/usr/bin/python3', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
}

/** An engine that takes note of the variables of each container that it is asked to make. */
const engine = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    response.setHeader('Api-Version', '1.44');
    response.setHeader('Content-Type', 'application/json');
    const isMade = /\/containers\/create/.test(request.url ?? '');
    const image = isMade ? JSON.parse(Buffer.concat(pieces).toString()) : null;
    if (image) made.set(image.Image, image.Env ?? []);
    response.writeHead(isMade ? 201 : 200).end(isMade ? '{"Id":"0123456789ab","Warnings":[]}' : '{}');
  });
});
const made = new Map<string, string[]>();

beforeAll(() => new Promise<void>((resolve) => void engine.listen(0, '127.0.0.1', resolve)));
afterAll(() => void engine.close());

/** Docker's own client, with that engine. */
function readByDocker(text: string, image: string): Promise<LineReading> {
  const file = join(folder, `${image}.env`);
  writeFileSync(file, text);
  const host = `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const env = { PATH: process.env.PATH, HOME: folder, DOCKER_HOST: host };
  return new Promise((resolve) => {
    execFile('docker', ['create', '--env-file', file, image], { env }, (error) => {
      const found = made.get(image)?.find((one) => one.startsWith('K='));
      resolve(error ? 'refused' : found === undefined ? null : { value: found.slice(2) });
    });
  });
}

const shownAs = (reading: LineReading) => (reading === null || reading === 'refused' ? reading : reading.value);
/** The lines that a real reader takes in another way than predicted, with both readings. */
function differing(
  read: (raw: RawLine) => LineReading,
  real: (text: string, at: number) => string | null,
  of: string[] = lines,
): (string | null)[][] {
  const rows = of.map((text, at) => {
    const raw = rawLine(text);
    return [text, raw ? shownAs(read(raw)) : null, real(text, at)];
  });
  return rows.filter(([, mine, other]) => mine !== other);
}

needs(
  'linux',
  'docker',
  'npm:dotenv',
  'npm:node22',
  'npm:node24',
  'npm:node26',
)('what a reader makes of a line', () => {
  it('is for dotenv what it really makes of it', () => {
    const { parse } = createRequire(import.meta.url)(clientPath('dotenv'));
    expect(differing(asDotenv, (text) => parse(text).K ?? null)).toEqual([]);
  });

  it('is for python-dotenv what it really makes of it', () => {
    const real = readByPython(lines);
    expect(differing(asPythonDotenv, (_text, at) => real[at] ?? null)).toEqual([]);
  });

  it('is for docker run --env-file what it really makes of it', async () => {
    const some = lines.slice(0, 60);
    const real: LineReading[] = [];
    for (let at = 0; at < some.length; at += 6) {
      real.push(...(await Promise.all(some.slice(at, at + 6).map((text, index) => readByDocker(text, `i${at + index}`)))));
    }
    expect(differing(asDocker, (_text, at) => shownAs(real[at] ?? null), some)).toEqual([]);
  });

  it('is for each Node.js what the one that runs this makes of it', () => {
    const script =
      'console.log(JSON.stringify(JSON.parse(process.argv[1]).map((text) => require("node:util").parseEnv(text).K ?? null)))';
    const here = lines.map((text) => parseEnv(text).K ?? null);
    for (const name of ['node22', 'node24', 'node26']) {
      const real = JSON.parse(execFileSync(nodeBinary(name), ['-e', script, JSON.stringify(lines)], { encoding: 'utf8' }));
      expect([
        name,
        lines.flatMap((text, at) => ((real[at] ?? '') === (here[at] ?? '') ? [] : [[text, here[at], real[at]]])),
      ]).toEqual([name, []]);
    }
  });

  it('is for a byte order mark what Node.js, dotenv, python-dotenv, and Docker really do with it', async () => {
    const text = '\ufeffK=abc\n';
    writeFileSync(join(folder, 'mark.env'), text);
    const node = execFileSync(process.execPath, [`--env-file=${join(folder, 'mark.env')}`, '-p', 'process.env.K'], {
      encoding: 'utf8',
    });
    const { parse } = createRequire(import.meta.url)(clientPath('dotenv'));
    expect([node.trim(), readByPython([text])[0], parse(text).K, await readByDocker(text, 'mark')]).toEqual([
      'undefined',
      null,
      'abc',
      { value: 'abc' },
    ]);
    expect(readFileSync(join(folder, 'mark.env')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });
});
