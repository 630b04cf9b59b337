import type { Platform } from '../../model/layers.ts';
import type { ClientName, Env } from './proxy-rules/prediction.ts';

/** A client whose roots are asked for, and where it runs. */
export interface RootsOf {
  name: ClientName;
  /** Null for the newest rules known here. */
  version: string | null;
  platform: Platform;
}

/** The sets of roots that a client verifies with in this environment, named as in the facts of a handshake. What is set replaces the rest, except in Node and Go. */
export function rootSets({ name, version, platform }: RootsOf, env: Env): string[] {
  if (name === 'curl') return curlSets(env, platform);
  if (name === 'go') return goSets(env, platform);
  if (name === 'requests') return [firstNamed(env, 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE') ?? 'node-bundled'];
  if (name === 'httpx') return [firstNamed(env, 'SSL_CERT_FILE', 'SSL_CERT_DIR') ?? 'node-bundled'];
  if (name === 'httpx2') return [firstNamed(env, 'SSL_CERT_FILE', 'SSL_CERT_DIR') ?? 'system'];
  if (name === 'aiohttp') return [firstNamed(env, 'SSL_CERT_FILE', 'SSL_CERT_DIR') ?? 'system'];
  if (name === 'bun') return bunSets(env, platform);
  if (name === 'deno') return denoSets(env, platform);
  // Each is added to the trust store of the system (custom_ca.rs).
  if (name === 'reqwest') return [...new Set(['system', firstNamed(env, 'CODEX_CA_CERTIFICATE', 'SSL_CERT_FILE') ?? 'system'])];
  if (name === 'claude-code') return ['node-bundled', 'system', 'NODE_EXTRA_CA_CERTS'];
  return nodeSets(env, { version, platform });
}

/** Windows fetches public roots when they are first needed, so its store accepts what the public ones accept. */
export function isUsed(set: string, sets: string[], platform: Platform): boolean {
  return sets.includes(set) || (platform === 'windows' && set === 'node-bundled' && sets.includes('system'));
}

function firstNamed(env: Env, ...names: string[]): string | null {
  return names.find((name) => env[name]) ?? null;
}

/** The curl of Windows uses Schannel, which reads neither variable (curl's manual, CURL_CA_BUNDLE). */
function curlSets(env: Env, platform: Platform): string[] {
  if (platform === 'windows' && env.CURL_SSL_BACKEND !== 'openssl') return ['system'];
  if (env.CURL_CA_BUNDLE) return ['CURL_CA_BUNDLE'];
  if (env.SSL_CERT_FILE) return ['SSL_CERT_FILE'];
  return ['system', ...(env.SSL_CERT_DIR ? ['SSL_CERT_DIR'] : [])];
}

/** Go reads one file and the folders, and each variable replaces one of the two (crypto/x509/root_unix.go); other systems' stores alone count there. */
function goSets(env: Env, platform: Platform): string[] {
  if (platform === 'windows' || platform === 'macos') return ['system'];
  return [...new Set([env.SSL_CERT_FILE ? 'SSL_CERT_FILE' : 'system', env.SSL_CERT_DIR ? 'SSL_CERT_DIR' : 'system'])];
}

function nodeSets(env: Env, { version, platform }: Pick<RootsOf, 'version' | 'platform'>): string[] {
  const options = env.NODE_OPTIONS ?? '';
  const extra = ['NODE_EXTRA_CA_CERTS'];
  if (options.includes('--use-openssl-ca')) return [...extra, ...(env.SSL_CERT_FILE ? ['SSL_CERT_FILE'] : ['system'])];
  const asked = env.NODE_USE_SYSTEM_CA === '1' && (version === null || knowsSystemVariable(version));
  const system = asked || options.includes('--use-system-ca');
  // On Linux its system store is OpenSSL's, which SSL_CERT_FILE replaces (seen with 24.21); the stores of macOS and Windows are their own.
  const replaces = isUnix(platform) ? ['SSL_CERT_FILE'] : [];
  return ['node-bundled', ...extra, ...(system ? ['system', ...replaces] : [])];
}

/** As seen with Bun 1.4.5: OpenSSL's variable is read too, without being told to. */
function bunSets(env: Env, platform: Platform): string[] {
  const system = env.NODE_USE_SYSTEM_CA === '1' || (env.NODE_OPTIONS ?? '').includes('--use-system-ca');
  return ['node-bundled', 'NODE_EXTRA_CA_CERTS', ...(system ? ['system'] : []), ...(isUnix(platform) ? ['SSL_CERT_FILE'] : [])];
}

/** As seen with Deno 2.9.6: its list of stores, and files besides. On Unix, SSL_CERT_FILE replaces that of the system. */
function denoSets(env: Env, platform: Platform): string[] {
  const stores = (env.DENO_TLS_CA_STORE ?? 'mozilla').split(',').map((store) => store.trim());
  const system = env.SSL_CERT_FILE && isUnix(platform) ? 'SSL_CERT_FILE' : 'system';
  return [
    ...(stores.includes('mozilla') ? ['node-bundled'] : []),
    ...(stores.includes('system') ? [system] : []),
    ...['DENO_CERT', 'NODE_EXTRA_CA_CERTS'],
  ];
}

function isUnix(platform: Platform): boolean {
  return platform !== 'macos' && platform !== 'windows';
}

/** `NODE_USE_SYSTEM_CA` came with 22.19 and 24.6. */
export function knowsSystemVariable(node: string): boolean {
  return isSince(node, { 22: 19, 24: 6 });
}

/** Whether a version has what these minor versions of their lines brought; lines above all of them have it from the start. */
export function isSince(version: string, first: Record<number, number>): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const since = first[major];
  return since === undefined ? major > Math.max(...Object.keys(first).map(Number)) : minor >= since;
}
