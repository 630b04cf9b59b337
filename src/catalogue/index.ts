import type { CatalogueEntry } from '../types.ts';
import { auth } from './auth.ts';
import { client } from './client.ts';
import { clientLogs } from './client-logs.ts';
import { config } from './config.ts';
import { configProxy } from './config-proxy.ts';
import { dns } from './dns.ts';
import { http } from './http.ts';
import { limit } from './limit.ts';
import { probe } from './probe.ts';
import { proxy } from './proxy.ts';
import { request } from './request.ts';
import { server } from './server.ts';
import { stream } from './stream.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';

/** Every finding, in the order of a call's way: of several errors the first is the root cause. */
export const catalogue = {
  ...config,
  ...configProxy,
  ...dns,
  ...tcp,
  ...proxy,
  ...tls,
  ...http,
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
