import { programsOnPath } from '../../machine/programs.ts';
import { withLimit } from '../../model/deadline.ts';
import type { EnvironmentFacts } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { hidden } from '../../secrets/redact/mask.ts';
import { ignoredVariables } from '../../settings/ignored-variables.ts';

/** Time limit for searching the PATH, which may contain a network drive that hangs. */
const PATH_LIMIT_MS = 1000;

const CLIENTS = ['python3', 'python', 'curl', 'node', 'bun', 'deno'];

/** Settings that disable certificate verification, with the value that does. */
const VERIFICATION_OFF: [string, string][] = [
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ['PYTHONHTTPSVERIFY', '0'],
];

const TLS_OPTION = /^--(?:tls-|use-openssl-ca|use-bundled-ca|use-system-ca|openssl-|force-fips|enable-fips)/;

/** Checks environment variables (ignored ones, ones that weaken TLS, malformed ids), and finds installed clients. */
export const configEnvironment: Probe<'config/environment'> = {
  id: 'config/environment',
  after: [],
  run: async ({ target, signal }) => ({
    ignored: ignoredVariables(target),
    verificationDisabled: VERIFICATION_OFF.flatMap(([name, value]) => (target.env[name] === value ? [`${name}=${value}`] : [])),
    malformedIds: malformedIds(target),
    nodeTlsOptions: nodeTlsOptions(target.env),
    clients: await clientsHere(target, signal),
  }),
  summarise,
  trouble: () => null,
};

function clientsHere({ env, platform }: Target, signal: AbortSignal): Promise<string[]> {
  const scan = () => programsOnPath(CLIENTS, env, platform === 'windows');
  return withLimit(signal, PATH_LIMIT_MS, scan).catch(() => []);
}

/** `user-…` is the organization of old personal accounts. */
function malformedIds({ organization, project }: Target): EnvironmentFacts['malformedIds'] {
  const checks = [
    { id: organization, form: /^(?:org|user)-[A-Za-z0-9]+$/, expected: 'org-…' },
    { id: project, form: /^proj_[A-Za-z0-9]+$/, expected: 'proj_…' },
  ];
  return checks.flatMap(({ id, form, expected }) =>
    id && !form.test(id.value) ? [{ name: id.source, shown: shownId(id.value), expected }] : [],
  );
}

/** The value may be a key by mistake, so it is shown only if it is an id of another kind. */
function shownId(value: string): string {
  return /^(?:org|proj|user)[-_][\w-]{0,40}$|^[a-z]{1,8}(?:[ _-][a-z]{1,12}){0,3}$/i.test(value) ? value : hidden(value.length);
}

function nodeTlsOptions(env: Target['env']): string[] {
  const words = (env.NODE_OPTIONS ?? '').split(/\s+/).filter(Boolean);
  const options = words.flatMap((word, index) => {
    if (!TLS_OPTION.test(word)) return [];
    const next = words[index + 1];
    return [word === '--tls-cipher-list' && next ? `${word} ${next}` : word];
  });
  return env.OPENSSL_CONF ? [...options, `OPENSSL_CONF=${env.OPENSSL_CONF}`] : options;
}

function summarise({ ignored, verificationDisabled, malformedIds: ids, clients }: EnvironmentFacts): string {
  const noted = [
    ...ignored.map(({ name }) => `${name} is not read by current clients`),
    ...verificationDisabled,
    ...ids.map(({ name }) => `${name} looks odd`),
  ];
  return [...noted, clients.length > 0 ? `clients: ${clients.join(', ')}` : 'no known client on the PATH'].join('; ');
}
