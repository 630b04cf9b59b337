import type { CatalogueEntry } from '../model/finding.ts';
import { auth } from './auth/findings.ts';
import { wrongHeader } from './auth/wrong-header.ts';
import { client } from './client/findings.ts';
import { clientLogs } from './client/log-findings.ts';
import { config } from './config/findings.ts';
import { configProxy } from './config/proxy.ts';
import { dns } from './dns/findings.ts';
import { dnsNotAsked } from './dns/not-asked.ts';
import { httpCalls } from './http/calls.ts';
import { http } from './http/findings.ts';
import { httpInFront } from './http/in-front.ts';
import { limit } from './limit/findings.ts';
import { probe } from './probe/findings.ts';
import { proxy } from './proxy/findings.ts';
import { request } from './request/findings.ts';
import { server } from './server/findings.ts';
import { stream } from './stream/findings.ts';
import { tcpCalls } from './tcp/calls.ts';
import { tcp } from './tcp/findings.ts';
import { tcpLargePackets } from './tcp/large-packets.ts';
import { tcpLocalRoute } from './tcp/local-route.ts';
import { tls } from './tls/findings.ts';

/** Every finding, in layer order: the first of several errors is the root cause. */
export const catalogue = {
  ...config,
  ...configProxy,
  ...dnsNotAsked,
  ...dns,
  ...tcpLocalRoute,
  ...tcpLargePackets,
  ...tcp,
  ...tcpCalls,
  ...proxy,
  ...tls,
  ...httpInFront,
  ...http,
  ...httpCalls,
  ...wrongHeader,
  ...auth,
  ...request,
  ...limit,
  ...server,
  ...stream,
  ...client,
  ...clientLogs,
  ...probe,
} satisfies Record<string, CatalogueEntry>;

export type FindingId = keyof typeof catalogue;

export const findingIds = Object.keys(catalogue) as FindingId[];
