import type { Target } from '../model/target.ts';

/** Variables that decide where a call goes, whom it trusts and who asks. Values are masked at the door, like all the rest. */
const TELLING =
  /^(?:OPENAI_\w+|AZURE_OPENAI_\w+|(?:https?|all|no|ftp|socks)_proxy|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|CURL_HOME|NODE_\w+|OPENSSL_CONF|OPENSSL_MODULES|PYTHONHTTPSVERIFY|GIT_SSL_NO_VERIFY|SSLKEYLOGFILE|RES_OPTIONS|LOCALDOMAIN|HOSTALIASES|UV_USE_IO_URING|UV_THREADPOOL_SIZE|REQUEST_METHOD)$/i;

/** What of this machine bears on a call, for the report and for whoever reads it elsewhere. */
export function environmentOf(target: Target, timeZone: string): Record<string, unknown> {
  const names = Object.keys(target.env).filter((name) => TELLING.test(name));
  return {
    node: target.runtime.node,
    openssl: target.runtime.openssl,
    os: target.runtime.os,
    platform: target.platform,
    timeZone,
    ...(target.environmentSource === undefined ? {} : { variablesOf: target.environmentSource }),
    variables: Object.fromEntries(names.sort().map((name) => [name, target.env[name]])),
  };
}
