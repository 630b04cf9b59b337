import type { DeepPart } from './deep.ts';
import type { Invocation } from './invocation.ts';
import type { ProxyAddress, RouteChoice } from './route-plan.ts';

/**
 * The settings of a run on which a judgment depends and that nothing else in the report shows. With the facts of the probes they suffice
 * to judge the run again elsewhere. Contains no secret: of a key only its visible shape, of proxy credentials only whether there are any.
 */
export interface Settings {
  /** As in `Target`. */
  baseUrlSource: string;
  key: KeySetting | null;
  keyPlaces: string[];
  model: string | null;
  organization: { value: string; source: string } | null;
  project: { value: string; source: string } | null;
  /** The proxy on the route to the API; null for a direct route. */
  proxy: ProxySetting | null;
  /** Why this way and no other; null where nothing was chosen, for want of a usable base URL. */
  choice: (Omit<RouteChoice, 'unused' | 'given'> & { unused: ProxySetting | null; given: string | null }) | null;
  caFile: string | null;
  timeoutMs: number;
  deadlineMs: number;
  offline: boolean;
  clients: boolean;
  /** Parts of `--deep`, and the number of `--repeat`; absent without them, and in reports of versions that did not record them. */
  deep?: DeepPart[] | null;
  repeat?: number | null;
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
