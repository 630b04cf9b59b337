import { readStart } from '../../machine/read-file.ts';
import type { Probe } from '../../model/probe.ts';
import { hostsLine } from '../../net/dns/nsswitch.ts';
import { nameless } from './no-lookup.ts';

const PATH = '/etc/nsswitch.conf';
const MAX_BYTES = 64 * 1024;

/** Reads which sources the C library of Linux uses for host names, and whether DNS is one of them. */
export const dnsNameService: Probe<'dns/name-service'> = {
  id: 'dns/name-service',
  after: [],
  skip: (c) => {
    const { platform } = c.target;
    if (platform === 'macos' || platform === 'windows') return { because: null, reason: 'this system has no nsswitch.conf' };
    return nameless(c);
  },
  async run() {
    const { text } = await readStart(PATH, MAX_BYTES);
    return { path: PATH, ...hostsLine(text) };
  },
  summarise: ({ entry, path }) => (entry ? `line ${entry.line} of ${path}: ${entry.text}` : `no hosts line in ${path}`),
  trouble: () => null,
};
