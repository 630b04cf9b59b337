import { describe, expect, it } from 'vitest';
import { envFileDifferences } from '../../src/settings/env-file/differences.ts';
import { cpuMs } from '../support/cost.ts';

const told = (text: string) =>
  envFileDifferences('.env', text, () => true).map(({ line, name, readers, effect }) => `${line} ${name} ${effect}: ${readers}`);

describe('lines of an env file that programs read differently', () => {
  it.each([
    ['K=abc', []],
    ['K=abc def', []],
    ['# K="abc"', []],
    ['  K=abc', []],
    ['K=a=b==', []],
    ['K="abc"', ['1 K keeps-quotes: Docker']],
    ['K=`abc`', ['1 K keeps-quotes: python-dotenv,Docker']],
    ['K=abc#def', ['1 K keeps-comment: python-dotenv,Docker']],
    ['K=abc # mine', ['1 K keeps-comment: Docker']],
    ['K=a${HOME}b', ['1 K replaces-reference: python-dotenv']],
    ['export K=abc', ['1 K refuses-file: Docker']],
    ['K = abc', ['1 K refuses-file: Docker']],
    ['K= abc', ['1 K keeps-spaces: Docker']],
    ['K: abc', ['1 K reads-line: dotenv', '1 K refuses-file: Docker']],
    ['K="a\\tb"', ['1 K reads-escapes: python-dotenv', '1 K keeps-quotes: Docker']],
    ["K='abc' more", ['1 K keeps-quotes: dotenv,Docker', '1 K ignores-line: python-dotenv']],
    ['A=1\n\ufeffK=abc', []],
    ['\ufeffK=abc', ['1 K keeps-byte-order-mark: Node.js,python-dotenv']],
    ['A=1\r\nK=abc\r\n', ['1 A keeps-carriage-return: a shell']],
    ['K="two\nlines"', []],
  ])('are those of %j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('are told of for the variables that matter alone, and a few of them', () => {
    expect(envFileDifferences('.env', 'A="1"\nB="2"\n', (name) => name === 'B').map(({ name }) => name)).toEqual(['B']);
    expect(envFileDifferences('.env', 'A="1"\n'.repeat(500), () => true)).toHaveLength(20);
  });

  it('cost little on hostile lines', () => {
    for (const text of [
      '"'.repeat(60_000),
      `K=${'${'.repeat(2_000)}`,
      `K="${'\\"'.repeat(1_900)}`,
      `K=${' #'.repeat(1_900)}`,
      `K=${' '.repeat(3_900)}x`,
    ]) {
      expect(cpuMs(() => told(text))).toBeLessThan(500);
    }
  });
});
