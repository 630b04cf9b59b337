import { type Message, messagesOf } from './message.ts';

/** Refusals with a status are read by their number, as any answer; these are the rest. */
export const websockets: Message[] = [
  ...messagesOf('ws (Node)', '8', [
    ['Opening handshake has timed out', 'http/timeout', 'Error: Opening handshake has timed out'],
    [
      'WebSocket was closed before the connection was established',
      'client/inconclusive',
      'Error: WebSocket was closed before the connection was established',
      { weight: 'hidden' },
    ],
    ['Invalid Sec-WebSocket-Accept header', 'http/not-the-api', 'Error: Invalid Sec-WebSocket-Accept header'],
    ['Invalid Upgrade header', 'http/not-the-api', 'Error: Invalid Upgrade header'],
    ['Server sent no subprotocol', 'http/not-the-api', 'Error: Server sent no subprotocol'],
    ['Max payload size exceeded', 'http/too-large', 'RangeError: Max payload size exceeded'],
  ]),
  ...messagesOf('websockets (Python)', '10 to 15', [
    [
      'no close frame received or sent',
      'stream/cut',
      'websockets.exceptions.ConnectionClosedError: no close frame received or sent',
    ],
    [
      'keepalive ping timeout',
      'stream/stalled',
      'websockets.exceptions.ConnectionClosedError: sent 1011 (internal error) keepalive ping timeout; no close frame received',
    ],
    ['timed out during opening handshake', 'http/timeout', 'TimeoutError: timed out during opening handshake'],
    [
      'timed out while waiting for handshake response',
      'http/timeout',
      'TimeoutError: timed out while waiting for handshake response',
    ],
    [
      'connection closed while reading HTTP status line',
      'http/closed',
      'EOFError: connection closed while reading HTTP status line',
    ],
    ['stream ends after <n> bytes, before end of line', 'http/closed', 'EOFError: stream ends after 0 bytes, before end of line'],
    [
      'did not receive a valid HTTP response',
      'http/not-the-api',
      'websockets.exceptions.InvalidMessage: did not receive a valid HTTP response',
    ],
    [
      'received 1009 (message too big)',
      'http/too-large',
      'websockets.exceptions.ConnectionClosedError: received 1009 (message too big)',
    ],
    [
      'Error: sent 1009 (message too big)',
      'client/usage-error',
      'websockets.exceptions.ConnectionClosedError: sent 1009 (message too big) frame with 1048577 bytes exceeds limit',
    ],
    [
      'received 1011 (internal error)',
      'server/error',
      'websockets.exceptions.ConnectionClosedError: received 1011 (internal error) The server had an error',
    ],
    [
      'received 1011 (unexpected error)',
      'server/error',
      'websockets.exceptions.ConnectionClosedError: received 1011 (unexpected error)',
    ],
    [
      'received 1013 (try again later)',
      'server/overloaded',
      'websockets.exceptions.ConnectionClosedError: received 1013 (try again later)',
    ],
    [
      'received 1012 (service restart)',
      'stream/cut',
      'websockets.exceptions.ConnectionClosedError: received 1012 (service restart)',
    ],
    ['received 1002 (protocol error)', 'stream/cut'],
    ['received 1003 (unsupported data)', 'request/invalid-body'],
    ['received 1007 (invalid frame payload data)', 'request/invalid-body'],
    [
      'received 1001 (going away)',
      'stream/cut',
      'websockets.exceptions.ConnectionClosedOK: received 1001 (going away); then sent 1001 (going away)',
    ],
    [
      'ConnectionClosedError: code = 1006',
      'stream/cut',
      'websockets.exceptions.ConnectionClosedError: code = 1006 (connection closed abnormally [internal]), no reason',
    ],
  ]),
  ...messagesOf('websocket-client (Python)', '1', [
    [
      'Connection to remote host was lost',
      'stream/cut',
      'websocket._exceptions.WebSocketConnectionClosedException: Connection to remote host was lost.',
    ],
    ['WebSocketTimeoutException', 'http/timeout', 'websocket._exceptions.WebSocketTimeoutException: timed out'],
    [
      'WebSocketProxyException: failed CONNECT via proxy',
      'proxy/upstream-failed',
      'websocket._exceptions.WebSocketProxyException: failed CONNECT via proxy status: 503',
    ],
  ]),
  ...messagesOf('tungstenite (Rust)', '0.20 to 0.26', [
    [
      'WebSocket protocol error: Connection reset without closing handshake',
      'stream/cut',
      'WebSocket protocol error: Connection reset without closing handshake',
    ],
    ['WebSocket protocol error: Handshake not finished', 'http/closed', 'WebSocket protocol error: Handshake not finished'],
    ['Space limit exceeded: Message too long', 'http/too-large', 'Space limit exceeded: Message too long: 70000000 > 67108864'],
  ]),
  ...messagesOf('gorilla/websocket and kin (Go)', '', [
    ['websocket: close 1006 (abnormal closure)', 'stream/cut', 'websocket: close 1006 (abnormal closure): unexpected EOF'],
    ['websocket: close 1011', 'server/error', 'websocket: close 1011 (internal server error): The server had an error'],
    ['websocket: close 1009', 'http/too-large', 'websocket: close 1009 (message too big)'],
    ['failed to read frame header: EOF', 'stream/cut', 'failed to get reader: failed to read frame header: EOF'],
    ['websocket: bad handshake', 'client/inconclusive', 'websocket: bad handshake', { weight: 'hidden' }],
  ]),
  ...messagesOf('.NET ClientWebSocket', '6 to 9', [
    [
      'The remote party closed the WebSocket connection without completing the close handshake',
      'stream/cut',
      'System.Net.WebSockets.WebSocketException (0x80004005): The remote party closed the WebSocket connection without completing the close handshake.',
    ],
    [
      'Unable to connect to the remote server',
      'client/inconclusive',
      'System.Net.WebSockets.WebSocketException (0x80004005): Unable to connect to the remote server',
      { weight: 'hidden' },
    ],
  ]),
  ...messagesOf('browsers', '', [
    [
      "WebSocket connection to '<url>' failed:",
      'client/inconclusive',
      "WebSocket connection to 'wss://api.openai.com/v1/realtime' failed: ",
      { weight: 'hidden' },
    ],
    [
      'WebSocket is closed before the connection is established',
      'client/inconclusive',
      "WebSocket connection to 'wss://a.example/' failed: WebSocket is closed before the connection is established.",
      { weight: 'hidden' },
    ],
    ['WebSocket opening handshake timed out', 'http/timeout', 'WebSocket opening handshake timed out'],
    [
      "can't establish a connection to the server at wss",
      'client/inconclusive',
      "Firefox can't establish a connection to the server at wss://api.openai.com/v1/realtime.",
      { weight: 'hidden' },
    ],
  ]),
  ...messagesOf('several clients', '', [
    ['WebSocket closed<...> 1006', 'stream/cut', 'WebSocket closed with code 1006', { weight: 'code' }],
    ['socket closed<...> code: 1006', 'stream/cut', 'Socket closed, code: 1006', { weight: 'code' }],
    ['connection closed: 1006', 'stream/cut', 'connection closed: 1006', { weight: 'code' }],
    [
      'websocket closed by server before response.completed',
      'stream/cut',
      'stream error: websocket closed by server before response.completed',
    ],
  ]),
];
