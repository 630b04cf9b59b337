import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Asked, generate, type Outcome, send, setHeaders } from './answer.ts';
import { apiHeaders } from './headers.ts';
import type { Play } from './row.ts';
import { sendStream } from './stream.ts';

type Ending = Extract<Play, { kind: 'close' }>['how'];

/** Plays a fault in place of the usual answer. A flaw of a stream shows only in a streamed answer; null where the usual one is due. */
export async function play(to: ServerResponse, plays: Play, asked: Asked | null): Promise<Outcome | null> {
  switch (plays.kind) {
    case 'answer':
      return send(to, plays.status, plays.body, plays.headers);
    case 'silent':
      if (plays.after === 'headers') to.writeHead(200, { ...apiHeaders(), 'content-length': '400' }).flushHeaders();
      return { said: plays.after === 'headers' ? 'headers, then no body' : 'no answer', isBilled: false };
    case 'close':
      return { said: end(to, plays.how), isBilled: false };
    case 'stream':
      if (!asked?.isStreamed) return asked && generate(to, asked);
      setHeaders(to);
      await sendStream(to, asked.wanted, plays.flaw);
      return { said: `stream: ${plays.flaw}`, isBilled: true };
    default:
      return null;
  }
}

function end(to: ServerResponse, how: Ending): string {
  const socket = to.socket as Socket;
  if (how === 'end') socket.end();
  if (how === 'reset') socket.resetAndDestroy();
  if (how === 'half of the body') {
    to.writeHead(200, { ...apiHeaders(), 'content-type': 'application/json', 'content-length': '4000' });
    to.write('{"object": "list", "data": [', () => socket.end());
  }
  return how === 'reset' ? 'reset' : how === 'end' ? 'closed' : 'closed in the body';
}

/**
 * A gateway refuses a body by its length alone, before it has read it. As nginx does (`lingering_close`), it closes when the rest has come: a
 * connection that is closed with unread bytes is reset, and the answer is lost with it.
 */
export function refuseLength(from: IncomingMessage, to: ServerResponse, { how }: Extract<Play, { kind: 'limit' }>): Outcome {
  if (how === 'reset') {
    to.socket?.resetAndDestroy();
    return { said: 'reset', isBilled: false };
  }
  const page =
    '<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';
  const headers = { server: 'nginx', 'content-type': 'text/html', 'content-length': String(page.length), connection: 'close' };
  to.writeHead(413, headers).write(page);
  from.resume().once('close', () => to.end());
  return { said: 413, isBilled: false };
}
