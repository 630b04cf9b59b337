import { endpoint } from './endpoint.ts';
import type { TargetUrl } from './target.ts';

/** The base URL as a client is given it: a scheme's own port is left out, which some rules about ports depend on. */
export function urlText({ scheme, host, port, path }: TargetUrl): string {
  const usual = port === (scheme === 'https' ? 443 : 80);
  const name = host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${usual ? name : endpoint(host, port)}${path || '/'}`;
}
