import type { Typist } from '../catalogue/command/typist.ts';
import type { Platform, Shell } from '../model/layers.ts';
import type { Report } from '../model/report.ts';

/** The context for commands that a reporter adds: the same as for the findings. */
export function typistOfReport({ environment, settings }: Report): Typist {
  const platform = PLATFORMS.find((known) => known === environment.platform) ?? 'linux';
  return { platform, shell: shellIn(environment), invocation: settings?.invocation ?? undefined };
}

/** The shell that a report names; undefined where it names none that is known. */
export function shellIn({ shell }: Record<string, unknown>): Shell | undefined {
  return SHELLS.find((known) => known === shell);
}

const SHELLS: Shell[] = ['posix', 'fish', 'powershell', 'cmd'];

const PLATFORMS: Platform[] = ['linux', 'macos', 'windows', 'wsl', 'container'];
