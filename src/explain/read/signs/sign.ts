import type { FindingId } from '../../../catalogue/index.ts';
import type { PythonType } from '../../../model/layers.ts';

/**
 * How much a sign proves. `hidden`: something failed and the words hide what. `general`: the layer is clear, the cause is not.
 * `code`: a code that several causes share. `cause`: the cause itself.
 */
export type MatchStrength = 'hidden' | 'general' | 'code' | 'cause';

const STRENGTHS: MatchStrength[] = ['hidden', 'general', 'code', 'cause'];

/** Above zero where the first proves more than the second. */
export const byStrength = (a: MatchStrength, b: MatchStrength) => STRENGTHS.indexOf(a) - STRENGTHS.indexOf(b);

/** Words that software prints when something fails, and what they prove. */
export interface Sign {
  /** Looked for without regard to case; at least five characters. */
  says: string;
  id: FindingId;
  /** Default: `cause`. */
  weight?: MatchStrength;
  /** What must stand near the words for them to mean this. */
  near?: RegExp;
  /** What must not. */
  notNear?: RegExp;
  /** What the official Python library raises, where it is not what the finding usually means. */
  type?: PythonType | null;
}
