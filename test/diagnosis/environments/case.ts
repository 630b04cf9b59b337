import type { FindingId } from '../../../src/catalogue/index.ts';
import type { Environment } from '../../support/environment.ts';

/** What somebody met: an environment, its root cause, and what mends it, which has to stand among the first three steps. */
export interface Case extends Environment {
  name: string;
  id: FindingId;
  mend: RegExp;
}
