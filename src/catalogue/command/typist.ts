import type { Io } from '../../machine/io.ts';
import type { GivenOption, Invocation } from '../../model/invocation.ts';
import type { Distribution, Platform, Shell } from '../../model/layers.ts';
import type { Target } from '../../model/target.ts';

/** For whom a command is written: the platform that reads it, and the run that it has to repeat. */
export interface Typist {
  platform: Platform;
  /** The shell that reads it; absent where it is not known: then the platform's usual one. */
  shell?: Shell | undefined;
  /** Absent where it is not known: then the steps of the usual ones are shown. */
  distribution?: Distribution | undefined;
  /** Absent where nothing was run: then a command of the tool begins with its bare name. */
  invocation?: Invocation | undefined;
  /** The host that a log or someone else's report contains. The user of this run did not choose it. */
  strangeHost?: string | undefined;
}

/** Who reads the commands of a run's findings. */
export function typistOf({ platform, shell, distribution, invocation, strangeHost }: Target): Typist {
  return { platform, shell, distribution, invocation, strangeHost };
}

/** The reader of commands where nothing was run: the user of this tool. `options` select the target of a check. */
export function readerOf(io: Pick<Io, 'platform' | 'shell' | 'distribution' | 'startedAs'>, options: GivenOption[] = []): Typist {
  const { platform, shell, distribution, startedAs } = io;
  return { platform, shell, distribution, invocation: { program: startedAs ?? ['api-doctor'], options } };
}

/** The shell that reads commands; where it is not known, the one that people of that platform have. */
export function shellOf({ platform, shell }: Pick<Typist, 'platform' | 'shell'>): Shell {
  return shell ?? (platform === 'windows' ? 'powershell' : 'posix');
}
