/**
 * A server in the shape of the real API, honest by default and misbehaving on demand.
 *
 *   node test/lab/servers/api.js '<JSON>'      or      node test/lab/servers/api.js config.json
 *
 * prints `listening ADDRESS:PORT` for each listener and then `ready`. In a test's own process: `const api = await serveApi(config)`.
 * The configuration, every member optional:
 *
 *   listen    [{ "host": "203.0.113.10", "port": 443, "tls": true }]   default one on 127.0.0.1, port 0; `tls` is true where there is a `cert`
 *   cert, key files in PEM: the chain and its key
 *   tls       more options for tls.createServer, e.g. { "minVersion": "TLSv1.3", "requestCert": true, "rejectUnauthorized": true };
 *             `ca` names a file
 *   keys      keys that are taken, default ["sk-proj-good"]; "any" takes every one; null asks for none
 *   models    ids of the listing, default ["gpt-4o-mini", "gpt-4o", "text-embedding-3-small"]
 *   bare      true leaves out the headers of the API and of its CDN, as a compatible server does
 *   base      path in front of /models, default "/v1"
 *   record    a file that gets every byte received (inside TLS: what was decrypted), each connection after a line `== PORT`
 *   answers   the first that fits the request decides; without one the honest answer is given:
 *     match:  path (exact, or a prefix with * at its end), method, keyed (true|false), header (that must be there), times (only the
 *             first so many)
 *     HTTP:   status, headers (an array gives the header several times), body (text, or a value sent as JSON),
 *             encoding ("gzip"|"br"|"deflate": really encodes), length (a false Content-Length), chunked (true|a list of chunks)
 *     bytes:  raw (text, one character a byte) in place of all that
 *     shape:  delayMs (before the answer), drip { bytes, everyMs }, repeat { text, times } (after body or raw),
 *             echo (true: sends the request's head back in headers and body)
 *     stream: { events, everyMs, lump, cutAt, stallAt }: server-sent events of a chat; `lump` holds them back and sends them at once,
 *             `cutAt` hangs up after so many, `stallAt` falls silent after so many, `errorAt` tells of an `error` then and ends
 *     end:    finish: "end" (default for raw), "keep", "hold" (stays open, silent), "reset"
 *     alone:  { "finish": "hold" } never answers, { "finish": "end" } closes, { "finish": "reset" } resets
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

const MODELS = ['gpt-4o-mini', 'gpt-4o', 'text-embedding-3-small'];
const encoders = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };

/** Starts the listeners; resolves once all of them listen. */
export async function serveApi(config = {}) {
  const sockets = new Set();
  const requests = [];
  const served = new Map();
  const listeners = config.listen ?? [{}];
  const servers = listeners.map((at) =>
    makeServer(at, config, (socket) => converse(socket, { at, config, requests, served, sockets })),
  );
  await Promise.all(servers.map((server, i) => listen(server, listeners[i])));
  const ports = servers.map((server) => server.address().port);
  return {
    port: ports[0],
    ports,
    /** `{ method, path, headers }` of every request so far. */
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function makeServer(at, config, onSocket) {
  if (!(at.tls ?? Boolean(config.cert))) return createTcpServer(onSocket);
  const options = { cert: readFileSync(config.cert), key: readFileSync(config.key), ALPNProtocols: ['http/1.1'], ...config.tls };
  if (config.tls?.ca) options.ca = readFileSync(config.tls.ca);
  return createTlsServer(options, onSocket).on('tlsClientError', () => {});
}

function listen(server, at) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: at.host ?? '127.0.0.1', port: at.port ?? 0, ipv6Only: (at.host ?? '').includes(':') }, resolve);
  });
}

function converse(socket, server) {
  server.sockets.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => server.sockets.delete(socket));
  const { record } = server.config;
  if (record) appendFileSync(record, `== ${socket.localPort}\n`);
  let got = '';
  let busy = false;
  socket.on('data', async (chunk) => {
    if (record) appendFileSync(record, chunk);
    got += chunk.toString('latin1');
    while (!busy) {
      const request = takeRequest(got);
      if (!request) return;
      got = got.slice(request.size);
      server.requests.push({ method: request.method, path: request.path, headers: request.headers });
      busy = true;
      await respond(socket, request, server).catch(() => socket.destroy());
      busy = false;
    }
  });
}

/** Cuts one whole request off the front; null where more must come. */
function takeRequest(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first, ...lines] = text.slice(0, end).split('\r\n');
  const headers = {};
  for (const line of lines) headers[line.slice(0, line.indexOf(':')).toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
  const size = end + 4 + Number(headers['content-length'] ?? 0);
  if (text.length < size) return null;
  const [method, target] = first.split(' ');
  return {
    method,
    path: (target ?? '/').split('?')[0],
    target,
    headers,
    head: text.slice(0, end),
    body: text.slice(end + 4, size),
    size,
  };
}

