/** What `serveDns` takes and gives; the members are explained at the top of `dns.js`. */
export interface DnsConfig {
  listen?: string[];
  port?: number;
  tcp?: boolean;
  names?: Record<string, DnsRule>;
}

export interface DnsRule {
  a?: string[];
  aaaa?: string[];
  cname?: string;
  rcode?: string;
  ede?: { code: number; text?: string };
  delayMs?: number;
  unchecked?: boolean;
  fragile?: boolean;
  silent?: 'all' | 'A' | 'AAAA' | 'edns';
  times?: number;
  unsound?: 'id' | 'question' | 'garbage' | 'short' | 'query' | 'loop' | 'huge' | 'records' | 'length';
  truncated?: boolean;
}

export interface RunningDns {
  port: number;
  questions: { name: string; type: string; edns: boolean; unchecked: boolean; udp: boolean }[];
  close(): Promise<unknown>;
}

export function serveDns(config?: DnsConfig): Promise<RunningDns>;
