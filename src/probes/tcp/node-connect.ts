import net from 'node:net';
import { withLimit } from '../../model/deadline.ts';
import { NothingToAsk, problemOf } from '../../model/errors.ts';
import type { Address } from '../../model/facts/dns.ts';
import type { NodeConnectFacts } from '../../model/facts/tcp.ts';
import type { Probe } from '../../model/probe.ts';
import { destination } from './connect.ts';

const ONE_ADDRESS = 'one address leaves Node nothing to choose between';

/** Connects as every Node.js program does, with Node's time limit for each address but the last (nodejs/node#54359), and closes. */
export const tcpNode: Probe<'tcp/node-connect'> = {
  id: 'tcp/node-connect',
  after: ['dns/system'],
  skip: ({ target, seen }) => {
    const lookup = seen['dns/system'];
    const count = target.url?.ipVersion ? 1 : lookup?.status === 'ok' ? lookup.facts.addresses.length : null;
    if (count === 0 || lookup?.status === 'failed') return { because: 'dns/system', reason: 'the host has no address' };
    if (count === 1) return { because: null, reason: ONE_ADDRESS };
    return net.getDefaultAutoSelectFamily() ? null : { because: null, reason: 'autoSelectFamily is disabled in Node.js' };
  },
  run: async (context) => {
    const { target, signal } = context;
    const { host, port, addresses } = await destination(context);
    // Without the DNS layer, the name has not been resolved before.
    if (addresses.length < 2) throw new NothingToAsk(null, ONE_ADDRESS);
    const start = performance.now();
    const problem = await withLimit(signal, target.timeoutMs, (limit) => connectAsNode({ host, port, addresses }, limit)).then(
      () => null,
      problemOf,
    );
    const ms = Math.round(performance.now() - start);
    return { attemptTimeoutMs: net.getDefaultAutoSelectFamilyAttemptTimeout(), connected: problem === null, ms, problem };
  },
  summarise,
  trouble: ({ problem }) => problem,
};

function connectAsNode(to: { host: string; port: number; addresses: Address[] }, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const lookup: net.LookupFunction = (_host, _options, answer) => answer(null, to.addresses);
    const socket = net.connect({ host: to.host, port: to.port, autoSelectFamily: true, lookup });
    signal.addEventListener('abort', () => socket.destroy(), { once: true });
    socket.on('error', reject);
    socket.on('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

function summarise({ connected, ms, attemptTimeoutMs, problem }: NodeConnectFacts): string {
  if (connected) return `Node.js connects in ${ms} ms`;
  return `Node.js gives up after ${ms} ms with ${problem?.code ?? 'an error'} (time limit per address: ${attemptTimeoutMs} ms)`;
}
