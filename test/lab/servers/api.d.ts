/** What `serveApi` takes and gives; the members are explained at the top of `api.js`. */
export interface ApiConfig {
  listen?: { host?: string; port?: number; tls?: boolean }[];
  cert?: string;
  key?: string;
  tls?: Record<string, unknown>;
  keys?: string[] | 'any' | null;
  models?: string[];
  bare?: boolean;
  base?: string;
  record?: string;
  answers?: ApiAnswer[];
}

export interface ApiAnswer {
  path?: string;
  method?: string;
  keyed?: boolean;
  header?: string;
  times?: number;
  status?: number;
  reason?: string;
  headers?: Record<string, string | string[]>;
  body?: unknown;
  encoding?: 'gzip' | 'br' | 'deflate';
  length?: number;
  chunked?: boolean | string[];
  raw?: string;
  delayMs?: number;
  drip?: { bytes: number; everyMs: number };
  repeat?: { text: string; times: number };
  echo?: boolean;
  finish?: 'end' | 'keep' | 'hold' | 'reset';
}

export interface RunningApi {
  port: number;
  ports: number[];
  requests: { method: string; path: string; headers: Record<string, string> }[];
  close(): Promise<void>;
}

export function serveApi(config?: ApiConfig): Promise<RunningApi>;
