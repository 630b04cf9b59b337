/** How the tool was started and what it was told: what a printed command of it has to begin with and to repeat. */
export interface Invocation {
  /** The words that start the tool again, as in `npx --no-install api-doctor`; not quoted. */
  program: string[];
  /** What selects the API, the key, the way, the trust and the limits, in the order of the help; only what was given as an option. */
  options: GivenOption[];
  /** The host to which commands send the key, where somebody else's report names it. */
  strangeHost?: string;
}

export interface GivenOption {
  /** With its dashes. */
  name: string;
  /** Null where it may hold a secret, such as a password in the URL of a proxy. */
  value: string | null;
}