async function respond(socket, request, server) {
  const answer = chosen(request, server) ?? honest(request, server.config);
  if (answer.delayMs) await pause(answer.delayMs);
  if (answer.stream) return stream(socket, answer);
  const silent = answer.raw === undefined && answer.status === undefined && !answer.echo;
  if (!silent) await send(socket, answer.raw ?? composed(answer, request), answer);
  conclude(socket, answer, request);
}

function chosen(request, { config, served }) {
  return (config.answers ?? []).find((answer) => {
    const { path, method, keyed, header, times } = answer;
    if (path?.endsWith('*') ? !request.path.startsWith(path.slice(0, -1)) : path !== undefined && path !== request.path)
      return false;
    if (method !== undefined && method !== request.method) return false;
    if (keyed !== undefined && keyed !== Boolean(request.headers.authorization)) return false;
    if (header !== undefined && request.headers[header] === undefined) return false;
    const before = served.get(answer) ?? 0;
    if (times !== undefined && before >= times) return false;
    served.set(answer, before + 1);
    return true;
  });
}

/** The bytes of an answer, as text with one character a byte. */
function composed(answer, request) {
  let { body = '' } = answer;
  if (answer.echo) body = request.head;
  if (typeof body !== 'string') body = JSON.stringify(body, null, 2);
  let bytes = Buffer.from(body, 'utf8');
  if (answer.encoding) bytes = encoders[answer.encoding](bytes);
  const headers = { 'Content-Type': 'application/json', ...answer.headers };
  if (answer.encoding) headers['Content-Encoding'] = answer.encoding;
  if (answer.echo) headers['X-Echo'] = request.headers.authorization ?? 'none';
  const chunks = Array.isArray(answer.chunked) ? answer.chunked : [bytes.toString('latin1')];
  const payload = answer.chunked ? chunked(chunks) : bytes.toString('latin1');
  if (answer.chunked) headers['Transfer-Encoding'] = 'chunked';
  else if (!answer.repeat || answer.length !== undefined) headers['Content-Length'] ??= String(answer.length ?? bytes.length);
  return `HTTP/1.1 ${answer.status ?? 200} ${answer.reason ?? STATUS_CODES[answer.status ?? 200] ?? 'Other'}\r\n${headerLines(headers)}\r\n${payload}`;
}

function headerLines(headers) {
  return Object.entries(headers)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => `${name}: ${one}\r\n`))
    .join('');
}

function chunked(chunks) {
  return [...chunks.filter((chunk) => chunk !== ''), ''].map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
}

async function send(socket, text, { drip, repeat }) {
  if (drip) {
    for (let at = 0; at < text.length && !socket.destroyed; at += drip.bytes) {
      socket.write(text.slice(at, at + drip.bytes), 'latin1');
      await pause(drip.everyMs);
    }
  } else socket.write(text, 'latin1');
  for (let n = 0; repeat && n < repeat.times && !socket.destroyed; n += 1) {
    if (!socket.write(repeat.text, 'latin1')) await roomOrEnd(socket);
  }
}

/** A streamed answer of a chat, one chunk an event. */
async function stream(socket, { headers, stream: how }) {
  const { events, everyMs, lump = false, cutAt, stallAt, errorAt, error } = how;
  const head = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Transfer-Encoding': 'chunked', ...headers };
  const opening = `HTTP/1.1 200 OK\r\n${headerLines(head)}\r\n`;
  let held = lump ? opening : '';
  if (!lump) socket.write(opening, 'latin1');
  for (let n = 0; n <= (errorAt ?? events) && !socket.destroyed; n += 1) {
    const isLast = n === (errorAt ?? events);
    if (n === stallAt) return;
    if (n === cutAt) return void socket.end(held, 'latin1');
    await pause(everyMs);
    const ending = errorAt === undefined ? '[DONE]' : JSON.stringify({ error });
    const text = `data: ${isLast ? ending : JSON.stringify(chatPiece(n, n === events - 1))}\n\n`;
    const chunk = `${text.length.toString(16)}\r\n${text}\r\n${isLast ? '0\r\n\r\n' : ''}`;
    if (lump) held += chunk;
    else socket.write(chunk, 'latin1');
  }
  socket.write(held, 'latin1');
}

function chatPiece(n, isLast) {
  const choice = { index: 0, delta: { content: `${n} ` }, finish_reason: isLast ? 'stop' : null };
  return { id: 'chatcmpl-lab', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini', choices: [choice] };
}

function roomOrEnd(socket) {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.once('drain', done).once('close', done);
  });
}

