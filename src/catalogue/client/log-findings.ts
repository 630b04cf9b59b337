import type { CatalogueEntry } from '../../model/finding.ts';

const ERROR = { severity: 'error', pythonType: null, apiError: null, matches: null } as const;
const INFO = { ...ERROR, severity: 'info' } as const;

/** Findings about clients that only a log shows. */
export const clientLogs = {
  'client/dependency-conflict': {
    ...ERROR,
    title: 'Installed libraries are incompatible',
    explanation:
      'Two installed libraries are incompatible, so the client could not be created. Nothing was sent; the network is not the cause.',
    steps: [
      'Show the incompatible packages: `pip check`',
      'Upgrade the SDK together with its dependencies: `pip install --upgrade openai httpx`',
      'If openai must stay below 1.55.3, pin httpx: `pip install "httpx<0.28"`',
      'In Node.js, import fetch and ProxyAgent from the same undici package.',
    ],
  },
  'client/shadowed-module': {
    ...ERROR,
    title: 'Local file shadows the library',
    explanation: 'One of your files has the name of a library, so Python imports it instead of the library. Nothing was sent.',
    steps: [
      'Show which file is imported: `python -c "import openai; print(openai.__file__)"`',
      'Rename that file, and delete the __pycache__ directory next to it. Do not use openai.py or the name of a standard module.',
    ],
  },
  'client/usage-error': {
    ...ERROR,
    title: 'Client is called incorrectly',
    explanation: 'The code or the command calls the client in a way that the installed version does not support.',
    steps: [
      'Show the installed version (npm ls openai in Node.js): `pip show openai`',
      'Compare the call with the documentation of that version. The message names the argument or the attribute.',
      'Use await with AsyncOpenAI, and not with OpenAI.',
    ],
    docs: 'https://platform.openai.com/docs/libraries',
  },
  'client/outdated-library': {
    ...ERROR,
    title: 'Code does not match the SDK version',
    explanation: 'The code was written for another major version of the SDK than the installed one. Nothing was sent.',
    steps: [
      'Show the installed version, in the environment that runs the code (npm ls openai in Node.js): `python -m pip show openai`',
      'Migrate code that was written for version 0: `openai migrate`',
      'If the code is newer, upgrade the SDK and restart the notebook kernel or the service: `python -m pip install --upgrade openai`',
      'If you cannot change the code now, install the old version: `python -m pip install "openai<1"`',
    ],
    docs: 'https://platform.openai.com/docs/libraries',
  },
  'client/inconclusive': {
    ...INFO,
    title: 'Connection error without a cause',
    explanation:
      'The log shows a connection error, but not its cause: the SDK wraps the original exception. Several causes fit, so none is reported.',
    steps: [
      'Run a check on the machine that wrote the log: `api-doctor check`',
      'In Python, log the original exception: except openai.APIConnectionError as e: print(repr(e.__cause__))',
      'In Node.js, log the original error: console.error(error.cause ?? error, error.cause?.errors)',
      'Or use curl, on the same machine and with the same proxy: `curl -v {modelsUrl}`',
    ],
    pythonType: 'APIConnectionError',
  },
  'client/not-an-api-error': {
    ...INFO,
    title: 'Not an API error',
    explanation: 'The log shows an error, but not of an API call.',
    steps: ['Check the service or the file that the message names.'],
  },
} satisfies Record<`client/${string}`, CatalogueEntry>;
