import type { Probe } from '../../model/probe.ts';

/** Skips a DNS probe where no resolver is used: for an IP address, and for localhost (RFC 6761 section 6.3). */
export const nameless: NonNullable<Probe['skip']> = ({ target }) => {
  if (target.url?.ipVersion) return { because: null, reason: 'the base URL contains an IP address' };
  if (target.url && isLocalhost(target.url.host)) return { because: null, reason: 'localhost does not use DNS' };
  return null;
};

/** `localhost` and its subdomains. */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
