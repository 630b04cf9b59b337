import type { CatalogueEntry } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { outdatedRuntime } from './runtime.ts';
import { trustDivergence } from './trust.ts';

const UNIX: Platform[] = ['linux', 'wsl', 'container', 'macos'];

/** Findings of the layer `client`. */
export const client = {
  'client/trust-divergence': {
    severity: 'warning',
    title: 'Clients on this machine that trust different authorities',
    explanation:
      'The certificate of {host} is accepted by some programs here and refused by others, {why}. It is accepted by {accepting}; it is refused by {refusing}, whose calls fail with a certificate error.',
    steps: [
      {
        text: 'For Node, name the file that has the root already, before it starts: `export NODE_EXTRA_CA_CERTS={nodeFile}`',
        on: UNIX,
      },
      {
        text: 'For Node, name the file that has the root already, before it starts: `$env:NODE_EXTRA_CA_CERTS = "{nodeFile}"`',
        on: ['windows'],
      },
      'Or have Node {nodeSystem} read this system’s store: `export NODE_OPTIONS=--use-system-ca`',
      {
        text: 'For the Python library, which reads this system’s store where SSL_CERT_FILE is not set, add the root to that store, or name the file that has it: `export SSL_CERT_FILE={pythonFile}`',
        on: UNIX,
      },
      {
        text: 'For the Python library, which reads this system’s store where SSL_CERT_FILE is not set, add the root to that store, or name the file that has it: `$env:SSL_CERT_FILE = "{pythonFile}"`',
        on: ['windows'],
      },
      { text: 'For Python programs that use requests: `export REQUESTS_CA_BUNDLE={requestsFile}`', on: UNIX },
      { text: 'For curl: `export CURL_CA_BUNDLE={curlFile}`', on: UNIX },
      'Install this system’s roots, which are missing: `apt-get install -y {storeless}` (or `apk add {storeless}`, `dnf install {storeless}`)',
      'Have the certificate of {commonName} made anew with the name in the subject alternative name, which all clients read.',
    ],
    pythonType: null,
    apiError: null,
    when: trustDivergence,
  },
  'client/runtime-outdated': {
    severity: 'info',
    title: 'Client that is too old for its settings',
    explanation:
      'A client on this machine is older than what it is meant to do: {client} does not know {settings}. It says nothing about that and goes on without.',
    steps: [
      'Bring Node up to date, to the present release with long-term support: https://nodejs.org',
      'Until then, set what older versions of Node read as well: NODE_EXTRA_CA_CERTS for roots, and a proxy in the program itself, as with undici’s ProxyAgent.',
    ],
    pythonType: null,
    apiError: null,
    when: outdatedRuntime,
  },
  'client/inconclusive': {
    severity: 'info',
    title: 'Failed connection whose reason is not shown',
    explanation:
      'The text shows that a connection failed, and keeps the reason to itself: libraries wrap the network’s own error and print the outer one. It may be the name, the way, the certificate or the proxy.',
    steps: [
      'Have the reason named, on the machine where it fails: `api-doctor check`',
      'Or print the inner error of the Python library: except openai.APIConnectionError as error: print(repr(error.__cause__))',
      'Or print that of Node: catch (error) { console.error(error.cause) }',
      'Or let curl say it: `curl -sS -v https://api.openai.com/v1/models`',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: null,
  },
  'client/dependency-conflict': {
    severity: 'error',
    title: 'Libraries that do not fit together',
    explanation:
      'Two installed libraries are of versions that do not know each other: one calls the other in a way that it has only in other versions. Nothing was sent, so neither the key nor the network has a part in it.',
    steps: [
      'Bring the library and what it is built on to versions that belong together: python -m pip install --upgrade openai httpx',
      'See what does not fit: python -m pip check',
      'See which versions are in use: python -m pip list (in Node: npm ls openai undici)',
      'If another library asks for the old version, upgrade that one, too, or give this program a virtual environment of its own: python -m venv .venv',
    ],
    pythonType: null,
    apiError: null,
    when: null,
  },
  'client/shadowed-module': {
    severity: 'error',
    title: 'Own file in the place of a library',
    explanation:
      'A file of the program’s own has the name of a library, so the import finds that file and not the library. Python looks into the program’s own folder first. Nothing was sent.',
    steps: [
      'See which file is imported: python -c "import openai; print(openai.__file__)"',
      'Give that file another name (not openai.py, httpx.py, ssl.py or the like), and remove the compiled copies beside it: rm -rf __pycache__',
    ],
    pythonType: null,
    apiError: null,
    when: null,
  },
  'client/usage-error': {
    severity: 'error',
    title: 'Call that the library does not offer',
    explanation:
      'The program calls the library in a way that it does not offer: an argument or a method that it does not have, or a result that is used as something else. The library refused before anything was sent, or after a good answer came.',
    steps: [
      'Compare the call with the library’s own description of the version in use: python -c "import openai; print(openai.__version__)"',
      'Look at the method’s arguments: python -c "import openai; help(openai.OpenAI.chat)" (the README of the library shows each call)',
      'If the example comes from an older text, rewrite it for the present version, or install the version that it was written for.',
    ],
    pythonType: null,
    apiError: null,
    when: null,
  },
  'client/outdated-library': {
    severity: 'error',
    title: 'Code and library of different generations',
    explanation:
      'The program uses something that the installed version of the library no longer has, or does not have yet. The Python library changed its whole surface with 1.0: openai.ChatCompletion and openai.error became client.chat.completions and exceptions of the package itself.',
    steps: [
      'See which version is in use: python -m pip show openai (in Node: npm ls openai)',
      'Bring the library up to date: python -m pip install --upgrade openai (in Node: npm install openai@latest), and start the program, notebook or kernel anew.',
      'Move old code to the present surface by hand, or let the library’s own tool do it: openai migrate',
      'If another package needs the old surface, upgrade that package, or pin what it asks for: python -m pip install "openai<1"',
    ],
    pythonType: null,
    apiError: null,
    when: null,
  },
  'client/not-an-api-error': {
    severity: 'info',
    title: 'Problem that is not the API’s',
    explanation:
      'The text shows no failed call of the API: the calls in it were answered, or it is about something else. What stands in it has to be looked for in the program itself.',
    steps: [
      'If a call did fail, explain the part of the log with its error, some lines before and after it included: api-doctor explain error.log',
      'See whether the API can be reached from here at all: `api-doctor check`',
    ],
    pythonType: null,
    apiError: null,
    when: null,
  },
} satisfies Record<`client/${string}`, CatalogueEntry>;
