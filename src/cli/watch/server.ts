import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { UsageError } from '../../model/usage-error.ts';
import { isLoopback, type ListenAddress } from './listen.ts';

/** An answer to a request. */
export interface Answer {
  status: number;
  type: string;
  body: string;
}

/** Only the path and the query of a request count. */
const BASE = 'http://localhost';

const LIMITS = { connections: 64, requestMs: 10_000 };

/**
 * Serves pages to GET and HEAD. On loopback only requests that name this machine are answered: a web page elsewhere could have its own name
 * lead here (DNS rebinding) and read the answers. Throws `UsageError` where the address cannot be listened on.
 */
export async function serve(at: ListenAddress, answer: (url: URL) => Promise<Answer>): Promise<Server> {
  const server = createServer({ requestTimeout: LIMITS.requestMs, headersTimeout: LIMITS.requestMs }, (request, response) => {
    void respond(request, at, answer)
      .catch((): Answer => plain(500, 'internal error'))
      .then((page) => send(response, page, request.method === 'HEAD'));
  });
  server.maxConnections = LIMITS.connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refused(at, error)));
    server.listen(at.port, at.host, resolve);
  });
  return server;
}

async function respond(request: IncomingMessage, at: ListenAddress, answer: (url: URL) => Promise<Answer>): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'only GET and HEAD');
  if (isLoopback(at.host) && !namesThisMachine(request.headers.host ?? ''))
    return plain(421, 'this host name is not served here');
  const path = request.url ?? '/';
  return URL.canParse(path, BASE) ? answer(new URL(path, BASE)) : plain(400, 'not a path');
}

function namesThisMachine(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isIP(name) > 0;
}

/** One line of text. */
export function plain(status: number, text: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` };
}

function send(response: ServerResponse, { status, type, body }: Answer, headOnly: boolean): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
  });
  response.end(headOnly ? undefined : body);
}

function refused({ host, port }: ListenAddress, { code }: NodeJS.ErrnoException): UsageError {
  const why = {
    EADDRINUSE: 'something else listens there',
    EACCES: 'this user may not listen there',
    EADDRNOTAVAIL: 'this machine has no such address',
  };
  return new UsageError(
    `--listen: cannot listen on ${host}:${port}: ${why[code as keyof typeof why] ?? code}. Choose another with --listen 127.0.0.1:PORT.`,
  );
}
