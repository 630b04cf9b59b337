/** How a text for people may look. Worked out once from the terminal and the environment; reporters know neither. */
export interface Style {
  /** Width of the terminal in cells. */
  columns: number;
  colour: boolean;
  /** False where the terminal or its locale cannot show more than ASCII. */
  unicode: boolean;
  /** `usual` where it is not named. */
  detail?: Detail;
}

/** `quiet`: the root cause and its steps alone. `verbose`: every probe on both ways with all that it saw. */
export type Detail = 'quiet' | 'usual' | 'verbose';
