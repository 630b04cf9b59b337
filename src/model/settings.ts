import type { Invocation } from './invocation.ts';
import type { ProxyAddress, RouteChoice } from './route-plan.ts';

/**
 * What a run was told, as far as a judgement rests on it and nothing else in the report shows it: with the facts of the probes enough
 * to judge the run again elsewhere. No secret stands here: of a key its visible shape, of a proxy's credentials whether there are any.
 */
export interface Settings {
  /** As in `Target`. */
  baseUrlSource: string;
  key: KeySetting | null;
  keyPlaces: string[];
  model: string | null;
  organization: { value: string; source: string } | null;
  project: { value: string; source: string } | null;
  /** The proxy on the way to the API; null where that is direct. */
  proxy: ProxySetting | null;
  /** Why this way and no other; null where nothing was chosen, for want of a usable base URL. */
  choice: (Omit<RouteChoice, 'unused' | 'given'> & { unused: ProxySetting | null; given: string | null }) | null;
  caFile: string | null;
  timeoutMs: number;
  deadlineMs: number;
  offline: boolean;
  clients: boolean;
  only: string[] | null;
  skip: string[];
  failOn: 'error' | 'warning' | 'never';
  /** Absent in reports of versions that did not record it. */
  invocation?: Invocation | null;
}

/** What can be seen of a key without reading it. */
export interface KeySetting {
  source: string;
  /** A short prefix and the length, as in `sk-proj-…(164chars)`. */
  shown: string;
  /** White space around it. */
  before: 'space' | 'tab' | 'line-break' | null;
  after: 'space' | 'tab' | 'line-break' | null;
  /** The prefix of an object's id in it, such as `org-`, which is no key. */
  idPrefix: 'org-' | 'proj_' | null;
}

/** A proxy without its credentials. */
export interface ProxySetting {
  scheme: ProxyAddress['scheme'];
  host: string;
  port: number;
  source: string;
  hasCredentials: boolean;
}
