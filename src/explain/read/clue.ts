import type { FindingId } from '../../catalogue/index.ts';
import type { PythonType } from '../../model/layers.ts';
import type { Weight } from './signs/sign.ts';

/** Something in a passage that proves a finding. */
export interface Clue {
  id: FindingId;
  weight: Weight;
  /** Where in the passage's text it stands, and how long it is. */
  place: number;
  length: number;
  type?: PythonType | null;
  values?: Record<string, string | number>;
}
