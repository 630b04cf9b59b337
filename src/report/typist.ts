import type { Typist } from '../catalogue/command/typist.ts';
import type { Distribution, Platform, Shell } from '../model/layers.ts';
import type { Report } from '../model/report.ts';

/** The context for commands that a reporter adds: the same as for the findings. */
export function typistOfReport({ environment, settings }: Report): Typist {
  const platform = PLATFORMS.find((known) => known === environment.platform) ?? 'linux';
  return {
    platform,
    shell: shellIn(environment),
    distribution: distributionIn(environment),
    invocation: settings?.invocation ?? undefined,
    strangeHost: settings?.invocation?.strangeHost,
  };
}

/** The shell that a report names; undefined where it names none that is known. */
export function shellIn({ shell }: Record<string, unknown>): Shell | undefined {
  return SHELLS.find((known) => known === shell);
}

/** The family of a Linux that a report names; undefined where it names none that is known. */
export function distributionIn({ distribution }: Record<string, unknown>): Distribution | undefined {
  return DISTRIBUTIONS.find((known) => known === distribution);
}

const DISTRIBUTIONS: Distribution[] = ['debian', 'alpine', 'fedora', 'suse', 'arch', 'nixos', 'termux'];

const SHELLS: Shell[] = ['posix', 'fish', 'powershell', 'cmd'];

const PLATFORMS: Platform[] = ['linux', 'macos', 'windows', 'wsl', 'container'];
