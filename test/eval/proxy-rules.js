// Measures the prediction of proxies on rows {client, env, url, expect: {proxy}}: partly from the clients' own tests, mostly from runs of
// the real clients, where only the proxy's host was seen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { predictRoute } from '../../build/knowledge/clients/proxy-rules/predict.js';

/** The names of the rows that are not ours. */
const NAMES = {
  'undici-EnvHttpProxyAgent': 'undici',
  undici6: 'undici',
  undici7: 'undici',
  'node24-fetch': 'node-fetch',
  'node24-http': 'node-https',
  'node-http': 'node-https',
};

/** Which client at which version a row speaks of. A test that the installed version fails is of a later one. */
function clientOf({ client, kind, origin, checked }) {
  const [base, major] = client.split('@');
  const name = NAMES[client] ?? base;
  if (kind === 'oracle') return { name, version: /(?:^|\s)v?(\d+\.\d+[\d.]*)/.exec(origin.split(', ')[1] ?? '')?.[1] ?? null };
  if (major) return { name, version: `${major}.0` };
  const isNewer = checked?.agrees === false || name === 'curl' || /HEAD/.test(checked?.with ?? '');
  return { name, version: isNewer ? null : (/(\d+\.\d+[\d.]*)/.exec(checked?.with ?? '')?.[1] ?? null) };
}

/** What the row's run had set besides what it names: Node's switch, and a list that was handed over as an option. */
function envOf({ client, env, option_noProxy: list }) {
  const switched = client.startsWith('node24') ? { ...env, NODE_USE_ENV_PROXY: '1' } : env;
  return list === undefined ? switched : { ...switched, no_proxy: list, NO_PROXY: undefined };
}

const hostOf = (text) => /^(?:[a-z0-9+.-]+:\/\/)?(?:[^@]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(text)?.[1]?.toLowerCase();
const plain = (text) => (text.includes('://') ? text : `http://${text}`).replace(/\/$/, '');

export const proxyRules = {
  samples: (folder) => JSON.parse(readFileSync(join(folder, 'proxy-rules.json'), 'utf8')).rows,
  layer: ({ client }) => client,
  async judge(row) {
    const { taken, error } = predictRoute(clientOf(row), envOf(row), row.url);
    const wanted = row.expect.proxy;
    const same =
      row.kind === 'oracle' ? taken !== null && hostOf(taken) === wanted : taken !== null && plain(taken) === plain(wanted ?? '');
    const right = Boolean(row.expect_error) === Boolean(error) && (wanted === null ? taken === null : same);
    return { found: { taken, error }, right: { proxy: right } };
  },
  show: ({ env, url, expect }) => JSON.stringify({ env, url, expect }),
};
