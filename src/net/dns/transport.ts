import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import { endpoint } from '../../model/endpoint.ts';
import { problem, problemOf } from '../../model/errors.ts';
import type { NetworkError } from '../../model/problem.ts';
import { sameAddress } from './address-kind.ts';
import { ELSEWHERE, UNFINISHED } from './details.ts';
import type { Reading, Reply } from './message.ts';

/** Address and port of a resolver. */
export interface Server {
  address: string;
  port: number;
}

/** A message to a server, the decoder of its response, and the time limit. */
export interface DnsQuery {
  server: Server;
  message: Buffer;
  read(message: Buffer): Reading;
  limitMs: number;
  signal: AbortSignal;
}

/** The result: a valid reply, an invalid one, or an error of the operating system. */
export type DnsTransportResult = { reply: Reply } | { unsound: string } | { problem: NetworkError };

/**
 * A message that does not match the query may be forged, with the true response after it, so it is not the end. The wait for that response
 * is short, because a forgery arrives only slightly earlier.
 */
const GRACE_MS = 300;
const MAX_MESSAGES = 8;

/**
 * Queries over UDP, twice where the first query is lost. The socket is connected, so that the kernel drops datagrams from other addresses
 * and reports ICMP errors. The second query is also sent from an unconnected socket: a server with several addresses may respond from
 * another one, which clients discard.
 */
export function askUdp(errand: DnsQuery): Promise<DnsTransportResult> {
  const { server, message, read, limitMs, signal } = errand;
  const started = performance.now();
  return new Promise((resolve) => {
    const family = isIPv6(server.address) ? 'udp6' : 'udp4';
    const socket = createSocket(family);
    const second = createSocket(family);
    const unsound: string[] = [];
    // Without a callback, Node does not report that a local filter blocked the packet.
    const send = () => socket.send(message, (error) => error && finish({ problem: problemOf(error) }));
    const sendAgain = () => {
      send();
      second.send(message, server.port, server.address, () => {});
    };
    const giveUp = () => finish(unsound[0] ? { unsound: unsound[0] } : { problem: silence(started) });
    // Datagrams that arrived while this process was busy come first.
    const giveUpAfter = (ms: number) => setTimeout(() => setImmediate(giveUp), ms);
    const timers = [giveUpAfter(limitMs)];
    const finish = (heard: DnsTransportResult) => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      for (const each of [socket, second]) close(each);
      resolve(heard);
    };
    socket.on('error', (error) => finish({ problem: problemOf(error) }));
    const hear = (reading: Reading) => {
      if ('reply' in reading) return finish(reading);
      unsound.push(reading.unsound);
      if (unsound.length === 1) timers.push(giveUpAfter(GRACE_MS));
      if (unsound.length >= MAX_MESSAGES) giveUp();
    };
    socket.on('message', (received) => hear(read(received)));
    second.on('error', () => {}).on('message', (received, from) => hear(readFrom(from, read(received), server)));
    socket.once('connect', () => {
      send();
      timers.push(setTimeout(sendAgain, limitMs / 3));
    });
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    else socket.connect(server.port, server.address);
  });
}

/** A response from another address counts only where it matches the query. */
function readFrom({ address, port }: RemoteInfo, reading: Reading, server: Server): Reading {
  const [sender, asked] = [address, server.address].map((text) => text.split('%', 1)[0] ?? '') as [string, string];
  if (sameAddress(sender, asked) && port === server.port) return reading;
  return 'reply' in reading ? { unsound: `${ELSEWHERE} (${endpoint(address, port)})` } : reading;
}

/** Queries over TCP (RFC 1035 section 4.2.2): each message follows its length in two bytes. */
export function askTcp(errand: DnsQuery): Promise<DnsTransportResult> {
  const { server, message, read, limitMs, signal } = errand;
  const started = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host: server.address, port: server.port });
    const giveUp = () => finish(received.length > 0 ? begun(received) : { problem: silence(started) });
    const timer = setTimeout(() => setImmediate(giveUp), limitMs);
    const finish = (heard: DnsTransportResult) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(heard);
    };
    let received = Buffer.alloc(0);
    socket.on('error', (error) => finish({ problem: problemOf(error) }));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const whole = wholeMessage(received);
      if (whole) finish(read(whole));
    });
    socket.on('end', () =>
      finish(received.length > 0 ? begun(received) : { unsound: 'nothing over TCP, although it accepted the query' }),
    );
    socket.on('connect', () => socket.write(Buffer.concat([lengthOf(message), message])));
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
}

function begun(received: Buffer): DnsTransportResult {
  return { unsound: `${received.length} bytes ${UNFINISHED}` };
}

/** The first complete message of a stream: at most 65,535 bytes, because its length has two bytes. */
function wholeMessage(received: Buffer): Buffer | null {
  if (received.length < 2) return null;
  const end = 2 + received.readUInt16BE(0);
  return received.length < end ? null : received.subarray(2, end);
}

function lengthOf(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return length;
}

function silence(started: number): NetworkError {
  return problem('TIMEOUT', `no answer within ${Math.round(performance.now() - started)} ms`);
}

/** A second close throws. */
function close(socket: UdpSocket): void {
  try {
    socket.close();
  } catch {}
}
