/** What the thread of the spinner is given, as `workerData`. */
export interface Start {
  text: string;
  /** False with NO_COLOR, which chalk leaves to the program. */
  color: boolean;
  /** Width of the terminal in cells. */
  columns: number;
  /** One shared number, which only one of the two threads can take from LOADING to another state. */
  state: Int32Array;
}

export const LOADING = 0;
export const SHOWN = 1;
export const STOPPED = 2;
