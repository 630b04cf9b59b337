import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { client as clientEntries } from '../../src/catalogue/client/findings.ts';
import type { FindingId } from '../../src/catalogue/index.ts';
import { tcpLargePackets } from '../../src/catalogue/tcp/large-packets.ts';
import { tls as tlsEntries } from '../../src/catalogue/tls/findings.ts';
import { makeFinding } from '../../src/diagnosis/diagnose.ts';
import { pause } from '../../src/model/deadline.ts';
import type { HandshakeFacts } from '../../src/model/facts/tls.ts';
import type { CatalogueEntry, Finding } from '../../src/model/finding.ts';
import type { DiagnosisInput, Facts, Observation, ProbeId } from '../../src/model/observation.ts';
import type { ProbeContext } from '../../src/model/probe.ts';
import type { Target } from '../../src/model/target.ts';
import { directRoute } from '../../src/net/route/direct.ts';
import { tlsHandshake } from '../../src/probes/tls/handshake.ts';
import { diagnose } from './judged-twice.ts';
import { addresses, contextFor, lookedUp, targetFor } from './tcp-cases.ts';
import { handshakeName } from './tls-hello-name.ts';

/** What a test opened, to be closed after it. */
export interface Bench {
  folder: string;
  /** A TLS server on loopback; its port. */
  serveTls(options: tls.TlsOptions): Promise<number>;
  /** A server that does this to each connection; its port. */
  serve(onConnection: (socket: net.Socket) => void): Promise<number>;
  /** What the TLS servers do with what they are sent, from now on. */
  onTlsData(listener: (socket: tls.TLSSocket, bytes: Buffer) => void): void;
  /** A server that hands everything on, what comes back through a function; its port. */
  relay(upstream: number, change: (bytes: Buffer) => Buffer): Promise<number>;
  /** Hands a connection on whose hello asks for another name than this; the others are dropped or reset. */
  passUnless(socket: net.Socket, hello: Buffer, upstream: number, name: string, otherwise: 'drop' | 'reset'): void;
  close(): Promise<void>;
}

export function openBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-tls-'));
  const open = new Set<net.Socket>();
  const servers: net.Server[] = [];
  const listen = async (server: net.Server) => {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as net.AddressInfo).port;
  };
  const keep = (socket: net.Socket) => open.add(socket.on('error', () => {}));
  let onData: (socket: tls.TLSSocket, bytes: Buffer) => void = () => {};
  const toUpstream = (socket: net.Socket, upstream: number) => {
    const onward = net.connect(upstream, '127.0.0.1');
    keep(onward);
    socket.pipe(onward);
    return onward;
  };
  return {
    folder,
    serveTls: (options) => {
      const server = tls.createServer(
        { ciphers: 'DEFAULT:@SECLEVEL=0', ...options },
        (socket) => void socket.on('error', () => {}).on('data', (bytes) => onData(socket, bytes)),
      );
      server.on('connection', keep).on('tlsClientError', () => {});
      return listen(server);
    },
    serve: (onConnection) =>
      listen(
        net.createServer((socket) => {
          keep(socket);
          onConnection(socket);
        }),
      ),
    onTlsData(listener) {
      onData = listener;
    },
    relay: (upstream, change) =>
      listen(
        net.createServer((socket) => {
          keep(socket);
          toUpstream(socket, upstream).on('data', (bytes) => socket.write(change(bytes)));
        }),
      ),
    passUnless(socket, hello, upstream, name, otherwise) {
      if (handshakeName(hello) !== name) {
        const onward = toUpstream(socket, upstream);
        onward.write(hello);
        onward.pipe(socket);
      } else if (otherwise === 'reset') socket.resetAndDestroy();
    },
    async close() {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface LookOptions extends Partial<Target> {
  host?: string;
}

/** What a probe is handed where the host is on loopback, and the handshake probe is the one given. */
export function tlsContext(port: number, options: LookOptions = {}, handshake?: Promise<HandshakeFacts>): ProbeContext {
  const { host = 'api.lab.test', ...changes } = options;
  const target = targetFor(`https://${host}:${port}/v1`, { timeoutMs: 2000, ...changes });
  const found = addresses('127.0.0.1');
  const seen = handshake?.then((facts): Observation => ({ startMs: 0, durationMs: facts.ms, status: 'ok', facts }));
  const settled = (id: ProbeId) => (id === 'tls/handshake' && seen ? seen : contextFor(target, found).settled(id));
  const route = directRoute(() => Promise.resolve(lookedUp(host, found)));
  return { ...contextFor(target, found), route, settled: settled as ProbeContext['settled'] };
}

/** The handshake with a server on loopback that is called `api.lab.test` unless told otherwise. */
export function shake(port: number, options: LookOptions = {}): Promise<HandshakeFacts> {
  return tlsHandshake.run(tlsContext(port, options));
}

/** Waits a little: for what must not happen. */
export function aMoment(): Promise<void> {
  return pause(50, new AbortController().signal);
}

/** What was seen, as a case to judge. */
export function caseOf(target: Target, seen: { [P in ProbeId]?: Facts[P] }): DiagnosisInput {
  const observations = Object.entries(seen).map(([id, facts]) => [id, { startMs: 0, durationMs: 1, status: 'ok', facts }]);
  return {
    observations: Object.fromEntries(observations),
    alternateObservations: {},
    target,
    startedAt: new Date().toISOString(),
  };
}

/** The findings of the layers `tls` and `client` that hold, with their texts filled. */
export function findingsIn(c: DiagnosisInput): Finding[] {
  diagnose(c);
  const entries = Object.entries({ ...tcpLargePackets, ...tlsEntries, ...clientEntries }) as [FindingId, CatalogueEntry][];
  return entries.flatMap(([id, entry]) => {
    const evidence = entry.matches?.(c);
    return evidence ? [makeFinding(id, evidence, c.target)] : [];
  });
}

/** `id severity` of each finding, errors first as in a report. */
export function named(c: DiagnosisInput): string[] {
  return findingsIn(c)
    .map(({ id, severity }) => `${id} ${severity}`)
    .sort((a, b) => Number(b.endsWith('error')) - Number(a.endsWith('error')));
}
