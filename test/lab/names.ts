import type { Lab, Server } from './lab.ts';

/**
 * Starts dnsmasq at the resolver's address of a lab. It knows the names of `records`, each as `name,address` with more addresses behind it, and
 * whatever `options` say; it passes nothing on. Needs `dnsmasq`.
 */
export function serveNames(lab: Lab, records: string[], ...options: string[]): Promise<Server> {
  const dnsmasq = ['dnsmasq', '-k', '-C', '/dev/null', '--no-resolv', '--no-hosts', '--bind-interfaces'];
  const listen = ['--listen-address=203.0.113.53', '--log-facility=-', '--user=root', '--pid-file'];
  const names = records.map((record) => `--host-record=${record}`);
  return lab.serve([...dnsmasq, ...listen, ...names, ...options], { ready: /started/ });
}
