import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { eventsOf } from './generation.ts';
import { apiHeaders } from './headers.ts';
import type { UpgradeFault } from './row.ts';

/** Of RFC 6455 section 1.3. */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OPCODE = { text: 1, close: 8 };

/** Answers an upgrade: accepted and served, or refused as the fault says. Returns what was done. */
export function answerUpgrade(socket: Socket, { headers }: IncomingMessage, fault: UpgradeFault | null): string {
  if (fault === 'silent') return 'no answer';
  if (fault === 'reset') {
    socket.resetAndDestroy();
    return 'reset';
  }
  if (fault !== null && typeof fault === 'object' && 'status' in fault) return refuseUpgrade(socket, fault.status, fault.body);
  const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${MAGIC}`).digest('base64');
  socket.write(head(101, { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-accept': accept, ...apiHeaders() }));
  if (fault !== null && typeof fault === 'object') {
    const reason = Buffer.from(fault.reason);
    const payload = Buffer.concat([Buffer.from([fault.code >> 8, fault.code & 255]), reason]);
    socket.end(frame(OPCODE.close, payload));
    return `101, then closed with ${fault.code}`;
  }
  serve(socket);
  return '101';
}

/** Refuses an upgrade with a status and closes. */
export function refuseUpgrade(socket: Socket, status: number, body: object): string {
  const text = `${JSON.stringify(body, null, 2)}\n`;
  const headers = { ...apiHeaders(), 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  socket.end(head(status, { ...headers, connection: 'close' }) + text);
  return String(status);
}

function head(status: number, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`;
}

/** Answers each message with the events of an answer, and a close with a close. Only the opcode of what comes is read. */
function serve(socket: Socket): void {
  socket.on('data', (chunk: Buffer) => {
    const opcode = (chunk[0] ?? 0) & 15;
    if (opcode === OPCODE.close) return void socket.end(frame(OPCODE.close, Buffer.from([3, 232])));
    if (opcode !== OPCODE.text) return;
    for (const { data } of eventsOf({ endpoint: '/responses', model: 'gpt-4o-mini', includeUsage: false }))
      socket.write(frame(OPCODE.text, Buffer.from(JSON.stringify(data))));
  });
}

/** An unmasked frame of at most 65,535 bytes (RFC 6455 section 5.2). */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const size = length < 126 ? [length] : [126, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([128 | opcode, ...size]), payload]);
}
