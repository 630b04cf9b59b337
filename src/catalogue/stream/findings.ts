import type { CatalogueEntry } from '../../model/finding.ts';
import { buffered, cut, stalled } from './readings.ts';

/** Steps against whatever ends or holds up answers that come in parts. */
const ON_THE_WAY =
  'Look at every box between here and the API for a limit on how long a connection may last or stay silent: proxy_read_timeout in nginx, the idle timeout of a load balancer, the longest run of a serverless function.';

/** Findings of the layer `stream`. */
export const stream = {
  'stream/buffered': {
    severity: 'warning',
    title: 'Streamed answer that arrives in one lump',
    explanation:
      'A streamed answer was asked for, and its parts arrived all at once at the end. Something on the way collects them before it passes them on, so nobody sees the answer grow and long answers run into time limits.',
    steps: [
      'In a reverse proxy of your own switch buffering off: proxy_buffering off in nginx, flushpackets=on in Apache.',
      'Ask the administrator of the proxy or inspection box to leave the host out of content scanning.',
    ],
    pythonType: null,
    apiError: null,
    when: buffered,
  },
  'stream/cut': {
    severity: 'error',
    title: 'Streamed answer cut off',
    explanation:
      'A streamed answer began and the connection ended before its last event. What came so far was good; the rest is lost, because a stream cannot be taken up again.',
    steps: [
      'Compare how many seconds passed before the cut: always the same number means a time limit on the way.',
      ON_THE_WAY,
      'Catch the error around the loop that reads the stream, and ask again: the libraries retry a request, not a stream.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: cut,
  },
  'stream/stalled': {
    severity: 'error',
    title: 'Streamed answer that stopped coming',
    explanation:
      'A streamed answer was asked for, and then nothing more arrived for as long as the client was ready to wait between two parts.',
    steps: [
      'Raise the time that the client waits between two parts: `OpenAI(timeout=httpx.Timeout(600, connect=5))` in Python, bodyTimeout of the dispatcher in Node.',
      ON_THE_WAY,
      'For models that think long before they speak, use the background mode of the Responses API and poll.',
    ],
    pythonType: 'APITimeoutError',
    apiError: null,
    when: stalled,
  },
} satisfies Record<`stream/${string}`, CatalogueEntry>;
