import type { Target } from '../model/target.ts';
import type { Hint } from '../settings/proxy-hint.ts';
import { hintsOf } from '../settings/proxy-hints.ts';
import { formsOfKey, secretsOfEnvironment, strayKey, strayToken } from './environment-secrets.ts';
import type { IsLate } from './redact/patience.ts';
import { type Masker, maskerFor } from './redact/text.ts';
import { credentialsOfProxy, parametersOf, secretsOfUrl } from './url-secrets.ts';

export { formsOfKey, secretsOfArguments, secretsOfEnvironment } from './environment-secrets.ts';

/** Which values a run must never show, and the masker that hides them. */

/** Secrets that a run met beside those of its own settings: what other programs here are set up with. */
const met = new WeakMap<Target['env'], Set<string>>();
const maskers = new WeakMap<Target, { masker: Masker; count: number }>();

/** Every secret that a run could show: those of its environment, its key, the credentials of its base URL and proxy, and what it met. */
export function secretsOf(target: Target): string[] {
  const { route } = target;
  const given = route.choice?.given ?? '';
  const misplaced = [target.model, target.organization?.value, target.project?.value, target.caFile];
  const all = [
    ...environmentOnce(target.env),
    ...(target.key ? formsOfKey(target.key.value) : []),
    ...(route.kind === 'proxy' ? [route.proxy.password ?? ''] : []),
    ...credentialsOfProxy(given),
    ...parametersOf(given),
    ...secretsOfUrl(target.baseUrl),
    ...(met.get(target.env) ?? []),
    ...[target.baseUrl, given].flatMap(strayToken),
    ...misplaced.flatMap((value) => strayKey(value ?? '')),
  ];
  return [...new Set(all.filter(Boolean))];
}

const ofEnvironments = new WeakMap<Target['env'], string[]>();

/** Searched once: the list is asked for whenever a secret was met. */
function environmentOnce(env: Target['env']): string[] {
  const secrets = ofEnvironments.get(env) ?? secretsOfEnvironment(env);
  ofEnvironments.set(env, secrets);
  return secrets;
}

/** Puts secrets on the list of a run: nothing that it contacts from now on can make it show them. */
export function remember(target: Target, secrets: string[]): void {
  const known = met.get(target.env) ?? new Set();
  for (const secret of secrets) known.add(secret);
  met.set(target.env, known);
}

/** Masks text from outside for a run, with all the secrets that it has met so far. */
export function maskerOf(target: Target): Masker {
  const count = met.get(target.env)?.size ?? 0;
  const known = maskers.get(target);
  if (known?.count === count) return known.masker;
  const masker = maskerFor(secretsOf(target), ends.get(target.env));
  maskers.set(target, { masker, count });
  return masker;
}

/** By when a run is over: what is not searched for secrets by then is withheld. */
const ends = new WeakMap<Target['env'], IsLate>();

/** Sets when a run is over. Called before it begins. */
export function endMaskingBy(target: Target, isLate: IsLate): void {
  ends.set(target.env, isLate);
  maskers.delete(target);
}

/** The proxies configured in other programs here. Their passwords join the list of secrets before the first request. */
export async function knownHints(target: Target): Promise<Hint[]> {
  const hints = await hintsOf(target);
  remember(
    target,
    hints.flatMap(({ proxy }) => [proxy?.password, proxy?.password ? null : proxy?.username].filter((one) => one != null)),
  );
  return hints;
}
