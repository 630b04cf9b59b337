import type { Meaning } from './meaning.ts';

export const client: Record<string, Meaning> = {
  'client/trust-divergence': {
    means: 'The usual clients on this machine trust different CAs.',
    causes: ['Each client uses its own trust store.'],
  },
  'client/known-bug': {
    means: 'A client that is installed here, or that wrote the log, has a known bug that looks like a network or API problem.',
    causes: [
      'The versions of two libraries are incompatible.',
      'A value in the environment, such as an IPv6 range in NO_PROXY, makes this version of the client fail.',
    ],
  },
  'client/runtime-outdated': { means: 'A client on this machine is too old for its settings.', causes: [] },
  'client/inconclusive': {
    means: 'The log shows a connection error, but not its cause: the SDK wraps the original exception.',
    causes: [
      'Python: read the traceback above the last line, or print error.__cause__.',
      'Node.js: print error.cause. With several addresses, print error.cause.errors.',
      'Browser: open the console and the network tab. CORS may block the call.',
      'Any client: call the same URL with curl from the same machine: `curl -v https://HOST/`',
    ],
  },
  'client/dependency-conflict': {
    means: 'Two installed libraries are incompatible, so the client cannot be created. Nothing was sent.',
    causes: [
      'openai before 1.55.3 is installed with httpx 0.28 or later, which has removed the argument proxies.',
      'A library was upgraded alone. List the conflicts: `pip check`',
    ],
  },
  'client/shadowed-module': {
    means: 'A file of yours has the same name as the library and is imported instead.',
    causes: ['A script is named openai.py, or is next to one. Rename it, and delete __pycache__.'],
  },
  'client/usage-error': {
    means: 'The SDK, or a command such as curl, was called incorrectly.',
    causes: [
      'A parameter is misspelled, or belongs to another endpoint or version.',
      'An async client is used without await, or a sync client with it.',
      'The shell took the arguments of a command apart at their quotes, so that the client read pieces of them as addresses.',
    ],
  },
  'client/outdated-library': {
    means: 'The code does not match the installed version of the SDK.',
    causes: [
      'Code for version 0 runs with version 1 or later. Migrate the code: `openai migrate`',
      'Code for version 1 runs with version 0. Upgrade the SDK, and restart the kernel of the notebook: `pip install --upgrade openai`',
    ],
  },
  'client/not-an-api-error': {
    means: 'The log shows a problem that is not related to the API.',
    causes: ['Another service that the program uses fails.'],
  },
  'probe/unrecognised': { means: 'A probe failed with an error that this version does not recognize.', causes: [] },
};
