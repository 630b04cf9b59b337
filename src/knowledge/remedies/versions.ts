import { OF_REQUEST, type Remedy } from './remedy.ts';

/** Messages that show which version of a program is wrong, and in which direction. */
export const versions: Remedy[] = [
  {
    of: ['client/outdated-library', 'client/dependency-conflict', 'client/inconclusive'],
    said: /partially initialized module 'openai'/,
    steps: [
      'Rename your own file openai.py, or your own directory openai, and remove the __pycache__ beside it: Python takes it for the SDK.',
    ],
    local: true,
    sample:
      "AttributeError: partially initialized module 'openai' has no attribute 'OpenAI' (most likely due to a circular import)",
  },
  {
    of: ['client/outdated-library'],
    said: /module 'openai' has no attribute '(?:Async)?(?:Azure)?OpenAI'|cannot import name '(?<newName>(?:Async)?(?:Azure)?OpenAI)' from 'openai'/,
    steps: [
      'Upgrade the SDK in the environment of the program, because versions before 1 have no such class: `python -m pip install --upgrade openai`',
    ],
    sample: "AttributeError: module 'openai' has no attribute 'OpenAI'",
  },
  {
    of: ['client/outdated-library'],
    said: /module 'openai' has no attribute 'ChatCompletion'/,
    steps: ['Upgrade the SDK, because versions before 0.27 have no ChatCompletion: `python -m pip install "openai==0.28.1"`'],
    sample: "AttributeError: module 'openai' has no attribute 'ChatCompletion'",
  },
  {
    of: ['http/bad-request', 'request/invalid-body'],
    said: /Instructions are not valid/,
    steps: [
      'Update Codex, because the server accepts only the instructions of its newer versions: `npm install -g @openai/codex@latest`',
    ],
    sample: 'unexpected status 400 Bad Request: {"detail":"Instructions are not valid"}',
  },
  {
    of: ['client/outdated-library'],
    said: /wire_api = "chat".{0,4} is no longer supported/,
    means: 'This version of Codex calls /v1/responses alone. Its configuration still names the older API, so it sent nothing.',
    steps: [
      'Set wire_api = "responses" for the provider in ~/.codex/config.toml.',
      'If its server has no /v1/responses, put a gateway in front of it that has, or install an older version of Codex.',
    ],
    local: true,
    sample: 'Error loading configuration: `wire_api = "chat"` is no longer supported.',
  },
  {
    of: OF_REQUEST,
    said: /tools param requires --jinja flag|Unsupported param: tools\b/,
    steps: [
      'Start llama-server with --jinja, or update llama.cpp: newer versions take tools without it.',
      'Until then, send no tools.',
    ],
    sample: "{'error': {'code': 500, 'message': 'tools param requires --jinja flag', 'type': 'server_error'}}",
  },
];
