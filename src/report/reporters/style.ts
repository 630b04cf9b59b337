import type { ChalkInstance } from 'chalk';

/** How a text for people may look. Worked out once from the terminal and the environment; reporters know neither. */
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
