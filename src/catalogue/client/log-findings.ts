import type { CatalogueEntry } from '../../model/finding.ts';

const ERROR = { severity: 'error', pythonType: null, apiError: null, when: null } as const;
const INFO = { ...ERROR, severity: 'info' } as const;

/** Findings about clients that only a log can show. */
export const clientLogs = {
  'client/dependency-conflict': {
    ...ERROR,
    title: 'Libraries that do not fit together',
    explanation:
      'Two installed libraries do not fit together, so the client could not be made. Nothing was sent, and the network plays no part in it.',
    steps: [
      'See what does not fit: `pip check`',
      'Bring the library up to date together with what it needs: `pip install --upgrade openai httpx`',
      'If openai has to stay below 1.55.3, hold httpx back: `pip install "httpx<0.28"`',
      'With undici in Node: take fetch and ProxyAgent from the same installed undici package.',
    ],
  },
  'client/shadowed-module': {
    ...ERROR,
    title: 'File that hides the library',
    explanation: 'A file of your own has the name of a library, and Python loads it in the library’s place. Nothing was sent.',
    steps: [
      'See which file is loaded: `python -c "import openai; print(openai.__file__)"`',
      'Rename your file, for it must not be called openai.py or like a module of the standard library, and delete the __pycache__ folder beside it.',
    ],
  },
  'client/usage-error': {
    ...ERROR,
    title: 'Call that the library does not offer',
    explanation: 'The library was called in a way that its installed version does not offer, so nothing was sent.',
    steps: [
      'See which version is installed: `pip show openai`, or `npm ls openai`',
      'Compare the call with the reference of that version: the message names the argument or the attribute.',
      'Await calls of AsyncOpenAI, and do not await those of OpenAI.',
    ],
    docs: 'https://platform.openai.com/docs/libraries',
  },
  'client/outdated-library': {
    ...ERROR,
    title: 'Code and library of different versions',
    explanation:
      'The code was written for another major version of the library than the one that is installed, so nothing was sent.',
    steps: [
      'See which version is installed, in the environment that runs the code: `python -m pip show openai`, or `npm ls openai`',
      'Let the library rewrite code of version 0: `openai migrate`',
      'If the code is the newer one, upgrade: `python -m pip install --upgrade openai`, and restart the notebook’s kernel or the service.',
      'If the code cannot be changed now, keep the old version: `python -m pip install "openai<1"`',
    ],
    docs: 'https://platform.openai.com/docs/libraries',
  },
  'client/inconclusive': {
    ...INFO,
    title: 'Failed connection whose cause is not shown',
    explanation:
      'The text shows that a connection failed, and hides why: the library wraps the error that would tell. Several causes look the same from here, so none is named.',
    steps: [
      'Run `api-doctor check` on the machine where this was logged: it looks at each step of the way and names the cause.',
      'In Python print what lies inside: `except openai.APIConnectionError as error: print(repr(error.__cause__))`',
      'In Node print what lies inside: `console.error(error.cause ?? error, error.cause?.errors)`',
      'Or let curl say it, from the same machine and with the same proxy: `curl -v {modelsUrl}`',
    ],
    pythonType: 'APIConnectionError',
  },
  'client/not-an-api-error': {
    ...INFO,
    title: 'Problem that is not the API’s',
    explanation: 'The text shows a failure, and it is not one of a call to the API.',
    steps: ['Look at the service or the file that the message names.'],
  },
} satisfies Record<`client/${string}`, CatalogueEntry>;
