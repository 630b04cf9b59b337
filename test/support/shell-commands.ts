/** Every command of every step as each shell is shown it, with plain values. */
import { type Built, buildCommand } from '../../src/catalogue/command/build.ts';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import type { Platform, Shell } from '../../src/model/layers.ts';
import { FRAGMENTS, namesIn, variableFor } from './command-cases.ts';
import { templates } from './templates.ts';

export interface ShellCommand {
  from: string;
  template: string;
  built: Built;
}

/** A value of the right form for each placeholder, as a run on that machine would have it. */
function plainValues(template: string, isWindows: boolean): Record<string, string> {
  const own: Record<string, string> = isWindows
    ? { lookup: 'Resolve-DnsName host.example', checkClock: '(Get-Date).ToUniversalTime()', unquoted: 'C:\\ca\\roots.pem' }
    : {};
  const key = {
    keyShell: '$OPENAI_API_KEY',
    keyPowerShell: '$env:OPENAI_API_KEY',
    sClient: '-connect h.example:443 -servername h.example',
  };
  const names = [...namesIn(template), 'keyPowerShell', 'settingNames', 'idVariables', 'exports'];
  return Object.fromEntries(
    names.map((name) => [
      name,
      own[name] ?? key[name as keyof typeof key] ?? FRAGMENTS[name] ?? variableFor(name) ?? 'plain.example',
    ]),
  );
}

/** What languages of their own read: a Dockerfile, Python, JavaScript. */
const NO_SHELL = /^(?:COPY|RUN|ENV|FROM) |^(?:new )?[A-Za-z_][\w.]*\(|^[a-z_.]+ (?:&= ~|= )|^except /;

/** The commands that somebody of this platform is shown for this shell, once each. */
export function commandsFor(platform: Platform, shell: Shell): ShellCommand[] {
  const parts = templates.flatMap(({ from, text, on }) =>
    on.includes(platform) ? partsOf(text).flatMap((part) => (part.isTyped ? [{ from, template: part.text }] : [])) : [],
  );
  const once = new Map(parts.filter(({ template }) => !NO_SHELL.test(template)).map((part) => [part.template, part]));
  return [...once.values()].map(({ from, template }) => ({
    from,
    template,
    built: buildCommand(template, plainValues(template, platform === 'windows'), { platform, shell }),
  }));
}

/** Commands for another machine, on which something of Unix runs: the server behind a gateway, a router, a container. */
export const ON_A_SERVER =
  /^(?:sudo|ss|lsof|journalctl|timedatectl|ulimit|cat \/etc|pihole|unbound-anchor|caddy|echo "show|docker|kubectl|apt-get|update-ca|cp |dig|ip )\b/;
