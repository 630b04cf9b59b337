// Measures what `explain` makes of labelled samples: npm run eval -- FOLDER [--floor NAME=PERCENT ...] [--quiet]
// FOLDER holds logs.jsonl, field-logs.jsonl, http-errors.json and proxy-rules.json, or some of them, in the shape of their README.
// Prints totals, a table for each layer, and each miss; ends with 1 where a figure lies below its floor. A set of samples is one entry of `sets`: a reader and a judge.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOfLogs } from '../../build/explain/explain-log.js';
import { readAnswer } from '../../build/knowledge/answer/read-answer.js';
import { vendorOf } from '../../build/knowledge/providers/vendors.js';
import { proxyRules } from './proxy-rules.js';

const IO = {
  env: {},
  platform: 'linux',
  runtime: { node: process.versions.node, openssl: process.versions.openssl, os: '' },
  startedAs: ['api-doctor'],
  version: '0',
  timeZone: 'UTC',
  interrupted: new AbortController().signal,
};

/** What explain says of a text: id, API error and type of its first finding. */
async function explained(text) {
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const { findings } = await reportOfLogs([{ name: 'sample', bytes }], 'error', IO);
  const [first] = findings;
  return { id: first?.id ?? null, apiError: first?.apiError ?? null, pythonType: first?.pythonType ?? null };
}

/** A documented timeout is also a connection error: the one is the other's parent class. */
const sameType = (found, wanted) => found === wanted || (wanted === 'APITimeoutError' && found === 'APIConnectionError');

/** A text that shows no failure of the API may be passed over or be said to show none. */
const sameId = (found, accept) => accept.includes(found) || (found === null && accept.includes('client/not-an-api-error'));

const read = (folder, name) => readFileSync(join(folder, name), 'utf8');
const lower = (headers) =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** Each label may be one value or several that are equally right. */
const anyOf = (first, also = []) => [first, also].flat();

/** Labelled logs, one a line. `apiErrorAlso` and `pythonTypeAlso` are as right as the first. */
const labelledLogs = (name) => ({
  samples: (folder) =>
    read(folder, name)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  layer: ({ expected }) => (expected.accept[0] ?? 'none').split('/')[0],
  async judge({ text, expected }) {
    const found = await explained(text);
    const { accept, apiError, apiErrorAlso, pythonType, pythonTypeAlso } = expected;
    // Where no failure is right, neither is an error of the API or a type of the library.
    const none = found.id === null && sameId(null, accept);
    return {
      found,
      right: {
        id: sameId(found.id, accept),
        apiError: none || anyOf(apiError, apiErrorAlso).includes(found.apiError),
        pythonType: none || anyOf(pythonType, pythonTypeAlso).some((wanted) => sameType(found.pythonType, wanted)),
      },
    };
  },
  show: ({ text }) => text,
});

/** One set of samples a file. `judge` returns what was found and, for each figure, whether it is right. */
const sets = {
  'logs.jsonl': labelledLogs('logs.jsonl'),
  'field-logs.jsonl': labelledLogs('field-logs.jsonl'),
  'http-errors.json': {
    samples: (folder) => JSON.parse(read(folder, 'http-errors.json')),
    layer: ({ httpStatus }) => String(httpStatus ?? 'no status'),
    async judge({ httpStatus, headers, body, clientText, expected }) {
      const told = body === null ? await explained(clientText) : null;
      const found = told?.id ? told : answered({ httpStatus, headers, body: body ?? clientText });
      return {
        found,
        right: { apiError: found.apiError === expected.apiError, pythonType: sameType(found.pythonType, expected.pythonType) },
      };
    },
    show: ({ body, clientText }) => body ?? clientText,
  },
  'proxy-rules.json': proxyRules,
};

/** What the reading of live answers says of an answer. */
function answered({ httpStatus, headers, body }) {
  const host = /\b(api\.openai\.com)\b/.exec(body)?.[1] ?? null;
  const about = { host, isOpenAi: host !== null && vendorOf(host)?.name === 'OpenAI', keySent: null, path: null, model: null };
  const reading = readAnswer({ status: httpStatus, headers: lower(headers), body, cut: false, bytes: body.length }, about);
  return { id: reading?.id ?? null, apiError: reading?.apiError ?? null, pythonType: reading?.pythonType ?? null };
}

/** Counts right answers by figure, in all and by layer. */
class Score {
  counts = new Map();

  add(layer, right) {
    for (const [figure, ok] of Object.entries(right)) {
      for (const key of [figure, `${figure} ${layer}`]) {
        const count = this.counts.get(key) ?? { right: 0, all: 0 };
        this.counts.set(key, { right: count.right + (ok ? 1 : 0), all: count.all + 1 });
      }
    }
  }

  percent(figure) {
    const { right, all } = this.counts.get(figure) ?? { right: 0, all: 0 };
    return all === 0 ? 0 : (100 * right) / all;
  }

  print(name) {
    console.log(`\n${name}`);
    for (const [figure, { right, all }] of [...this.counts].sort()) {
      const [kind, layer] = figure.split(/ (.*)/);
      console.log(
        `  ${(layer ? `  ${kind} of ${layer}` : kind).padEnd(32)} ${String(right).padStart(4)} of ${String(all).padStart(4)}  ${this.percent(figure).toFixed(1)} %`,
      );
    }
  }
}

async function measure(folder, quiet) {
  const figures = {};
  for (const [name, set] of Object.entries(sets)) {
    if (!existsSync(join(folder, name))) continue;
    const score = new Score();
    for (const sample of set.samples(folder)) {
      const { found, right } = await set.judge(sample);
      score.add(set.layer(sample), right);
      const wrong = Object.keys(right).filter((figure) => !right[figure]);
      if (wrong.length > 0 && !quiet) printMiss(name, { sample, found, wrong, text: set.show(sample) });
    }
    score.print(name);
    for (const figure of score.counts.keys()) figures[`${name}:${figure}`] = score.percent(figure);
  }
  return figures;
}

function printMiss(name, { sample, found, wrong, text }) {
  console.log(`\n${name} ${sample.id}: ${wrong.join(', ')}`);
  console.log(`  found    ${JSON.stringify(found)}`);
  console.log(`  expected ${JSON.stringify(sample.expected)}  (${sample.why ?? sample.note ?? ''})`);
  console.log(text.slice(0, 600).replace(/^/gm, '  | '));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { floor: { type: 'string', multiple: true, default: [] }, quiet: { type: 'boolean', default: false } },
});
if (positionals.length !== 1) {
  console.error('usage: npm run eval -- FOLDER [--floor FILE:FIGURE=PERCENT ...] [--quiet]');
  process.exitCode = 2;
} else {
  const figures = await measure(positionals[0], values.quiet);
  for (const floor of values.floor) {
    const [name, least] = floor.split('=');
    const reached = figures[name];
    if (reached !== undefined && reached >= Number(least)) continue;
    console.error(`below the floor: ${name} is ${reached?.toFixed(1) ?? 'not measured'}, not ${least}`);
    process.exitCode = 1;
  }
}
