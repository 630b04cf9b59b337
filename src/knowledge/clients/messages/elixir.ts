import { type Message, messagesOf } from './message.ts';

/** Mint, Finch, Req, HTTPoison, Tesla, hackney and gun print structs whose reason is an atom. */
const structs = (struct: string, prefix = ''): [string, Message['finding'], string?, object?][] => [
  [`${struct}{reason: :econnrefused`, 'tcp/refused', `${prefix}%${struct}{reason: :econnrefused}`],
  [`${struct}{reason: :nxdomain`, 'dns/nxdomain', `${prefix}%${struct}{reason: :nxdomain}`],
  [`${struct}{reason: :etimedout`, 'tcp/timeout', `${prefix}%${struct}{reason: :etimedout}`, { type: 'APIConnectionError' }],
  [`${struct}{reason: :ehostunreach`, 'tcp/unreachable', `${prefix}%${struct}{reason: :ehostunreach}`],
  [`${struct}{reason: :enetunreach`, 'tcp/unreachable', `${prefix}%${struct}{reason: :enetunreach}`],
  [`${struct}{reason: :closed`, 'http/closed', `${prefix}%${struct}{reason: :closed}`],
  [`${struct}{reason: :timeout`, 'http/timeout', `${prefix}%${struct}{reason: :timeout}`, { weight: 'code' }],
  [`${struct}{reason: :econnreset`, 'tcp/reset', `${prefix}%${struct}{reason: :econnreset}`, { weight: 'code' }],
];

export const elixir: Message[] = [
  ...messagesOf('Mint, Req and Finch', '1', [
    ...structs('Mint.TransportError', '{:error, '),
    ...structs('Req.TransportError', '{:error, '),
    ['Mint.TransportError) connection refused', 'tcp/refused', '** (Mint.TransportError) connection refused'],
    ['Mint.TransportError) non-existing domain', 'dns/nxdomain', '** (Mint.TransportError) non-existing domain'],
    ['Req.TransportError) connection refused', 'tcp/refused', '** (Req.TransportError) connection refused'],
    ['Req.TransportError) non-existing domain', 'dns/nxdomain', '** (Req.TransportError) non-existing domain'],
    ['Req.TransportError) socket closed', 'http/closed', '** (Req.TransportError) socket closed'],
    [
      'Req.TransportError) timeout',
      'client/inconclusive',
      '** (Req.TransportError) timeout',
      { weight: 'hidden', type: 'APITimeoutError' },
    ],
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
  ] as never),
  ...messagesOf('HTTPoison and hackney', '1 and 2', [
    ...structs('HTTPoison.Error', '{:error, ').map(([format, ...rest]) => [format.replace('{reason', '{reason'), ...rest]),
    [
      'HTTPoison.Error{id: nil, reason: :econnrefused',
      'tcp/refused',
      '{:error, %HTTPoison.Error{id: nil, reason: :econnrefused}}',
    ],
    ['HTTPoison.Error{id: nil, reason: :nxdomain', 'dns/nxdomain', '{:error, %HTTPoison.Error{id: nil, reason: :nxdomain}}'],
    ['HTTPoison.Error{id: nil, reason: :timeout', 'http/timeout', '{:error, %HTTPoison.Error{id: nil, reason: :timeout}}'],
    [
      'HTTPoison.Error{id: nil, reason: :connect_timeout',
      'tcp/timeout',
      '{:error, %HTTPoison.Error{id: nil, reason: :connect_timeout}}',
    ],
    ['HTTPoison.Error{reason: :connect_timeout', 'tcp/timeout', '%HTTPoison.Error{reason: :connect_timeout}'],
    ['HTTPoison.Error{id: nil, reason: :closed', 'http/closed', '{:error, %HTTPoison.Error{id: nil, reason: :closed}}'],
    ['HTTPoison.Error{reason: :checkout_timeout', 'client/usage-error', '%HTTPoison.Error{reason: :checkout_timeout}'],
  ] as never),
  ...messagesOf('Erlang httpc and gun', '', [
    [
      '{failed_connect,',
      'client/inconclusive',
      '{error,{failed_connect,[{to_address,{"api.openai.com",443}}]}}',
      { weight: 'hidden' },
    ],
    [
      '{inet,[inet],econnrefused}',
      'tcp/refused',
      '{error,{failed_connect,[{to_address,{"localhost",11434}},{inet,[inet],econnrefused}]}}',
    ],
    [
      '{inet,[inet],nxdomain}',
      'dns/nxdomain',
      '{error,{failed_connect,[{to_address,{"api.opnai.com",443}},{inet,[inet],nxdomain}]}}',
    ],
    [
      '{inet,[inet],etimedout}',
      'tcp/timeout',
      '{error,{failed_connect,[{to_address,{"10.0.0.1",443}},{inet,[inet],etimedout}]}}',
    ],
    ['{inet,[inet],timeout}', 'tcp/timeout', '{error,{failed_connect,[{to_address,{"10.0.0.1",443}},{inet,[inet],timeout}]}}'],
    [
      '{:inet, [:inet], :econnrefused}',
      'tcp/refused',
      '{:error, {:failed_connect, [{:to_address, {~c"localhost", 11434}}, {:inet, [:inet], :econnrefused}]}}',
    ],
    [
      '{:inet, [:inet], :nxdomain}',
      'dns/nxdomain',
      '{:error, {:failed_connect, [{:to_address, {~c"api.opnai.com", 443}}, {:inet, [:inet], :nxdomain}]}}',
    ],
    ['socket_closed_remotely', 'http/closed', '{:error, :socket_closed_remotely}'],
    [
      'unknown_ca',
      'tls/unknown-issuer',
      '{:tls_alert, {:unknown_ca, ~c"TLS client: In state certify at ssl_handshake.erl:2180 generated CLIENT ALERT: Fatal - Unknown CA"}}',
      { weight: 'code' },
    ],
  ]),
];
