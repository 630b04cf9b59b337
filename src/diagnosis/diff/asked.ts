import { type Comparer, type Difference, differing, listed } from './difference.ts';
import type { DiffInput } from './side.ts';

/** The settings of the two runs: target, key, route. */

const baseUrl = differing('base-url', 'The base URLs differ.', ({ report }) => report.target.baseUrl || null);

const key = differing('key', 'The keys differ, or come from different sources.', ({ report, facts }) => {
  const setting = report.settings?.key;
  const seen = facts['config/key'];
  if (!seen && !report.settings) return null;
  if (!setting && !seen?.shown) return report.settings || seen ? 'no key' : null;
  const flaws = seen?.flaws.length ? `, with ${listed(seen.flaws)}` : '';
  return `${seen?.shown ?? setting?.shown} from ${seen?.source ?? setting?.source}${flaws}`;
});

/** A report contains only the shape of a key, so two keys can look the same. A digest distinguishes them and reveals nothing. */
const alike: Comparer = (a, b) => {
  const [here, there] = [a.facts['config/key'], b.facts['config/key']];
  const isAboutKeys = [a, b].some(({ report }) => /^(?:auth|limit)\//.test(report.rootCause ?? ''));
  if (!here?.shown || here.shown !== there?.shown || here.source !== there.source) return [];
  if (!isAboutKeys || a.report.rootCause === b.report.rootCause) return [];
  const isVariable = /^[A-Z_]+$/.test(here.source ?? '');
  const how = isVariable ? `. Compare the output of printenv ${here.source} | sha256sum | cut -c1-8 on both machines` : '';
  const text = `The keys look the same, but may differ, because a report contains no key${how}.`;
  const shown = `${here.shown} from ${here.source}`;
  return [{ topic: 'key', text, a: shown, b: shown }];
};

const identity: Comparer = (a, b) =>
  (['organization', 'project', 'model'] as const).flatMap((name) =>
    differing('identity', `The ${name} differs.`, ({ report: { settings } }) => {
      if (!settings) return null;
      const value = settings[name];
      return value === null ? 'none' : typeof value === 'string' ? value : `${value.value} from ${value.source}`;
    })(a, b),
  );

/** `direct`, or the proxy and its source. */
export function wayOf({ report, facts }: DiffInput): string {
  const proxy = report.settings?.proxy;
  if (report.target.route === 'proxy') {
    return proxy ? `through ${proxy.scheme}://${proxy.host}:${proxy.port}, from ${proxy.source}` : 'through a proxy';
  }
  const rule = report.settings?.choice?.bypassedBy ?? facts['config/proxy']?.bypassedBy;
  return rule ? `direct, because ${rule.variable} contains ${rule.entry}` : 'direct';
}

const way: Comparer = (a, b) => {
  const [here, there] = [wayOf(a), wayOf(b)];
  if (here === there) return [];
  return [{ topic: 'way', text: wayText(a, b), a: here, b: there }];
};

function wayText(a: DiffInput, b: DiffInput): string {
  const [here, there] = [a.report.target.route, b.report.target.route];
  if (here === there) return here === 'proxy' ? 'The proxies differ.' : 'Both connect directly, for different reasons.';
  return here === 'proxy' ? 'A uses a proxy, B connects directly.' : 'B uses a proxy, A connects directly.';
}

/** Skipped layers are unknown, which is not a difference of the networks. */
const scope = differing('settings', 'The checks covered different layers.', ({ report: { settings }, facts }) => {
  if (!settings) return null;
  const parts = [
    settings.offline ? '--offline' : '',
    facts['http/call'] ? '--deep' : '',
    settings.only ? `--only ${settings.only.join(',')}` : '',
    settings.skip.length > 0 ? `--skip ${settings.skip.join(',')}` : '',
  ].filter(Boolean);
  return parts.join(' ') || 'everything';
});

const patience = differing('settings', 'The timeouts differ.', ({ report: { settings } }) =>
  settings ? `${settings.timeoutMs / 1000} s a step, ${settings.deadlineMs / 1000} s in all` : null,
);

export const asked: ((a: DiffInput, b: DiffInput) => Difference[])[] = [baseUrl, key, alike, identity, way, scope, patience];
