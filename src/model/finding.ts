import type { ApiErrorId, Distribution, Platform, PythonType, Severity } from './layers.ts';
import type { DiagnosisInput, ProbeId } from './observation.ts';

/** What a predicate proves: the lines to show, the values for the texts, and what it changes on the entry. */
export interface Evidence {
  /** One observed fact a line. */
  details: string[];
  /** Steps that only what was found can name; before those of the entry. */
  steps?: readonly (string | Step)[];
  /** Values for the `{placeholders}` of the entry's texts. */
  templateValues?: Record<string, string | number>;
  /** Probes that showed it. */
  probeIds: ProbeId[];
  severity?: Severity;
  pythonType?: PythonType | null;
  apiError?: ApiErrorId | null;
  httpStatus?: number | null;
}

/** One thing to do. Without `on` it is for every platform. Steps whose placeholder has no value are left out. */
export interface Step {
  text: string;
  on?: Platform[];
  /** Families of Linux that it is for. Where the family is not known, those of Debian and Fedora are shown. */
  where?: Distribution[];
  /** Based on facts of this run, so it comes before steps based on knowledge of products. */
  first?: true;
}

export interface CatalogueEntry {
  severity: Severity;
  /** Headline: states the fault in at most 60 characters, in sentence case, without a full stop. */
  title: string;
  /** What happened and why, in full sentences with the observed values. */
  explanation: string;
  steps: (string | Step)[];
  pythonType: PythonType | null;
  apiError: ApiErrorId | null;
  /** Link, where it is not the documented error's own. */
  docs?: string;
  /** Null for findings that only a log can show. */
  matches: ((c: DiagnosisInput) => Evidence | null) | null;
  /** Ids that explain this one away when they are found too. */
  suppressedBy?: string[];
  /** Whole layers, as `tls/`, that this one explains away: for the few causes that break everything below them. */
  suppresses?: string[];
}

export interface Finding {
  id: string;
  severity: Severity;
  title: string;
  explanation: string;
  evidence: string[];
  steps: string[];
  apiError: ApiErrorId | null;
  httpStatus: number | null;
  pythonType: PythonType | null;
  causes: string[];
  docs: string;
}
