import type { CheckOptions, Machine } from '../model/check-options.ts';
import type { Target, TargetUrl } from '../model/target.ts';
import { UsageError } from '../model/usage-error.ts';
import { readBaseUrl } from './base-url.ts';
import { deepParts } from './deep.ts';
import { parseDuration } from './duration.ts';
import { invocationOf } from './invocation.ts';
import { trimKey } from './key-text.ts';
import { chooseLayers } from './layers.ts';
import { MAX_IDLE_MS, repeatCount } from './repeat.ts';
import { routeFor } from './target-route.ts';
import { windowsVariables } from './windows-variables.ts';

type Env = Target['env'];

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';
const DEFAULT_TIMEOUT = '5s';
const DEFAULT_DEADLINE = '20s';
/** What one of many connections is given: the pause in front of it, and a handshake that is slow. */
const REPEAT_MS = 1_000;

/** Works out from flags and environment what a run is to look at. Throws `UsageError` where the flags make no sense. */
export function makeTarget(options: CheckOptions, variables: Env, machine: Machine): Target {
  const env = machine.platform === 'windows' ? windowsVariables(variables) : variables;
  refuseContradictions(options);
  const base = baseUrlFrom(options, env);
  const { url } = readBaseUrl(base.baseUrl);
  const deep = deepParts(options.deep);
  const repeat = repeatCount(options.repeat);
  const timeoutMs = parseDuration(options.timeout ?? DEFAULT_TIMEOUT, '--timeout');
  return {
    ...base,
    url,
    ...keyFrom(options, env),
    model: given(options.model),
    organization: namedFrom(options.organization, '--organization', env, 'OPENAI_ORG_ID'),
    project: namedFrom(options.project, '--project', env, 'OPENAI_PROJECT_ID'),
    route: routeFor(options, env, { url, system: machine.systemProxy ?? null }),
    caFile: given(options.caFile),
    timeoutMs,
    deadlineMs: parseDuration(options.deadline ?? deadlineFor({ deep, repeat, timeoutMs }), '--deadline'),
    offline: options.offline ?? false,
    deep,
    repeat,
    clients: options.clients ?? false,
    ...layersFor(options, url),
    platform: machine.platform,
    shell: machine.shell,
    distribution: machine.distribution,
    env,
    systemProxy: machine.systemProxy,
    systemProxyForAll: machine.systemProxyForAll,
    systemResolvers: machine.systemResolvers,
    runtime: machine.runtime,
    invocation: invocationOf(options, machine.startedAs),
  };
}

/** What takes minutes by its nature has its time; a deadline that was given is kept. */
function deadlineFor({ deep, repeat, timeoutMs }: { deep: readonly string[]; repeat: number; timeoutMs: number }): string {
  const idleMs = deep.includes('idle') ? MAX_IDLE_MS + 6 * timeoutMs : 0;
  const repeatMs = repeat > 1 ? repeat * REPEAT_MS : 0;
  const usualMs = parseDuration(DEFAULT_DEADLINE, '--deadline');
  return `${usualMs + Math.max(idleMs, repeatMs)}ms`;
}

/** The key in a file's text: files end in a line break, which is no part of it. Whatever else is wrong with the text stays to be reported. */
export function keyFileText(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/**
 * Without a usable URL the configuration is the only layer with facts, so it is always included: a report without facts must not read as
 * healthy.
 */
function layersFor({ only, skip }: CheckOptions, url: TargetUrl | null): Pick<Target, 'only' | 'skip'> {
  const chosen = chooseLayers(only, skip);
  return url ? chosen : { ...chosen, skip: chosen.skip.filter((layer) => layer !== 'config') };
}

function refuseContradictions(options: CheckOptions): void {
  if (!options.offline) return;
  const given = [
    [options.deep, '--deep'],
    [options.wait, '--wait'],
    [options.repeat, '--repeat'],
  ] as const;
  const sends = given.find(([value]) => value !== undefined && value !== false)?.[1];
  if (sends) throw new UsageError(`--offline sends nothing, so ${sends} has nothing to do. Leave one of the two out.`);
}

function baseUrlFrom(options: CheckOptions, env: Env): Pick<Target, 'baseUrl' | 'baseUrlSource'> {
  const flag = given(options.baseUrl);
  if (flag) return { baseUrl: flag, baseUrlSource: '--base-url' };
  const variable = given(env.OPENAI_BASE_URL);
  return variable
    ? { baseUrl: variable, baseUrlSource: 'OPENAI_BASE_URL' }
    : { baseUrl: DEFAULT_BASE_URL, baseUrlSource: 'default' };
}

/** A file named by hand is the only place looked at then: falling back to the environment would check another key than was asked for. */
function keyFrom(options: CheckOptions, env: Env): Pick<Target, 'key' | 'keyPlaces'> {
  const key = options.keyFromFile ?? { value: env.OPENAI_API_KEY ?? '', source: 'OPENAI_API_KEY' };
  return { key: trimKey(key.value) === '' ? null : key, keyPlaces: [key.source] };
}

function namedFrom(
  flag: string | undefined,
  option: string,
  env: Env,
  variable: string,
): { value: string; source: string } | null {
  const fromFlag = given(flag);
  if (fromFlag) return { value: fromFlag, source: option };
  const fromEnv = given(env[variable]);
  return fromEnv ? { value: fromEnv, source: variable } : null;
}

function given(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
