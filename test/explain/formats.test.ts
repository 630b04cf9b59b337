import { describe, expect, test } from 'vitest';
import { readAs } from '../support/labelled-logs.ts';
import { goFormats, javaFormats, netFormats, rustFormats } from '../support/log-formats.ts';
import { FAILURES, go, java, type Kind, net, PEER, rust } from '../support/twelve-failures.ts';

const kinds = Object.keys(FAILURES) as Kind[];
/** Clients that say of these whom they called, by the message alone. */
const NAMED: Record<string, readonly Kind[]> = {
  Go: ['refused', 'dns', 'timeout', 'expired', 'reset', 'proxy407'],
  Java: ['refused', 'dns', 'timeout', 'expired', 'reset', 'proxy407'],
  '.NET': ['refused', 'dns', 'timeout'],
  Rust: ['refused', 'dns', 'timeout', 'expired', 'reset', 'proxy407', 'overloaded'],
};

function cases<What>(language: string, failures: Record<Kind, What>, formats: Record<string, (what: What) => string>) {
  return Object.entries(formats).map(([format, write]) => ({
    name: `${language}: ${format}`,
    peers: NAMED[language] as readonly Kind[],
    texts: kinds.map((kind) => write(failures[kind])),
  }));
}

describe('the same twelve failures in each format', () => {
  test.each([
    ...cases('Go', go, goFormats),
    ...cases('Java', java, javaFormats),
    ...cases('.NET', net, netFormats),
    ...cases('Rust', rust, rustFormats),
  ])('$name', async ({ texts, peers }) => {
    const found = await Promise.all(texts.map((text) => readAs(text)));
    expect(found.map(({ id }) => id)).toEqual(kinds.map((kind) => FAILURES[kind]));
    expect(found.map(({ peer }) => peer)).toEqual(kinds.map((kind) => (peers.includes(kind) ? PEER : 'none')));
  });
});
