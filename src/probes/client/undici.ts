import type { LookupFunction } from 'node:net';
import { buildConnector, Client, EnvHttpProxyAgent, fetch } from 'undici';
import type { Env } from '../../knowledge/clients/proxy-rules/prediction.ts';
import { endingAfter } from '../../model/deadline.ts';
import { problemOf } from '../../model/errors.ts';
import type { ClientRun } from '../../model/facts/client.ts';
import type { ProbeContext } from '../../model/probe.ts';
import type { RunAs } from './programs.ts';

/** The result of undici's fetch with its `EnvHttpProxyAgent`. */
export interface UndiciRun {
  /** The proxy as the agent read it, `direct`, or null where it raised before it connected. */
  route: string | null;
  ran: ClientRun;
}

type Lookup = ProbeContext['lookup'];

/** Requests the URL once, in this process, with neither key nor redirects. Never rejects. */
export async function runUndici({ url, env, limitMs, signal }: Omit<RunAs, 'target'>, lookup: Lookup): Promise<UndiciRun> {
  const started = performance.now();
  const seen: { route: string | null } = { route: null };
  const ended = (did: Pick<ClientRun, 'status' | 'error'>) => ({
    route: seen.route,
    ran: { ...did, ms: Math.round(performance.now() - started) },
  });
  try {
    const proxies = proxiesOf(env);
    const dispatcher = agentOf(proxies, lookup, (route) => {
      seen.route = route;
    });
    seen.route = socksProxy(url, proxies);
    const limit = endingAfter(limitMs, signal);
    // Destroyed, not closed: the body is not needed.
    const answer = await fetch(url, { dispatcher, redirect: 'manual', signal: limit }).finally(() => void dispatcher.destroy());
    return ended({ status: answer.status, error: null });
  } catch (error) {
    const { code, message } = problemOf(error);
    return ended({ status: null, error: [code, message].filter(Boolean).join(': ') });
  }
}

interface Proxies {
  httpProxy: string;
  httpsProxy: string;
  noProxy: string;
}

/** The variables in the order in which the agent reads them. An empty text keeps it from reading those of this process. */
function proxiesOf(env: Env): Proxies {
  return {
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
  };
}

/** Connections to a SOCKS proxy cannot be observed, only those around it: null where the proxy for this URL is another one. */
function socksProxy(url: string, { httpProxy, httpsProxy }: Proxies): string | null {
  const proxy = (url.startsWith('https:') && httpsProxy) || httpProxy;
  return /^socks5?:/i.test(proxy) ? new URL(proxy).href : null;
}

/** undici's agent, which notes where each connection goes. Names are resolved by the run's own lookup, which can be given up. */
function agentOf(proxies: Proxies, lookup: Lookup, note: (route: string) => void): EnvHttpProxyAgent {
  const options = { lookup: lookupAs(lookup) };
  const connect = buildConnector(options);
  const noting =
    (route: string, next: buildConnector.connector): buildConnector.connector =>
    (to, done) => {
      note(route);
      next(to, done);
    };
  return new EnvHttpProxyAgent({
    ...proxies,
    proxyTls: options,
    connect: noting('direct', connect),
    clientFactory: (proxy, { connect: toProxy }: { connect?: buildConnector.connector }) =>
      new Client(proxy, { connect: noting(proxy.href, toProxy ?? connect) }),
  });
}

/** Node requests one address or all, depending on its setting for address families. */
function lookupAs(lookup: Lookup): LookupFunction {
  return (host, { all }, done) => {
    void lookup(host).then(({ addresses, problem }) => {
      const [first] = addresses;
      if (!first)
        done(Object.assign(new Error(problem?.message ?? `no address for ${host}`), { code: problem?.code ?? 'ENOTFOUND' }), '');
      else if (all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
