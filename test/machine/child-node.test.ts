import { expect, test } from 'vitest';
import { childNode, runtimeName } from '../../src/machine/child-node.ts';

/** Whose processes run JavaScript from a command line, and how. */

const versions = (more: Record<string, string> = {}) => ({ ...process.versions, ...more });

test('Node.js, Bun and Deno do so as they are', () => {
  for (const more of [{}, { bun: '1.3.5' }, { deno: '2.6.1' }]) {
    expect(childNode({ execPath: '/x', versions: versions(more) }, false)).toEqual({ execPath: '/x', env: {} });
  }
});

test('an app of Electron is told to be Node.js: it would open itself once more', () => {
  const child = childNode({ execPath: '/Applications/App', versions: versions({ electron: '38.2.0' }) }, false);
  expect(child?.env).toEqual({ ELECTRON_RUN_AS_NODE: '1' });
});

test('a single executable starts nothing: that would be this tool again', () => {
  expect(childNode({ execPath: '/usr/local/bin/api-doctor', versions: versions() }, true)).toBeNull();
});

test('the report names what runs the tool where that is not Node.js', () => {
  expect(runtimeName(versions())).toBeUndefined();
  expect(runtimeName(versions({ bun: '1.3.5' }))).toBe('Bun 1.3.5');
  expect(runtimeName(versions({ deno: '2.6.1' }))).toBe('Deno 2.6.1');
  expect(runtimeName(versions({ electron: '38.2.0' }))).toBe('Electron 38.2.0');
});
