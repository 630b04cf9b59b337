/** What macOS and Windows know of resolvers beyond one list: which of them serve one domain alone, and which interface each belongs to. */
export interface SystemResolvers {
  /** The program or the setting that said so, as `scutil --dns`. */
  source: string;
  resolvers: SystemResolver[];
}

/** A group of resolvers that are asked together. */
export interface SystemResolver {
  servers: string[];
  /** The domain whose names go to these alone, lower case, without a dot at either end; null where they serve all others. */
  domain: string | null;
  /** The interface that they belong to; null where none is named. */
  link: string | null;
}
