import { type Comparer, type Difference, differing, listed, type Topic } from './difference.ts';
import type { DiffInput } from './side.ts';

/** The machines: versions, variables, timings, and other findings. */

const versions: Comparer = (a, b) => [
  ...differing('versions', 'The platforms differ.', ({ report }) => report.environment.platform)(a, b),
  ...differing('versions', 'The Node.js versions differ.', ({ report }) => report.environment.node)(a, b),
  ...differing('versions', 'The OpenSSL versions of Node.js differ.', ({ report }) => report.environment.openssl)(a, b),
  ...differing('versions', 'The operating systems differ.', ({ report }) => report.environment.os)(a, b),
];

/** Compared elsewhere. */
const SHOWN_VARIABLES = /^OPENAI_(?:API_KEY|BASE_URL|ORG_ID|PROJECT_ID)$/;

const variables: Comparer = (a, b) => {
  const [here, there] = [a.report.environment.variables, b.report.environment.variables];
  if (!here || !there) return [];
  const told = new Set([a, b].map(({ report }) => report.settings?.proxy?.source));
  const all = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort();
  const names = all.filter((name) => !SHOWN_VARIABLES.test(name) && !told.has(name));
  return names.flatMap((name): Difference[] => {
    const [first, second] = [valueIn(here, name), valueIn(there, name)];
    const text = first === UNSET || second === UNSET ? `${name} is set in only one.` : `${name} differs.`;
    return first === second ? [] : [{ topic: topicOf(name), text, a: first, b: second }];
  });
};

const UNSET = 'not set';

function valueIn(variables: Record<string, string>, name: string): string {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return value === undefined ? UNSET : value === '' ? 'set but empty' : value;
}

function topicOf(name: string): Topic {
  if (/proxy$/i.test(name)) return 'way';
  if (/CERT|_CA_|CA_BUNDLE|TLS|OPENSSL|SYSTEM_CA/.test(name)) return 'roots';
  return /^(?:RES_OPTIONS|LOCALDOMAIN|HOSTALIASES)$/.test(name) ? 'resolvers' : 'variables';
}

/** Factor and milliseconds from which a slower step is not random variation. */
const MATERIAL = { factor: 3, ms: 500 };

const STEPS = {
  'dns/system': 'the DNS lookup',
  'proxy/tunnel': 'the proxy tunnel',
  'tls/handshake': 'the TLS handshake',
  'http/models': 'the request',
  'http/unauthenticated': 'the request without a key',
} as const;

const timing: Comparer = (a, b) =>
  (Object.keys(STEPS) as (keyof typeof STEPS)[]).flatMap((id): Difference[] => {
    const [here, there] = [timeOf(a, id), timeOf(b, id)];
    if (here === null || there === null) return [];
    const [less, more] = [Math.min(here, there), Math.max(here, there)];
    if (more < less * MATERIAL.factor || more - less < MATERIAL.ms) return [];
    const text = `${more === there ? 'B' : 'A'} is much slower at ${STEPS[id]}.`;
    return [{ topic: 'timing', text, a: `${here} ms`, b: `${there} ms` }];
  });

/** The duration of a failure is not compared. */
function timeOf({ facts, probes }: DiffInput, id: keyof typeof STEPS): number | null {
  const found = facts[id];
  return found && !found.problem && probes.get(id)?.status !== 'fail' ? found.ms : null;
}

/** Other errors and warnings than the root cause. */
const findings = differing('findings', 'The other findings differ.', ({ report }) => {
  const others = report.findings.filter(({ id, severity }) => id !== report.rootCause && severity !== 'info');
  return listed(others.map(({ id }) => id).sort(), 10) || 'nothing';
});

export const machine: Comparer[] = [versions, variables, timing, findings];
