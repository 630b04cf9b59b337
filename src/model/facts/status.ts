import type { NetworkError } from '../problem.ts';

export interface StatusFacts {
  url: string;
  /** `none`, `minor`, `major`, `critical`; null where the page could not be read: that is unknown, never good. */
  indicator: string | null;
  description: string | null;
  incidents: { name: string; impact: string; status: string }[];
  degraded: { name: string; status: string }[];
  problem: NetworkError | null;
}
