import type { FindingId } from '../../catalogue/index.ts';
import type { PythonType } from '../../model/layers.ts';
import type { MatchStrength } from './signs/sign.ts';

/** Something in a passage that proves a finding. */
export interface Match {
  id: FindingId;
  weight: MatchStrength;
  /** Where in the passage's text it stands, and how long it is. */
  place: number;
  length: number;
  type?: PythonType | null;
  values?: Record<string, string | number>;
}
