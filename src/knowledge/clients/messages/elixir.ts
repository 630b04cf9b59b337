import { type Message, messagesOf, type Row } from './message.ts';

/** The system's errors as atoms of Erlang, in lower case: https://www.erlang.org/doc/apps/kernel/inet.html#posix-error-codes */
const ATOMS: [atom: string, finding: Message['finding'], more?: Row[3]][] = [
  ['econnrefused', 'tcp/refused'],
  ['nxdomain', 'dns/nxdomain'],
  ['etimedout', 'tcp/timeout', { type: 'APIConnectionError' }],
  ['ehostunreach', 'tcp/unreachable'],
  ['enetunreach', 'tcp/unreachable'],
  ['ehostdown', 'tcp/unreachable'],
  ['enetdown', 'tcp/unreachable'],
  ['eaddrnotavail', 'tcp/unreachable'],
  ['eacces', 'tcp/local-denied'],
  ['eperm', 'tcp/local-denied'],
  ['emfile', 'config/descriptor-limit'],
  ['econnreset', 'tcp/reset', { weight: 'code' }],
  ['econnaborted', 'tcp/reset', { weight: 'code' }],
  ['epipe', 'tcp/reset', { weight: 'code' }],
];

/** A reason in a struct of any library, and in what httpc returns, in Elixir's and in Erlang's writing. */
const atoms: Row[] = ATOMS.flatMap(([atom, finding, more = {}]): Row[] => [
  [`reason: :${atom}`, finding, `{:error, %Req.TransportError{reason: :${atom}}}`, more],
  [`inet], :${atom}`, finding, `{:failed_connect, [{:to_address, {~c"api.example", 443}}, {:inet, [:inet], :${atom}}]}`, more],
  [`inet],${atom}`, finding, `{failed_connect,[{to_address,{"api.example",443}},{inet,[inet],${atom}}]}`, more],
]);

/** Mint, Finch, Req, HTTPoison, Tesla and hackney print structs whose reason is an atom. */
const structs = (struct: string, prefix = ''): Row[] => [
  [`${struct}{reason: :closed`, 'http/closed', `${prefix}%${struct}{reason: :closed}`],
  [`${struct}{reason: :timeout`, 'http/timeout', `${prefix}%${struct}{reason: :timeout}`, { weight: 'code' }],
];

export const elixir: Message[] = [
  ...messagesOf('libraries for Erlang and Elixir', '', atoms),
  ...messagesOf('Mint, Req and Finch', '1', [
    ...structs('Mint.TransportError', '{:error, '),
    ...structs('Req.TransportError', '{:error, '),
    ['Mint.TransportError) connection refused', 'tcp/refused', '** (Mint.TransportError) connection refused'],
    ['Mint.TransportError) non-existing domain', 'dns/nxdomain', '** (Mint.TransportError) non-existing domain'],
    ['Req.TransportError) connection refused', 'tcp/refused', '** (Req.TransportError) connection refused'],
    ['Req.TransportError) non-existing domain', 'dns/nxdomain', '** (Req.TransportError) non-existing domain'],
    ['Req.TransportError) socket closed', 'http/closed', '** (Req.TransportError) socket closed'],
    ['Req.TransportError) timeout', 'http/timeout', '** (Req.TransportError) timeout', { weight: 'code' }],
    [
      'Mint.HTTPError{reason: :server_closed_connection',
      'http/closed',
      '%Mint.HTTPError{reason: :server_closed_connection, module: Mint.HTTP2}',
    ],
    [
      'Mint.HTTPError{reason: {:server_closed_request',
      'http/truncated',
      '%Mint.HTTPError{reason: {:server_closed_request, :internal_error}}',
    ],
    ['Mint.HTTPError{reason: :unsafe_redirect', 'http/unexpected-redirect', '%Mint.HTTPError{reason: :unsafe_redirect}'],
    [
      'Mint.HTTPError{reason: {:proxy, {:unexpected_status, <n>',
      'proxy/upstream-failed',
      '%Mint.HTTPError{reason: {:proxy, {:unexpected_status, 500}}}',
      { weight: 'code' },
    ],
    ['Mint.HTTPError{reason: {:proxy, :tunnel_timeout', 'proxy/timeout', '%Mint.HTTPError{reason: {:proxy, :tunnel_timeout}}'],
    [
      'Finch was unable to provide a connection within the timeout',
      'client/usage-error',
      '** (RuntimeError) Finch was unable to provide a connection within the timeout due to excess queuing for connections.',
    ],
    ['Finch.Error{reason: :request_timeout', 'http/timeout', '%Finch.Error{reason: :request_timeout}'],
    ['Finch.Error{reason: :connection_closed', 'http/closed', '%Finch.Error{reason: :connection_closed}'],
    [
      'retry: got exception, will retry in <n>ms',
      'client/inconclusive',
      '[warning] retry: got exception, will retry in 1000ms, 3 attempts left',
      { weight: 'hidden' },
    ],
  ]),
  ...messagesOf('HTTPoison and hackney', '1 and 2', [
    ...structs('HTTPoison.Error', '{:error, '),
    ['HTTPoison.Error{id: nil, reason: :timeout', 'http/timeout', '{:error, %HTTPoison.Error{id: nil, reason: :timeout}}'],
    [
      'HTTPoison.Error{id: nil, reason: :connect_timeout',
      'tcp/timeout',
      '{:error, %HTTPoison.Error{id: nil, reason: :connect_timeout}}',
    ],
    ['HTTPoison.Error{reason: :connect_timeout', 'tcp/timeout', '%HTTPoison.Error{reason: :connect_timeout}'],
    ['HTTPoison.Error{id: nil, reason: :closed', 'http/closed', '{:error, %HTTPoison.Error{id: nil, reason: :closed}}'],
    ['HTTPoison.Error{reason: :checkout_timeout', 'client/usage-error', '%HTTPoison.Error{reason: :checkout_timeout}'],
  ]),
  ...messagesOf('Erlang httpc and gun', '', [
    [
      '{failed_connect,',
      'client/inconclusive',
      '{error,{failed_connect,[{to_address,{"api.openai.com",443}}]}}',
      { weight: 'hidden' },
    ],
    ['{inet,[inet],timeout}', 'tcp/timeout', '{error,{failed_connect,[{to_address,{"10.0.0.1",443}},{inet,[inet],timeout}]}}'],
    ['socket_closed_remotely', 'http/closed', '{:error, :socket_closed_remotely}'],
    [
      '{:unknown_ca, <...>CLIENT ALERT',
      'tls/unknown-issuer',
      '{:tls_alert, {:unknown_ca, ~c"TLS client: In state certify at ssl_handshake.erl:2180 generated CLIENT ALERT: Fatal - Unknown CA"}}',
      { weight: 'code' },
    ],
  ]),
];
