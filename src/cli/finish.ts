/** Sets the exit status of the command that ran. */
export type Finish = (status: number) => void;
