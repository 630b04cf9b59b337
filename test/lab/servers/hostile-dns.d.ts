/** What `serveHostileDns` takes and gives; explained at the top of `hostile-dns.js`. */
export interface HostileDnsConfig {
  listen?: string[];
  port?: number;
  elsewhere?: string;
}

export const ADDRESS: string;

/** By name; the name is the first label of a question. */
export const tricks: Record<string, unknown>;

export function serveHostileDns(config?: HostileDnsConfig): Promise<{ port: number; close(): Promise<unknown> }>;
