type Json = { [name: string]: unknown };

/** Names of version 2 and what version 0.1.0 wrote in their place, anywhere in the facts of that probe. */
const FIELDS: [probe: RegExp, names: Record<string, string>][] = [
  [/^config\/key$/, { flawDetails: 'spots' }],
  [/^config\/environment$/, { verificationDisabled: 'verificationOff' }],
  [/^config\/proxy$/, { route: 'way', unescapedCharacters: 'signs' }],
  [/^client\/runs$/, { route: 'way', trustStores: 'roots', run: 'ran', asExpected: 'agrees' }],
  [/^tcp\/node-connect$/, { attemptTimeoutMs: 'capMs' }],
  [/^proxy\/tunnel$/, { firstBytes: 'opening', supportedProtocols: 'speaks', text: 'said', authSchemes: 'schemes' }],
  [
    /\/handshake$/,
    {
      protocolSeen: 'spoke',
      verificationErrors: 'faults',
      clientCertificateRequested: 'clientCertificateAsked',
      pythonHandshakeError: 'pythonProblem',
    },
  ],
  [
    /^tls\/client-hello-variants$/,
    {
      normal: 'full',
      normalOtherSni: 'fullOtherName',
      minimal: 'small',
      minimalOtherSni: 'smallOtherName',
      withoutPostQuantum: 'classic',
    },
  ],
  [/^tls\/banner$/, { banner: 'greeting', httpResponse: 'httpAnswer', protocol: 'speaks' }],
  [/^(?:http\/call|stream\/events)$/, { isModelGiven: 'isNamed', chunks: 'parts' }],
];

const IDS: Json = {
  'tcp/node-connect': 'tcp/node',
  'tls/client-hello-variants': 'tls/hellos',
  'http/plaintext': 'http/plain',
  'http/unauthenticated': 'http/keyless',
  'http/invalid-key': 'http/control',
  'http/base-path': 'http/base',
};

/** Values, with the field that holds them. */
const VALUES: [probe: RegExp, field: RegExp, values: Json][] = [
  [/\/handshake$/, /^stage$/, { handshake: 'hello' }],
  [/\/connect$/, /^afterConnect$/, { idle: 'quiet', closed: 'ended', data: 'spoke' }],
  [/^tls\/client-hello-variants$/, /./, { 'not-tls': 'other', closed: 'ended' }],
];

/** A report as version 0.1.0 would have written it, under schemaVersion 1. */
export function asVersion1(file: string): string {
  const { internalErrors, probes, ...rest } = JSON.parse(file);
  return JSON.stringify({ ...rest, schemaVersion: 1, faults: internalErrors, probes: probes.map(probe) });
}

function probe({ id, skippedBecause, facts, ...rest }: Json): Json {
  return {
    ...rest,
    id: IDS[id as string] ?? id,
    skippedBecause: IDS[skippedBecause as string] ?? skippedBecause,
    facts: old(facts, `${id}`),
  };
}

function old(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((one) => old(one, id));
  if (typeof value !== 'object' || value === null) return value;
  const names: Json = Object.assign({}, ...FIELDS.filter(([of]) => of.test(id)).map(([, fields]) => fields));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const values = VALUES.find(([of, field]) => of.test(id) && field.test(name))?.[2] ?? {};
      return [names[name] ?? name, typeof member === 'string' ? (values[member] ?? member) : old(member, id)];
    }),
  );
}
