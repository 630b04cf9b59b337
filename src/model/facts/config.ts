import type { PythonType } from '../layers.ts';
import type { ClientWay } from '../route-plan.ts';

export interface KeyFacts {
  /** Null when there is none in any place that was looked at. */
  source: string | null;
  /** A short prefix and the length, as in `sk-proj-…(164chars)`. */
  shown: string | null;
  length: number;
  /** `padded`, `inner-space`, `line-break`, `quotes`, `bearer-prefix`, `assignment` (`NAME=` before it), `non-ascii`, `control`. */
  flaws: KeyFlaw[];
  /** Where the text is flawed and by what, as `character 12 is a line feed`; never what stands around it. */
  flawDetails: string[];
  /** The kind of key, by known formats. */
  kind: KeyKind;
  /** The vendor's name where `kind` is `other-vendor`; the usual one of this form where it is `unknown`; the sample text's shape where it is a `placeholder`. */
  vendor: string | null;
  /** Where there is no key: variables and files that hold one and that no client reads. Names alone. */
  elsewhere: string[];
}

export type KeyFlaw =
  | 'padded'
  | 'inner-space'
  | 'line-break'
  | 'quotes'
  | 'bearer-prefix'
  | 'assignment'
  | 'non-ascii'
  | 'control';

/** `id` is an organization's, project's or other object's id. */
export type KeyKind = 'none' | 'openai' | 'openai-admin' | 'session' | 'jwt' | 'id' | 'placeholder' | 'other-vendor' | 'unknown';

export interface BaseUrlFacts {
  /** Redacted form of what was given. */
  shown: string;
  source: string;
  /** Why it is not a usable URL, in a few words; null where it is. */
  invalid: string | null;
  /** What Python's client raises for that; null where its URL parser stops it with an error of its own. */
  raises: PythonType | null;
  /** A corrected form, where one can be told. */
  suggestion: string | null;
  /** What makes clients here send a wrong request path. A trailing blank becomes `%20`; a query replaces the endpoint. */
  pathFlaw: 'missing-version' | 'doubled-version' | 'doubled-slash' | 'endpoint-included' | 'trailing-space' | 'query' | null;
  insecure: boolean;
}

export interface EnvironmentFacts {
  /** Variables that are set and that current clients do not read, with what to set instead. */
  ignored: { name: string; instead: string | null }[];
  /** Settings that switch verification off, as `NAME=value`. */
  verificationDisabled: string[];
  /** Ids without the known form. */
  malformedIds: { name: string; shown: string; expected: string }[];
  /** TLS limits in `NODE_OPTIONS` and similar variables, verbatim. */
  nodeTlsOptions: string[];
  /** Programs found on the PATH, of `python3`, `python`, `curl`, `node`. */
  clients: string[];
}

export interface CaFileFacts {
  files: CaFileState[];
}

export interface CaFileState {
  name: string;
  path: string;
  /** `missing`, `unreadable`, `directory`, `not-pem` (DER or text), `empty`, `bad-block`; null where it is valid. */
  flaw: 'missing' | 'unreadable' | 'directory' | 'not-pem' | 'empty' | 'bad-block' | null;
  /** The operating system's word on it, where it refused: `ENOENT`, `EACCES`. */
  code: string | null;
  certificates: number;
  /** How many of them have run out. */
  expired: number;
  /** Whether the reference client (Python) reads this variable. */
  readByReference: boolean;
}

export interface DescriptorFacts {
  /** How many more files could be opened, up to the number tried. */
  available: number;
  tried: number;
}

/** The route that each usual client would take, and the proxies configured on this machine. Contains no credentials. */
export interface ProxyPlanFacts {
  /** The way of the reference client: `direct`, or `http://proxy:3128`. */
  route: string;
  variable: string | null;
  bypassedBy: { variable: string; entry: string } | null;
  flaw: ProxyFlaw | null;
  clients: ClientWay[];
  /** Proxies that are configured for other programs or for the system, and where. */
  hints: { source: string; proxy: string }[];
}

/** A proxy's value that no client can use. */
export interface ProxyFlaw {
  variable: string;
  kind: 'unescaped' | 'quotes' | 'doubled-scheme' | 'pac' | 'no-host' | 'bad-port' | 'unknown-scheme';
  /** The value with its credentials masked, and the form that it should have, where that can be derived. */
  shown: string;
  suggestion: string | null;
  /** Characters of the password that have to be escaped. */
  unescapedCharacters: string[];
}
