/** What a finding means wherever it is met: said without the values that only a live look can have. */
export interface Meaning {
  /** What happened, in full sentences. */
  means: string;
  /** Usual causes, each with what distinguishes it from the others. Empty where the finding is the cause itself. */
  causes: string[];
}
