import type { Meaning } from './meaning.ts';

export const client: Record<string, Meaning> = {
  'client/trust-divergence': {
    means: 'The usual clients on this machine do not trust the same certificates.',
    causes: ['Each brings a list of roots of its own.'],
  },
  'client/known-bug': {
    means:
      'A client that is installed here, or that the log names, has a known bug that looks like a fault of the network or of the API.',
    causes: [
      'The versions of two libraries do not fit together.',
      'A value in the environment, such as an IPv6 range in NO_PROXY, makes this version of the client fail.',
    ],
  },
  'client/runtime-outdated': { means: 'A client on this machine is too old for what it has to do.', causes: [] },
  'client/inconclusive': {
    means: 'A connection failed, and the words that were logged hide why: the library wraps the error that would tell.',
    causes: [
      'Python: the cause stands in the traceback above the last line, or in error.__cause__.',
      'Node: `console.error(error.cause)`, and for several addresses error.cause.errors.',
      'Browser: the console and the network tab; a page may be kept from calling another host at all (CORS).',
      'Any client: `curl -v` to the same address from the same machine.',
    ],
  },
  'client/dependency-conflict': {
    means: 'Two installed libraries do not fit together, and the client cannot be made. Nothing was sent.',
    causes: [
      'openai before 1.55.3 with httpx 0.28 or later: the argument proxies is gone.',
      'A library was upgraded by itself: `pip check` names what no longer fits.',
    ],
  },
  'client/shadowed-module': {
    means: 'A file of the user’s own has the name of the library and is loaded in its place.',
    causes: ['A script is called openai.py, or lies beside one: rename it, and delete __pycache__.'],
  },
  'client/usage-error': {
    means: 'The library was called in a way that it does not offer. Nothing was sent.',
    causes: [
      'A parameter is misspelt, or belongs to another endpoint or version.',
      'An async client is used without await, or the reverse.',
    ],
  },
  'client/outdated-library': {
    means: 'The code and the installed version of the library do not belong together.',
    causes: [
      'Code for version 0 runs with version 1 or later: openai migrate rewrites it.',
      'Code for version 1 runs with version 0: `pip install --upgrade openai`, and restart the notebook’s kernel.',
    ],
  },
  'client/not-an-api-error': {
    means: 'The text shows a problem, and it is not the API’s.',
    causes: ['Another service that the program uses fails.'],
  },
  'probe/unrecognised': { means: 'A step of the check failed in a way that this version does not know.', causes: [] },
};
