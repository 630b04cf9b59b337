import type { ProxyAddress } from '../../../model/route-plan.ts';

/** Types shared by the modules of this directory: a client, an environment, and the prediction for both. */

/** The clients whose rules are known. `httpx` is what the Python library used up to 2.x, `httpx2` what it uses since 3.0. */
export type ClientName =
  | 'httpx'
  | 'httpx2'
  | 'requests'
  | 'curl'
  | 'wget'
  | 'go'
  | 'node-fetch'
  | 'node-https'
  | 'openai-node'
  | 'undici'
  | 'axios'
  | 'bun'
  | 'deno'
  | 'reqwest'
  | 'claude-code'
  | 'aiohttp'
  | 'proxy-from-env';

export type Env = Readonly<Record<string, string | undefined>>;

/** A client at one version; without a version, as it is today. */
export interface Client {
  name: ClientName;
  /** `0.28.1`; null for the newest rules known here. */
  version: string | null;
}

/** What a client does with one URL in one environment. */
export interface Prediction {
  /** Null for a direct connection, and where the client fails. */
  proxy: ProxyAddress | null;
  /** The proxy as the client settled on it, credentials included: for comparison alone, never to be shown. */
  taken: string | null;
  /** The variable that was read, also where a bypass rule then won. */
  variable: string | null;
  /** The rule that sends this host around the proxy. */
  bypassedBy: { variable: string; entry: string } | null;
  /** What the client raises instead of a request. Free of the value itself, which may hold a password. */
  error: { variable: string; message: string } | null;
}

/** One variable's text and its name. */
export interface Setting {
  variable: string;
  value: string;
}

/** No proxy, and none was asked for. */
export const direct: Prediction = { proxy: null, taken: null, variable: null, bypassedBy: null, error: null };

/** The client goes around the proxy that `chosen` names. */
export function bypassed(chosen: Setting, rule: Setting, entry: string): Prediction {
  return { ...direct, variable: chosen.variable, bypassedBy: { variable: rule.variable, entry } };
}

/** The client raises before it sends anything. */
export function raises(variable: string, message: string): Prediction {
  return { ...direct, variable, error: { variable, message } };
}

/** The first of the named variables that is set to more than nothing. */
export function firstFilled(env: Env, ...names: string[]): Setting | null {
  for (const variable of names) {
    const value = env[variable];
    if (value) return { variable, value };
  }
  return null;
}

/** The first of the named variables that is set at all: an empty one hides those after it. */
export function firstSet(env: Env, ...names: string[]): Setting | null {
  for (const variable of names) {
    const value = env[variable];
    if (value !== undefined) return { variable, value };
  }
  return null;
}

/** Whether `version` is at least `least`; the newest rules (null) always are. */
export function since(version: string | null, least: string): boolean {
  if (version === null) return true;
  const parts = (text: string) => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [have, want] = [parts(version), parts(least)];
  for (let i = 0; i < want.length; i++) {
    const difference = (have[i] ?? 0) - (want[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