function conclude(socket, answer, request) {
  const fallback = answer.raw === undefined && (answer.status !== undefined || answer.echo) ? 'keep' : 'end';
  const how = answer.finish ?? fallback;
  if (how === 'reset') reset(socket);
  if (how === 'end' || (how === 'keep' && request.headers.connection === 'close')) socket.end();
}

/** A real RST: inside TLS it is the carrier's to send. */
function reset(socket) {
  const carrier = socket._parent ?? socket;
  if (carrier.resetAndDestroy) carrier.resetAndDestroy();
  else socket.destroy();
}

// ---------------------------------------------------------------- what the real API answers

function honest(request, config) {
  const { keys = ['sk-proj-good'], base = '/v1', models = MODELS, bare = false } = config;
  const answer = routed(request, { keys, base, models });
  const marks = bare ? {} : apiHeaders();
  return { ...answer, headers: { Date: new Date().toUTCString(), ...marks, ...answer.headers } };
}

function routed(request, { keys, base, models }) {
  const { method, path } = request;
  if (path === '/')
    return {
      status: 200,
      body: {
        message: 'Welcome to the OpenAI API! Documentation is available at https://platform.openai.com/docs/api-reference',
      },
    };
  const refused = keys === null ? null : refusal(request.headers.authorization, keys);
  if (refused) return refused;
  if (path === `${base}/models` && method === 'GET') return { status: 200, body: { object: 'list', data: models.map(model) } };
  if (path.startsWith(`${base}/models/`) && method === 'GET')
    return oneModel(decodeURIComponent(path.slice(base.length + 8)), models);
  if (path === `${base}/chat/completions` && method === 'POST') return chat(JSON.parse(request.body), models);
  if (path.startsWith(`${base}/models`)) {
    return failure(405, {
      message: `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
      code: null,
    });
  }
  return failure(404, { message: `Invalid URL (${method} ${path})`, code: null });
}

function chat({ model: name, stream: isStreamed, messages }, models) {
  if (!models.includes(name)) return oneModel(name, models);
  if (!Array.isArray(messages))
    return failure(400, { message: "Missing required parameter: 'messages'.", code: 'missing_required_parameter' });
  if (isStreamed) return { stream: { events: 24, everyMs: 15 } };
  const choice = { index: 0, message: { role: 'assistant', content: 'Ok.' }, finish_reason: 'stop' };
  return { status: 200, body: { id: 'chatcmpl-lab', object: 'chat.completion', created: 1, model: name, choices: [choice] } };
}

function refusal(authorization, keys) {
  if (authorization === undefined) {
    const message =
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys.";
    return failure(401, { message, code: null, headers: { 'WWW-Authenticate': 'Basic realm="OpenAI API"' } });
  }
  const key = authorization.replace(/^Bearer\s+/i, '');
  if (keys === 'any' || keys.includes(key)) return null;
  const message = `Incorrect API key provided: ${masked(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`;
  return failure(401, { message, code: 'invalid_api_key' });
}

function oneModel(id, models) {
  if (models.includes(id)) return { status: 200, body: model(id) };
  return failure(404, {
    message: `The model '${id}' does not exist or you do not have access to it.`,
    param: 'model',
    code: 'model_not_found',
  });
}

function failure(status, { message, code, param = null, headers = {} }) {
  return { status, headers, body: { error: { message, type: 'invalid_request_error', param, code } } };
}

const model = (id) => ({ id, object: 'model', created: 1721172741, owned_by: 'system' });

const masked = (key) =>
  key.length < 12 ? key : `${key.slice(0, 8)}${'*'.repeat(Math.min(key.length - 12, 100))}${key.slice(-4)}`;

function apiHeaders() {
  const hex = (length) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  return {
    'x-request-id': `req_${hex(32)}`,
    'openai-version': '2020-10-01',
    'openai-organization': 'user-abcdefghijklmnopqrstuvwx',
    'openai-processing-ms': '42',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'cf-cache-status': 'DYNAMIC',
    server: 'cloudflare',
    'cf-ray': `${hex(16)}-FRA`,
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-remaining-requests': '9999',
    'x-ratelimit-reset-requests': '6ms',
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// ---------------------------------------------------------------- as a program

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const given = process.argv[2] ?? '{}';
  const config = JSON.parse(given.trimStart().startsWith('{') ? given : readFileSync(given, 'utf8'));
  const api = await serveApi(config);
  api.ports.forEach((port, i) => {
    console.log(`listening ${config.listen?.[i]?.host ?? '127.0.0.1'}:${port}`);
  });
  console.log('ready');
}
