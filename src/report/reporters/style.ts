import type { ChalkInstance } from 'chalk';

/** The style of a text for people. Derived once from terminal and environment; reporters depend on neither. */
export interface Style {
  /** Width of the terminal in cells. */
  columns: number;
  /** Paints at the level that the terminal supports; absent where there is no color. */
  chalk?: ChalkInstance | undefined;
  /** False where the terminal or its locale cannot show more than ASCII. */
  unicode: boolean;
  /** `usual` where it is not named. */
  detail?: Detail;
}

/** `quiet`: the root cause and its steps alone. `verbose`: every probe on both routes with all that it saw. */
export type Detail = 'quiet' | 'usual' | 'verbose';
