import { Parts } from './log/long-lines.ts';
import { Shapes } from './log/shapes.ts';
import { TokenSamples } from './log/token-samples.ts';
import { ReadBefore } from './read/alike.ts';

/** What was learned of the logs read so far, in bounded memory: so much of a long log is like what came before that little of it is read. */
export class Memory {
  readonly shapes = new Shapes();
  readonly tokenSamples = new TokenSamples();
  readonly parts = new Parts();
  readonly readBefore = new ReadBefore();
}
