import type { Probe } from '../../model/probe.ts';

/** Leaves a DNS probe out where no resolver is ever asked: for an address, and for names of this machine (RFC 6761 section 6.3). */
export const nameless: NonNullable<Probe['skip']> = ({ target }) => {
  if (target.url?.ipVersion) return { because: null, reason: 'the base URL names an address, not a host name' };
  if (target.url && isLocalhost(target.url.host))
    return { because: null, reason: 'localhost is this machine: no resolver is asked' };
  return null;
};

/** `localhost` and everything below it. */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
