import { books } from '../knowledge/books.ts';
import { shownValue } from '../knowledge/clients/proxy-rules/proxy-flaw.ts';
import type { KnownProduct } from '../knowledge/entry.ts';
import type { Target } from '../model/target.ts';
import { NODE_OPTION } from '../secrets/child-environment.ts';
import { describeKey, KEY_VARIABLES } from '../secrets/key.ts';
import { hidden } from '../secrets/redact/mask.ts';

/** Variables that decide where a call goes, whom it trusts and who asks: that they are set is worth a line. */
const TELLING =
  /^(?:OPENAI_\w+|AZURE_OPENAI_\w+|(?:https?|all|no|ftp|socks)_proxy|(?:NIX_)?SSL_CERT_(?:FILE|DIR)|CONDA_PREFIX|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|CURL_HOME|DENO_(?:CERT|TLS_CA_STORE)|CODEX_CA_CERTIFICATE|NODE_\w+|OPENSSL_CONF|OPENSSL_MODULES|PYTHONHTTPSVERIFY|GIT_SSL_NO_VERIFY|SSLKEYLOGFILE|RES_OPTIONS|LOCALDOMAIN|HOSTALIASES|UV_USE_IO_URING|UV_THREADPOOL_SIZE|REQUEST_METHOD|PIP_CERT|PIP_CONFIG_FILE|VIRTUAL_ENV|HOMEBREW_PREFIX|UV|UV_CACHE_DIR|UV_PYTHON|UV_PROJECT_ENVIRONMENT)$/i;

/** Variables that show a product: a report that is judged again elsewhere has to name the same ones. */
const OF_PRODUCTS = new Set(
  Object.values(books)
    .flat()
    .flatMap(({ recognition }: KnownProduct) => recognition.flatMap(({ variable }) => variable?.[0] ?? [])),
);

/** Variables whose values are harmless by nature, and how each is shown; null where the value has not the form that it should have. */
const SHOWN: [name: RegExp, show: (value: string) => string | null][] = [
  [/^(?:https?|all|ftp|socks)_proxy$/i, shownValue],
  [/^no_proxy$/i, (value) => value],
  [
    /^(?:(?:NIX_)?SSL_CERT_(?:FILE|DIR)|CONDA_PREFIX|HOMEBREW_PREFIX|VIRTUAL_ENV|PIP_CERT|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|CURL_HOME|DENO_CERT|CODEX_CA_CERTIFICATE|NODE_EXTRA_CA_CERTS|OPENSSL_CONF|OPENSSL_MODULES|SSLKEYLOGFILE|HOSTALIASES)$/,
    (value) => value,
  ],
  [
    /^(?:NODE_(?:USE_ENV_PROXY|USE_SYSTEM_CA|TLS_REJECT_UNAUTHORIZED|ENV|NO_WARNINGS)|PYTHONHTTPSVERIFY|GIT_SSL_NO_VERIFY|UV_\w+|REQUEST_METHOD|OPENAI_(?:LOG|API_TYPE|API_VERSION))$/,
    (value) => only(/^[\w.-]{1,24}$/, value),
  ],
  [/^(?:RES_OPTIONS|LOCALDOMAIN)$/, (value) => only(/^[\w.: -]{1,200}$/, value)],
  [/^NODE_OPTIONS$/, nodeOptions],
  [/^(?:OPENAI_(?:BASE_URL|API_BASE)|AZURE_OPENAI_ENDPOINT)$/, (value) => only(/^[\w.:/~%[\]-]{1,300}$/, value)],
  [/^OPENAI_ORG(?:_ID|ANIZATION)$/, (value) => only(/^(?:org|user)-[A-Za-z0-9]{1,32}$/, value)],
  [/^OPENAI_PROJECT(?:_ID)?$/, (value) => only(/^proj_[A-Za-z0-9]{1,32}$/, value)],
];

/** The facts about this machine that affect calls, for a reader elsewhere. */
export function environmentOf(target: Target, timeZone: string): Record<string, unknown> {
  const names = Object.keys(target.env).filter((name) => TELLING.test(name) || OF_PRODUCTS.has(name));
  return {
    ...(target.runtime.name === undefined ? {} : { runtime: target.runtime.name }),
    node: target.runtime.node,
    openssl: target.runtime.openssl,
    os: target.runtime.os,
    platform: target.platform,
    ...(target.distribution === undefined ? {} : { distribution: target.distribution }),
    ...(target.shell === undefined ? {} : { shell: target.shell }),
    timeZone,
    ...(target.environmentSource === undefined ? {} : { variablesOf: target.environmentSource }),
    variables: Object.fromEntries(names.sort().map((name) => [name, shownAs(name, target.env[name] ?? '')])),
  };
}

/** The value where it is harmless, else its length. That a variable is blank is shown as it is. */
function shownAs(name: string, value: string): string {
  // What is masked already stays unchanged, so that judging a report again gives the same text.
  if (value.trim() === '' || HIDDEN.test(value)) return value;
  if (KEY_VARIABLES.includes(name)) return describeKey(value);
  if (OF_PRODUCTS.has(name) && /^(?:\d|[a-z]{1,9})$/i.test(value)) return value;
  const show = SHOWN.find(([known]) => known.test(name))?.[1];
  return show?.(value) ?? hidden(value.length);
}

const HIDDEN = /…\(\d+[ _-]?chars?\)|:\/\/…@/;

function only(form: RegExp, value: string): string | null {
  return form.test(value) ? value : null;
}

/** Options that change how Node connects; of the others, which may hold anything, that there are some. */
function nodeOptions(value: string): string {
  const words = value.split(/\s+/).filter(Boolean);
  return [...new Set(words.map((word) => (NODE_OPTION.test(word) ? word : '…')))].join(' ');
}
