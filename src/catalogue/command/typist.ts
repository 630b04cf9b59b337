import type { Io } from '../../machine/io.ts';
import type { GivenOption, Invocation } from '../../model/invocation.ts';
import type { Platform } from '../../model/layers.ts';
import type { Target } from '../../model/target.ts';

/** For whom a command is written: the platform that reads it, and the run that it has to repeat. */
export interface Typist {
  platform: Platform;
  /** Absent where nothing was run: then a command of the tool begins with its bare name. */
  invocation?: Invocation | undefined;
  /** The host that a log or another's report names, which nobody here chose. */
  strangeHost?: string | undefined;
}

/** Who reads the commands of a run's findings. */
export function typistOf({ platform, invocation, strangeHost }: Target): Typist {
  return { platform, invocation, strangeHost };
}

/** Who reads commands where nothing was run: whoever started the tool now. `options` select what a check would look at. */
export function readerOf({ platform, startedAs }: Pick<Io, 'platform' | 'startedAs'>, options: GivenOption[] = []): Typist {
  return { platform, invocation: { program: startedAs ?? ['api-doctor'], options } };
}
