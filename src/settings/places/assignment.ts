/** A name and the value that a file gives it, with the line on which it stands, from 1. */
export interface Assignment {
  name: string;
  value: string;
  line: number | null;
  /** Whether the value stands in quotes. */
  quoted: boolean;
  /** Names of variables of the environment whose values were put in. */
  variables?: string[];
}

/** How a file is written. */
export type Format = 'dotenv' | 'lines' | 'compose' | 'keys-json' | 'claude-json' | 'codex-toml' | 'continue-yaml';
