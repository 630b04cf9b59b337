import { isRecord, own } from './shape.ts';

/** A field of version 1: its name in version 2, what its values are called there, and the fields of what it holds. */
interface Change {
  to?: string;
  values?: Record<string, string>;
  fields?: Changes;
}

type Changes = Record<string, Change>;

const PROBE_IDS: Record<string, string> = {
  'tcp/node': 'tcp/node-connect',
  'tls/hellos': 'tls/client-hello-variants',
  'http/plain': 'http/plaintext',
  'http/keyless': 'http/unauthenticated',
  'http/control': 'http/invalid-key',
  'http/base': 'http/base-path',
};

const HANDSHAKE: Changes = {
  stage: { values: { hello: 'handshake' } },
  spoke: { to: 'protocolSeen' },
  faults: { to: 'verificationErrors' },
  clientCertificateAsked: { to: 'clientCertificateRequested' },
  pythonProblem: { to: 'pythonHandshakeError' },
};

const CONNECT: Changes = {
  attempts: { fields: { afterConnect: { values: { quiet: 'idle', ended: 'closed', spoke: 'data' } } } },
};

const HELLO = { values: { other: 'not-tls', ended: 'closed' } };

const CALL: Changes = { isNamed: { to: 'isModelGiven' } };

const HELLOS: Changes = {
  full: { to: 'normal', ...HELLO },
  fullOtherName: { to: 'normalOtherSni', ...HELLO },
  small: { to: 'minimal', ...HELLO },
  smallOtherName: { to: 'minimalOtherSni', ...HELLO },
  classic: { to: 'withoutPostQuantum', ...HELLO },
};

/** By the probe's id in version 1. */
const FACTS: Record<string, Changes> = {
  'config/key': { spots: { to: 'flawDetails' } },
  'config/environment': { verificationOff: { to: 'verificationDisabled' } },
  'config/proxy': {
    way: { to: 'route' },
    flaw: { fields: { signs: { to: 'unescapedCharacters' } } },
    clients: { fields: { way: { to: 'route' } } },
  },
  'tcp/connect': CONNECT,
  'tcp/node': { capMs: { to: 'attemptTimeoutMs' } },
  'proxy/connect': CONNECT,
  'proxy/handshake': HANDSHAKE,
  'proxy/tunnel': {
    opening: { to: 'firstBytes' },
    speaks: { to: 'supportedProtocols' },
    answer: { fields: { said: { to: 'text' }, schemes: { to: 'authSchemes' } } },
  },
  'tls/handshake': HANDSHAKE,
  'tls/hellos': { ...HELLOS, families: { fields: HELLOS } },
  'tls/banner': { greeting: { to: 'banner' }, httpAnswer: { to: 'httpResponse' }, speaks: { to: 'protocol' } },
  'http/call': CALL,
  'stream/events': { ...CALL, parts: { to: 'chunks' } },
  'client/runs': {
    clients: {
      fields: { way: { to: 'route' }, roots: { to: 'trustStores' }, ran: { to: 'run' }, agrees: { to: 'asExpected' } },
    },
  },
};

/** Translates a report of schemaVersion 1 to version 2. Input and output are untrusted JSON, which the shapes validate. */
export function fromVersion1(report: Record<string, unknown>): Record<string, unknown> {
  const { faults, probes, ...rest } = report;
  return {
    ...rest,
    ...(faults === undefined ? {} : { internalErrors: faults }),
    probes: Array.isArray(probes) ? probes.map(probeFromVersion1) : probes,
  };
}

function probeFromVersion1(probe: unknown): unknown {
  if (!isRecord(probe)) return probe;
  const { id, skippedBecause, facts } = probe;
  const changes = typeof id === 'string' && Object.hasOwn(FACTS, id) ? FACTS[id] : undefined;
  return {
    ...probe,
    id: renamed(id, PROBE_IDS),
    skippedBecause: renamed(skippedBecause, PROBE_IDS),
    facts: changes ? changed(facts, changes) : facts,
  };
}

function renamed(value: unknown, names: Record<string, string> | undefined): unknown {
  return names && typeof value === 'string' ? (own(names, value) ?? value) : value;
}

function changed(value: unknown, changes: Changes): unknown {
  if (Array.isArray(value)) return value.map((one) => changed(one, changes));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const { to = name, values, fields } = (own(changes, name) as Change | undefined) ?? {};
      return [to, fields ? changed(member, fields) : renamed(member, values)];
    }),
  );
}
