/** A name and the value that a file gives it, with the line on which it stands, from 1. */
export interface Assignment {
  name: string;
  value: string;
  line: number | null;
  /** Whether the value stands in quotes. */
  quoted: boolean;
}

/** How a file is written. */
export type Format = 'dotenv' | 'lines' | 'compose' | 'keys-json' | 'claude-json' | 'codex-toml' | 'continue-yaml';
