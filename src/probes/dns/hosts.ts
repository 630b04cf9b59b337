import { readStart } from '../../machine/read-file.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';
import { hostsEntries } from '../../net/dns/hosts-file.ts';
import { nameless } from './no-lookup.ts';

/** Hosts files of ad blockers have some 200,000 lines. */
const MAX_BYTES = 4 << 20;

/** Finds the host in the hosts file, which takes precedence over DNS. */
export const dnsHosts: Probe<'dns/hosts'> = {
  id: 'dns/hosts',
  after: [],
  skip: nameless,
  async run({ target }) {
    const path = hostsPath(target);
    const { text } = await readStart(path, MAX_BYTES);
    return { path, entries: hostsEntries(text, target.url?.host ?? '') };
  },
  summarise({ path, entries }) {
    if (entries.length === 0) return `not in ${path}`;
    return entries.map(({ line, address }) => `${address} by line ${line} of ${path}`).join(', ');
  },
  trouble: () => null,
};

/** Path of the hosts file. */
export function hostsPath({ platform, env }: Pick<Target, 'platform' | 'env'>): string {
  if (platform !== 'windows') return '/etc/hosts';
  return `${env.SystemRoot ?? env.SYSTEMROOT ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`;
}
