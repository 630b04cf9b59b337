import type { FindingId } from '../../catalogue/index.ts';
import type { PythonType } from '../../model/layers.ts';
import { clientSigns } from './client-signs.ts';
import { codes } from './codes.ts';
import { httpSigns } from './http-signs.ts';
import { networkSigns } from './network-signs.ts';
import { proxySigns } from './proxy-signs.ts';
import { tlsSigns } from './tls-signs.ts';

/**
 * How much a sign proves. `hidden`: something failed and the words hide what. `general`: the layer is clear, the cause is not.
 * `code`: a code that several causes share. `cause`: the cause itself.
 */
export type Weight = 'hidden' | 'general' | 'code' | 'cause';

/** Words that software prints when something fails, and what they prove. */
export interface Sign {
  /** Looked for without regard to case; at least five characters. */
  says: string;
  id: FindingId;
  /** `cause` unless it says otherwise. */
  weight?: Weight;
  /** What must stand near the words for them to mean this. */
  near?: RegExp;
  /** What must not. */
  notNear?: RegExp;
  /** What the official Python library raises, where it is not what the finding usually means. */
  type?: PythonType | null;
}

/** A connect that the kernel or undici gives up is no timeout of the official library: that has a timer of its own. */
const BY_KERNEL = { type: 'APIConnectionError' } as const;

/** Every sign. The search through a log and the reading of what it found both go by this one table. */
export const signs: Sign[] = [
  ...Object.entries(codes).map(([says, id]): Sign => ({ says, id, weight: 'code', ...(id === 'tcp/timeout' ? BY_KERNEL : {}) })),
  ...networkSigns,
  ...proxySigns,
  ...tlsSigns,
  ...httpSigns,
  ...clientSigns,
];
