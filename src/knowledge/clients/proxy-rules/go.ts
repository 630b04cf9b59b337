import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { bytesOf, networkOf, sameNetwork, unmapped } from './addresses.ts';
import { bypassed, direct, type Env, firstFilled, type Prediction, raises, type Setting, since } from './prediction.ts';
import { proxyAddress, splitUrl } from './proxy-url.ts';

/** Go's net/http: upper case first, no `ALL_PROXY`, loopback always direct, and an unusable value is dropped without a word. */
export function predictGo(env: Env, url: string, version: string | null): Prediction {
  const target = splitUrl(url);
  if (target?.scheme !== 'http' && target?.scheme !== 'https') return direct;
  const upper = target.scheme === 'https' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const setting = firstFilled(env, upper, upper.toLowerCase());
  const chosen = setting && usable(setting, version);
  if (!chosen) return direct;
  if (target.scheme === 'http' && env.REQUEST_METHOD)
    return raises(chosen.variable, 'refusing to use HTTP_PROXY value in CGI environment');
  const port = target.port || (target.scheme === 'https' ? '443' : '80');
  const host = ascii(target.host.replace('%25', '%'));
  if (host === 'localhost' || isLoopback(host)) return { ...direct, variable: chosen.variable };
  const list = firstFilled(env, 'NO_PROXY', 'no_proxy');
  const entry = list && goRule(list.value, host.trim().toLowerCase(), port);
  return list && entry ? bypassed(chosen, list, entry) : through(chosen);
}

function through(chosen: Setting): Prediction {
  const proxy = proxyAddress(chosen);
  const known = typeof proxy !== 'string' && !proxy.scheme.startsWith('socks4');
  return { ...direct, proxy: known ? proxy : null, taken: chosen.value, variable: chosen.variable };
}

/** A value without a scheme gets one; before 1.23 so did one with a scheme that was not known, whose name then was taken for a host. */
function usable(setting: Setting, version: string | null): Setting | null {
  const parts = splitUrl(setting.value);
  const anyScheme = since(version, '1.23');
  const known = parts?.scheme && (anyScheme || ['http', 'https', 'socks5'].includes(parts.scheme));
  if (known && isSound(setting.value)) return setting;
  const guessed = { ...setting, value: `http://${setting.value}` };
  return isSound(guessed.value) ? guessed : null;
}

/** What `url.Parse` accepts: no blanks in the host, digits as port. */
function isSound(value: string): boolean {
  const parts = splitUrl(value);
  return (
    parts !== null && !/[\s"<>\\^`{}|]/.test(parts.host) && /^\d*$/.test(parts.port ?? '') && !/[\s]/.test(parts.userinfo ?? '')
  );
}

function ascii(name: string): string {
  return [...name].every((char) => (char.codePointAt(0) ?? 0) < 128) ? name : domainToASCII(name) || name;
}

function isLoopback(host: string): boolean {
  const bytes = isIP(host) && !host.includes('%') ? unmapped(bytesOf(host) ?? []) : [];
  return bytes.length === 4 ? bytes[0] === 127 : bytes.length === 16 && bytes.every((byte, i) => byte === (i === 15 ? 1 : 0));
}

function goRule(list: string, host: string, port: string): string | null {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  if (entries.includes('*')) return '*';
  return entries.find((entry) => covers(entry.toLowerCase(), host, port)) ?? null;
}

function covers(entry: string, host: string, port: string): boolean {
  const address = isIP(host) ? unmapped(bytesOf(host) ?? []) : null;
  const range = networkOf(entry);
  if (range) return address !== null && sameNetwork(address, range.network, range.bits);
  const { name, port: wanted } = hostAndPort(entry);
  if (name === '' || (wanted !== '' && wanted !== port)) return false;
  const literal = isIP(name) && !name.includes('%') ? bytesOf(name) : null;
  if (literal) return address !== null && unmapped(literal).join() === address.join();
  if (address) return false;
  const suffix = ascii(name.replace(/^\*\./, '.'));
  return host.endsWith(suffix.startsWith('.') ? suffix : `.${suffix}`) || host === suffix;
}

/** `net.SplitHostPort`, with the whole entry as the host where it cannot split. */
function hostAndPort(entry: string): { name: string; port: string } {
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(entry);
  return parts ? { name: parts[1] ?? parts[2] ?? '', port: parts[3] ?? '' } : { name: entry, port: '' };
}
