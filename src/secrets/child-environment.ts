import { delimiter } from 'node:path';
import { foldersOf } from '../machine/programs.ts';
import type { Target } from '../model/target.ts';
import { trimKey } from '../settings/key-text.ts';
import { secretsOf } from './secrets.ts';

/**
 * What a program that is run here gets of the environment: names that decide where a call goes, whom it trusts and how its messages are
 * written, and what a program needs to start. Nothing that makes an interpreter load code (`PYTHONPATH`, `NODE_PATH`, `LD_PRELOAD`).
 */
const HANDED_ON =
  /^(?:(?:https?|all|no|ftp|socks)_proxy|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|CURL_SSL_BACKEND|DENO_(?:CERT|TLS_CA_STORE)|NODE_(?:EXTRA_CA_CERTS|USE_ENV_PROXY|USE_SYSTEM_CA|TLS_REJECT_UNAUTHORIZED)|OPENSSL_(?:CONF|MODULES)|PYTHONHTTPSVERIFY|LANG|LANGUAGE|LC_[A-Z]+|TZ|HOME|USERPROFILE|SystemRoot|windir|TEMP|TMP|TMPDIR|APPDATA|LOCALAPPDATA|RES_OPTIONS|LOCALDOMAIN|HOSTALIASES)$/i;

/** Options of Node that change how it connects, none of which loads a file of code. */
export const NODE_OPTION =
  /^--(?:use-system-ca|use-openssl-ca|use-bundled-ca|use-env-proxy|tls-(?:min|max)-v1\.[0-3]|tls-cipher-list=[\w:!+@=-]+|dns-result-order=\w+|(?:no-)?network-family-autoselection|network-family-autoselection-attempt-timeout=\d+|max-http-header-size=\d+)$/;

/** A secret this short also occurs in ordinary words. */
const SHORTEST = 6;

/** The environment of a program that is run: by an allow-list of names, and by value without any secret of the run. */
export function childEnvironment(env: Target['env'], target: Target): Record<string, string> {
  const secrets = secretsOf(target).filter((secret) => secret.length >= SHORTEST);
  const key = trimKey(target.key?.value ?? '');
  // A proxy's own password goes to that proxy, which is what is looked at.
  const holdsSecret = (name: string, value: string) =>
    /_proxy$/i.test(name) ? key !== '' && value.includes(key) : secrets.some((secret) => value.includes(secret));
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => HANDED_ON.test(entry[0]) && entry[1] !== undefined && !holdsSecret(entry[0], entry[1]),
  );
  const options = (env.NODE_OPTIONS ?? '').split(/\s+/).filter((option) => NODE_OPTION.test(option));
  return {
    ...Object.fromEntries(kept),
    ...(options.length > 0 ? { NODE_OPTIONS: options.join(' ') } : {}),
    PATH: foldersOf(env).join(delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
    // As -P, where Python supports it (3.11): modules are not loaded from the working directory.
    PYTHONSAFEPATH: '1',
  };
}
