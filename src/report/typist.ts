import type { Typist } from '../catalogue/command/typist.ts';
import type { Platform } from '../model/layers.ts';
import type { Report } from '../model/report.ts';

/** The context for commands that a reporter adds: the same as for the findings. */
export function typistOfReport({ environment, settings }: Report): Typist {
  const platform = PLATFORMS.find((known) => known === environment.platform) ?? 'linux';
  return { platform, invocation: settings?.invocation ?? undefined };
}

const PLATFORMS: Platform[] = ['linux', 'macos', 'windows', 'wsl', 'container'];
