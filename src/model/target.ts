import type { DeepPart } from './deep.ts';
import type { EnvFileDifference } from './facts/env-file.ts';
import type { Invocation } from './invocation.ts';
import type { Distribution, Platform, Shell } from './layers.ts';
import type { RoutePlan } from './route-plan.ts';
import type { SystemProxy } from './system-proxy.ts';
import type { SystemResolvers } from './system-resolvers.ts';

/** The API key and where it came from. The value goes through `authorize` in `src/secrets/key.ts` onto a request, and nowhere else. */
export interface ApiKey {
  /** As found, untrimmed. */
  value: string;
  /** `OPENAI_API_KEY`, `--api-key-file /path`, `standard input`. */
  source: string;
}

/** A file of certificates that a client here would read. */
export interface CaSource {
  /** `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `SSL_CERT_DIR`, `REQUESTS_CA_BUNDLE`, `CURL_CA_BUNDLE`, `--ca-file`. */
  name: string;
  path: string;
}

/** Everything that a run needs, computed before the first packet is sent. Pure data, made from options and environment. */
export interface Target {
  /** As given, trimmed; shown only after redaction (it may hold credentials). */
  baseUrl: string;
  /** Where `baseUrl` came from: `--base-url`, `OPENAI_BASE_URL` or `default`. */
  baseUrlSource: string;
  /** Null where `baseUrl` is not a usable http(s) URL: then only the configuration is looked at. */
  url: TargetUrl | null;
  key: ApiKey | null;
  /** Names of the places that were looked at for a key. */
  keyPlaces: string[];
  model: string | null;
  organization: { value: string; source: string } | null;
  project: { value: string; source: string } | null;
  route: RoutePlan;
  caFile: string | null;
  /** Milliseconds for one network step. */
  timeoutMs: number;
  /** Milliseconds for the whole run. */
  deadlineMs: number;
  offline: boolean;
  /** The parts of `--deep`; requests that are billed, and all that are no GET, belong to them. Absent where there are none. */
  deep?: readonly DeepPart[];
  /** How many fresh connections to make to each address; absent where it is the usual one. */
  repeat?: number;
  /** Whether to run the clients that are found here. */
  clients: boolean;
  /** Layers to run; null means all. `status` names the status page. */
  only: string[] | null;
  skip: string[];
  platform: Platform;
  /** The shell that reads printed commands; absent where it is not known. */
  shell?: Shell | undefined;
  /** The family of a Linux; absent elsewhere, and where it is not known. */
  distribution?: Distribution | undefined;
  /** The environment variables, whole. Shown only through `environment` in the report, which is redacted. */
  env: Readonly<Record<string, string | undefined>>;
  /** Where the variables come from, as `.env` or `process 4711`; absent for this process's own. */
  environmentSource?: string;
  /** The proxy settings of Windows or macOS; absent where there are none, and in what was recorded. */
  systemProxy?: SystemProxy | undefined;
  /** Settings of that kind which browsers read and Python does not. */
  systemProxyForAll?: SystemProxy | undefined;
  /** Resolvers of one domain or one interface, on macOS and Windows; absent where none were read. */
  systemResolvers?: SystemResolvers | undefined;
  /** Lines of the env files that other programs read differently; absent where no file was named. */
  envFileDifferences?: EnvFileDifference[];
  /** Node version without `v`, the OpenSSL version it is linked with, and what runs the tool where that is not Node (`Bun 1.3.5`). */
  runtime: { node: string; openssl: string; os: string; name?: string };
  /** What a printed command of the tool begins with and repeats; absent in what an older version recorded. */
  invocation?: Invocation;
  /** The host comes from a report that may be someone else's. The user of this run did not choose it. */
  strangeHost?: string;
}

export interface TargetUrl {
  scheme: 'http' | 'https';
  /** Lower case, without brackets around an IPv6 literal, without a trailing dot. */
  host: string;
  port: number;
  /** Without a trailing slash: `/v1`, or the empty string. */
  path: string;
  /** The query of the base URL with its `?`, or the empty string (Azure's `api-version` lives there). */
  query: string;
  /** 4 or 6 where the host is an IP literal, else 0. */
  ipVersion: 0 | 4 | 6;
  isLoopback: boolean;
  /** `api.openai.com` and its regional siblings. */
  isOpenAi: boolean;
  /** A host with public DNS and public certificates: OpenAI's and those of known vendors. */
  isPublicApi: boolean;
}
