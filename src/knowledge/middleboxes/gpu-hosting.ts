import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** Services that run models for their customers, each under an address of its own that stays when nothing runs behind it. */
export const gpuHosting: MiddleboxEntry[] = [
  speaking({
    id: 'modal',
    name: 'Modal',
    kind: 'hosting',
    answers: [
      { id: 'http/access-proxy', status: [401], page: /^modal-http: / },
      { id: 'http/nothing-behind', status: [404, 410], page: /^modal-http: / },
      { id: 'server/bad-gateway', status: [500, 502, 503, 504], page: /^modal-http: / },
    ],
    recognition: [{ host: /\.modal\.(?:run|host)$/, certainty: 'proved', source: 'Modal documentation, web endpoints' }],
    wants: { what: 'a proxy token of Modal', headers: ['Modal-Key: <id>', 'Modal-Secret: <secret>'] },
    steps: {
      'http/nothing-behind': [
        'Deploy the app again, and set the base URL to the address that it prints, with /v1 behind it: `modal deploy app.py`',
        'Compare the address with the apps that run; one that was started with modal serve has -dev in its name and ends with it: `modal app list`',
        'If the response says that the workspace is disabled, check its billing: https://modal.com/settings',
      ],
      'http/access-proxy': [
        'Create a proxy token in the settings of the workspace, and send it with each request: OpenAI(default_headers={"Modal-Key": "…", "Modal-Secret": "…"}), in Node.js defaultHeaders.',
      ],
      'server/bad-gateway': [
        'Check the log of the app. The first call loads the model and may take longer than the timeout of the function: raise timeout and scaledown_window there: `modal app logs APP`',
      ],
    },
    source: 'Modal documentation, web endpoint URLs and proxy tokens; responses quoted in public repositories',
  }),
  speaking({
    id: 'hugging-face-space',
    name: 'Hugging Face Spaces',
    aliases: ['hf-space', 'spaces'],
    kind: 'hosting',
    answers: [
      { id: 'http/nothing-behind', status: [404], page: /Hugging Face[\s\S]{0,4000}(?:can(?:'|’|&#39;)t find the page|404)/i },
      {
        id: 'http/nothing-behind',
        status: [503],
        page: /Your space is in error|space is (?:paused|sleeping|stopped)|This Space (?:has been paused|is sleeping)/i,
      },
    ],
    recognition: [{ host: /\.hf\.space$/, certainty: 'proved', source: 'Hugging Face documentation, Spaces' }],
    steps: {
      'http/nothing-behind': [
        'If the Space is private, send a token of Hugging Face that may read it, as Authorization: Bearer hf_…: without one it answers 404. The API behind it then needs its own key in another header.',
        'If it is paused or failed, restart it on its page, and read its log there.',
        'Compare the address with the one under Embed this Space: OWNER-NAME.hf.space.',
      ],
      'http/not-found': ['If the Space is private, send a token of Hugging Face that may read it: without one it answers 404.'],
    },
    source: 'Hugging Face documentation, Spaces: private Spaces and embedding',
  }),
  {
    id: 'runpod',
    name: 'RunPod',
    kind: 'hosting',
    recognition: [{ host: /\.proxy\.runpod\.net$/, certainty: 'proved', source: 'RunPod documentation, expose ports' }],
    steps: {
      'http/not-found': [
        'Check that the pod runs and exposes this port as an HTTP port: the address is POD_ID-PORT.proxy.runpod.net, and a restarted pod may have another ID.',
      ],
      'http/nothing-behind': ['Check that the pod runs and exposes this port as an HTTP port: POD_ID-PORT.proxy.runpod.net.'],
      'server/bad-gateway': [
        'Start the server in the pod, and let it listen on 0.0.0.0 and on the port in the address; a model that is still loading answers 502 too.',
        'If calls take longer than 100 seconds (524), stream the response, or expose a TCP port instead of an HTTP port.',
      ],
      'http/edge-challenge': ['Check that the pod runs and exposes this port as an HTTP port: POD_ID-PORT.proxy.runpod.net.'],
    },
    source: 'RunPod documentation, expose ports',
  },
  {
    id: 'gradio-share',
    name: 'a share link of Gradio',
    aliases: ['gradio-live'],
    kind: 'tunnel',
    recognition: [{ host: /\.gradio\.live$/, certainty: 'proved', source: 'Gradio documentation, sharing your app' }],
    steps: {
      'http/not-found': ['Start the program again: a share link ends with its process, and after a week at the latest.'],
      'http/nothing-behind': ['Start the program again: a share link ends with its process, and after a week at the latest.'],
      'server/bad-gateway': ['Start the program again: a share link ends with its process, and after a week at the latest.'],
    },
    source: 'Gradio documentation, sharing your app',
  },
];
