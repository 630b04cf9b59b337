import type { Distribution, Platform, Shell } from './layers.ts';
import type { SystemProxy } from './system-proxy.ts';
import type { SystemResolvers } from './system-resolvers.ts';
import type { ApiKey, Target } from './target.ts';

/** The options of `check` as the command line gives them. Blank ones count as not given. */
export interface CheckOptions {
  baseUrl?: string | undefined;
  model?: string | undefined;
  organization?: string | undefined;
  project?: string | undefined;
  /** As given; its content comes as `keyFromFile`. */
  apiKeyFile?: string | undefined;
  /** The content of `--api-key-file`, already read, through `keyFileText`. */
  keyFromFile?: ApiKey | undefined;
  /** Dotenv files, and the process, whose variables are judged. */
  envFile?: string[] | undefined;
  envOf?: string | undefined;
  proxy?: string | undefined;
  caFile?: string | undefined;
  /** True, or parts: comma-separated, or as a list. */
  deep?: boolean | string | readonly string[] | undefined;
  /** How many connections to make to each address. */
  repeat?: string | undefined;
  timeout?: string | undefined;
  deadline?: string | undefined;
  wait?: string | undefined;
  only?: string | undefined;
  skip?: string | undefined;
  offline?: boolean | undefined;
  clients?: boolean | undefined;
}

/** What of this machine a target carries along. */
export interface Machine {
  platform: Platform;
  runtime: Target['runtime'];
  /** As in `Io`. */
  shell?: Shell | undefined;
  distribution?: Distribution | undefined;
  /** The system's proxy settings; absent where there are none, as on Linux. */
  systemProxy?: SystemProxy | undefined;
  /** The settings for all users of a Windows, which browsers read and Python does not. */
  systemProxyForAll?: SystemProxy | undefined;
  /** As in `Target`. */
  systemResolvers?: SystemResolvers | undefined;
  /** The command that started the tool; absent in the library. */
  startedAs?: string[];
}
