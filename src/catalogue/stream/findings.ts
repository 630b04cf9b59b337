import type { CatalogueEntry } from '../../model/finding.ts';
import { buffered, cut, invalidEvents, stalled } from './readings.ts';

/** Middleboxes and gateways limit how long a connection may last or be idle. */
const CHECK_TIMEOUTS =
  'Check the timeouts of every intermediary: proxy_read_timeout in nginx, the idle timeout of a load balancer, the maximum duration of a serverless function.';

/** Findings of the layer `stream`. */
export const stream = {
  'stream/buffered': {
    severity: 'warning',
    title: 'Streaming response is buffered',
    explanation:
      'The events of a streaming response arrived {how}. An intermediary buffers the events, so users see no incremental output and long responses hit timeouts.',
    steps: [
      'In your own reverse proxy, turn off response buffering: proxy_buffering off in nginx, flushpackets=on in Apache.',
      'Ask the administrator of the proxy or TLS inspection to exempt the host from content scanning.',
    ],
    pythonType: null,
    apiError: null,
    matches: buffered,
  },
  'stream/cut': {
    severity: 'error',
    title: 'Stream interrupted',
    explanation:
      'The connection closed before the last event of a streaming response. The events so far are valid, but a stream cannot be resumed.',
    steps: [
      'Measure the time until the interruption: if it is always the same, an intermediary has a timeout.',
      CHECK_TIMEOUTS,
      'Catch the error in the loop that reads the stream and send the request again: the SDKs retry requests, not streams.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: cut,
  },
  'stream/stalled': {
    severity: 'error',
    title: 'Stream stalled',
    explanation: 'A streaming response stopped: no data arrived within the read timeout of the client.',
    steps: [
      'Raise the read timeout of the client: OpenAI(timeout=httpx.Timeout(600, connect=5)) in Python, bodyTimeout of the undici dispatcher in Node.js.',
      CHECK_TIMEOUTS,
      'For models with long reasoning times, use the background mode of the Responses API and poll.',
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    matches: stalled,
  },
  'stream/invalid-events': {
    severity: 'warning',
    title: 'Streaming events are invalid for clients',
    explanation:
      'The events of a streaming response are not what clients of {endpoint} expect: {flaws}. Some clients raise an error, others lose part of the answer or wait for an end that never comes.',
    steps: [
      'If the server is yours, upgrade it: this is a fault of the server, or of a gateway that rewrites events.',
      'Until it is fixed, call {endpoint} without streaming (leave out stream=True).',
      'Try the other endpoint of the server, which may be implemented better: {other}.',
      'Show the events: `curl -sSN {callUrl} -H "Authorization: Bearer {keyShell}" -H "Content-Type: application/json" -d @request.json`',
    ],
    pythonType: null,
    apiError: null,
    matches: invalidEvents,
    suppressedBy: ['stream/cut', 'stream/stalled'],
  },
} satisfies Record<`stream/${string}`, CatalogueEntry>;
