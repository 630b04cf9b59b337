import type { CatalogueEntry } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { ignoredVariables, malformedIds, verificationOff } from './environment.ts';
import { foreignKey, malformedKey, missingKey, notAnApiKey, paddedKey, sampleKey, unusualKey } from './key.ts';
import { badCaFiles, tooFewDescriptors } from './machine.ts';
import { insecureUrl, invalidBaseUrl, wrongPath } from './url.ts';

const SHELL: Platform[] = ['linux', 'macos', 'wsl', 'container'];
const WINDOWS: Platform[] = ['windows'];
const CONTAINER: Platform[] = ['container'];

/** How to give a key to this shell without leaving it in the history. */
const SET_KEY = [
  {
    text: 'Set it for this shell; the key is not shown and stays out of the history: `read -rs OPENAI_API_KEY && export OPENAI_API_KEY`',
    on: SHELL,
  },
  {
    text: 'Set it for this PowerShell: `$env:OPENAI_API_KEY = Read-Host "API key"`. To keep it: `setx OPENAI_API_KEY "<your key>"`, then open a new terminal.',
    on: WINDOWS,
  },
];

const WHERE_SET = {
  text: 'Find the file that sets it, names alone, and mend it there: `grep -ls {keyVariable} ~/.bashrc ~/.bash_profile ~/.profile ~/.zshrc ~/.zshenv .env .env.local`',
  on: SHELL,
};

const NEW_KEY =
  'Copy the key once more from {keyPage}. Most consoles show a whole key only when it is made, so make a new one if the old one is not at hand.';

/** Findings of the layer `config`, the key first: nothing else matters to a call without one. */
export const config = {
  'config/key-missing': {
    severity: 'error',
    title: 'No API key',
    explanation: 'No API key was found. {look} The usual clients stop before they send anything.',
    steps: [
      { text: 'Give the key the name that clients read: `export OPENAI_API_KEY="{otherShell}"`', on: SHELL },
      { text: 'Give the key the name that clients read: `$env:OPENAI_API_KEY = $env:{otherVariable}`', on: WINDOWS },
      { text: 'Load the file before the program starts: `set -a; . ./{envFile}; set +a`', on: SHELL },
      'Or let the program load it: `node --env-file={envFile} app.js`; in Python `pip install python-dotenv` and call load_dotenv() before the client is made.',
      'Put the key into {emptyFile}, in one line and nothing else.',
      ...SET_KEY,
      'Get a key from {keyPage}, if there is none yet.',
      'A server that asks for no key still needs some text there, because clients insist on one: `export OPENAI_API_KEY=not-needed` (for {ownHost})',
      {
        text: 'Hand it into the container: `docker run -e OPENAI_API_KEY …` In Kubernetes, name the secret under env.valueFrom.secretKeyRef.',
        on: CONTAINER,
      },
      {
        text: 'Under sudo, cron and systemd the variables of your shell are gone: `sudo --preserve-env=OPENAI_API_KEY …`, or EnvironmentFile= in the unit.',
        on: ['linux', 'wsl', 'macos'],
      },
    ],
    pythonType: null,
    apiError: null,
    when: missingKey,
  },
  'config/key-malformed': {
    severity: 'error',
    title: 'API key with characters that do not belong in it',
    explanation: 'The key from {keySource} ({key}) cannot be used as it is: it {flaws}. {consequence}',
    steps: [
      {
        text: 'Take out what does not belong there: `export {keyVariable}="$(printf %s "{keyShell}" | {shellFilter})"`',
        on: SHELL,
      },
      { text: 'Take out what does not belong there: `$env:{keyVariable} = $env:{keyVariable} {powerFilter}`', on: WINDOWS },
      {
        text: 'Keep the key alone in the file: `cat "{keyFile}" | {shellFilter} > "{keyFile}.new" && mv "{keyFile}.new" "{keyFile}"`',
        on: SHELL,
      },
      {
        text: 'Keep the key alone in the file: `(Get-Content -Raw "{keyFile}") {powerFilter} | Set-Content -NoNewline -Encoding ascii "{keyFile}"`',
        on: WINDOWS,
      },
      WHERE_SET,
      {
        text: 'In cmd, quotes become part of the value. Put them around the whole of it: `set "OPENAI_API_KEY=<your key>"`',
        on: WINDOWS,
      },
      {
        text: 'In a file for `docker run --env-file`, quotes become part of the value. Write the line without: `OPENAI_API_KEY=<your key>`',
        on: CONTAINER,
      },
      NEW_KEY,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: malformedKey,
    unless: ['config/key-placeholder'],
  },
  'config/key-placeholder': {
    severity: 'error',
    title: 'Sample text in place of the API key',
    explanation:
      'What {keySource} holds ({key}) is no key: it looks like {sample}. No account has such a key, so the API answers 401.',
    steps: [
      'Get a key from {keyPage}.',
      ...SET_KEY,
      WHERE_SET,
      'If a program or a pipeline was to fill it in, see whether the variable that it reads has a value there. In CI, secrets are not handed to builds of forks.',
      { text: 'Single quotes keep a shell from filling in a variable: write `"$NAME"`, not `\'$NAME\'`.', on: SHELL },
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    when: sampleKey,
  },
  'config/key-wrong-provider': {
    severity: 'error',
    title: 'Key of another vendor',
    explanation:
      'The key from {keySource} ({key}) has the form of a key of {issuer}, and the base URL {baseUrl} leads to {hostVendor}, which does not know it.',
    steps: [
      { text: 'If the key is the right one, send it where it belongs: `export OPENAI_BASE_URL={issuerUrl}`', on: SHELL },
      { text: 'If the key is the right one, send it where it belongs: `$env:OPENAI_BASE_URL = "{issuerUrl}"`', on: WINDOWS },
      'If {hostVendor} is the right one, take a key of theirs.',
      ...SET_KEY,
      WHERE_SET,
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    when: foreignKey,
  },
  'config/key-not-an-api-key': {
    severity: 'error',
    title: 'Not an API key',
    explanation: 'What {keySource} holds ({key}) is {thing}. The API takes API keys alone, which begin with sk-.',
    steps: [
      'Make an API key on {keyPage}; a subscription of ChatGPT does not come with one.',
      ...SET_KEY,
      'Keep the admin key in {adminVariable}, for the endpoints below /v1/organization.',
      'The id itself belongs in {idVariable}.',
      WHERE_SET,
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    when: notAnApiKey,
  },
  'config/base-url-invalid': {
    severity: 'error',
    title: 'Base URL that clients cannot use',
    explanation: '{reading}',
    steps: [
      { text: 'Set it to what was probably meant: `export OPENAI_BASE_URL={suggestion}`', on: SHELL },
      { text: 'Set it to what was probably meant: `$env:OPENAI_BASE_URL = "{suggestion}"`', on: WINDOWS },
      { text: 'Remove the empty variable: `unset {blankVariable}`', on: SHELL },
      { text: 'Remove the empty variable: `Remove-Item Env:{blankVariable}`', on: WINDOWS },
      { text: 'Or go back to the default, https://api.openai.com/v1: `unset {urlVariable}`', on: SHELL },
      { text: 'Or go back to the default, https://api.openai.com/v1: `Remove-Item Env:{urlVariable}`', on: WINDOWS },
      'A base URL is written https://host/v1, with a port where it is not the usual one (https://host:8443/v1); signs in a user name or a password are percent-encoded.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: invalidBaseUrl,
  },
  'config/ca-file-unreadable': {
    severity: 'error',
    title: 'Certificate file that cannot be used',
    explanation: '{caName} names {caPath}, which {caFlaw}. {caConsequence}',
    steps: [
      { text: 'Look at what is there: `ls -lL "{caPath}"; openssl x509 -in "{caPath}" -noout -subject -enddate`', on: SHELL },
      { text: 'Look at what is there: `Get-Item "{caPath}"; certutil -dump "{caPath}"`', on: WINDOWS },
      'No client fills in ~ in a variable. Write the whole path: `export {caVariable}="$HOME/{tilde}"`',
      'The quotes are part of the value. Set it without them: `{unquoted}`',
      { text: 'Turn DER into PEM: `openssl x509 -inform der -in "{derFile}" -out ca.pem`', on: SHELL },
      { text: 'Turn DER into PEM: `certutil -encode "{derFile}" ca.pem`', on: WINDOWS },
      { text: 'Or do without it, and trust what the client trusts by itself: `unset {caVariable}`', on: SHELL },
      { text: 'Or do without it, and trust what the client trusts by itself: `Remove-Item Env:{caVariable}`', on: WINDOWS },
      {
        text: 'See that the file is in the image or mounted, under this very path, and readable for the user that the program runs as.',
        on: CONTAINER,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: badCaFiles,
  },
  'config/descriptor-limit': {
    severity: 'error',
    title: 'Too few files may be open',
    explanation:
      'This process could open only {available} more files. A connection takes a file descriptor, and so does asking for a name: a program that has none left reports a name that does not exist, or a failed connection, while the network is fine.',
    steps: [
      {
        text: 'Raise the limit in this shell: `ulimit -n 4096`. If that is refused, see the hard limit: `ulimit -Hn`',
        on: ['linux', 'macos', 'wsl'],
      },
      { text: 'Raise the limit for the container: `docker run --ulimit nofile=4096:4096 …`', on: CONTAINER },
      {
        text: 'For a service, set LimitNOFILE=4096 in its unit; for log-ins, nofile in /etc/security/limits.conf.',
        on: ['linux', 'wsl'],
      },
      {
        text: 'See what holds them open in the program that fails: `ls /proc/<pid>/fd | wc -l`. A number that keeps growing is a leak, as of clients made anew for each request and never closed.',
        on: ['linux', 'wsl', 'container'],
      },
      {
        text: 'See what holds them open in the program that fails: `lsof -p <pid> | wc -l`. A number that keeps growing is a leak, as of clients made anew for each request and never closed.',
        on: ['macos'],
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: tooFewDescriptors,
    // Whatever fails below for want of a socket fails for this reason.
    explains: ['dns/', 'tcp/', 'proxy/', 'tls/', 'http/'],
  },
  'config/key-padded': {
    severity: 'warning',
    title: 'White space around the API key',
    explanation: 'The key from {keySource} ({key}) has {where}. {consequence}',
    steps: [
      { text: 'Cut it off: `export {keyVariable}="$(printf %s "{keyShell}" | tr -d "[:space:]")"`', on: SHELL },
      { text: 'Cut it off: `$env:{keyVariable} = $env:{keyVariable}.Trim()`', on: WINDOWS },
      { text: 'Cut it off: `tr -d "[:space:]" < "{keyFile}" > "{keyFile}.new" && mv "{keyFile}.new" "{keyFile}"`', on: SHELL },
      { text: 'Cut it off: `(Get-Content -Raw "{keyFile}").Trim() | Set-Content -NoNewline "{keyFile}"`', on: WINDOWS },
      WHERE_SET,
      {
        text: 'A secret made with echo ends in a line break; make it with printf %s or echo -n, also in front of base64.',
        on: SHELL,
      },
    ],
    pythonType: null,
    apiError: null,
    when: paddedKey,
    unless: ['config/key-malformed', 'config/key-placeholder', 'config/key-wrong-provider', 'config/key-not-an-api-key'],
  },
  'config/base-url-insecure': {
    severity: 'warning',
    title: 'Base URL without TLS',
    explanation:
      'The base URL {baseUrl} ({urlSource}) begins with http://, and {whose}, so this check sent none, and what the API makes of the key was not tested. The usual clients do send it.',
    steps: [
      { text: 'Call this machine by its name: `export OPENAI_BASE_URL={localUrl}`', on: SHELL },
      { text: 'Call this machine by its name: `$env:OPENAI_BASE_URL = "{localUrl}"`', on: WINDOWS },
      { text: 'Use TLS where the server offers it: `export OPENAI_BASE_URL={secureUrl}`', on: SHELL },
      { text: 'Use TLS where the server offers it: `$env:OPENAI_BASE_URL = "{secureUrl}"`', on: WINDOWS },
      'For a server of your own, put a TLS proxy such as Caddy or nginx in front of it, or reach it through a tunnel: `ssh -L {port}:localhost:{port} {host}`, with the base URL {tunnelUrl}',
    ],
    pythonType: null,
    apiError: null,
    when: insecureUrl,
  },
  'config/base-url-path': {
    severity: 'warning',
    title: 'Path of the base URL looks wrong',
    explanation: 'The base URL {shownUrl} ({urlSource}) probably does not lead where it should. {pathReading}',
    steps: [
      { text: 'Set it to what was probably meant: `export OPENAI_BASE_URL={suggestion}`', on: SHELL },
      { text: 'Set it to what was probably meant: `$env:OPENAI_BASE_URL = "{suggestion}"`', on: WINDOWS },
      'In a program, give the client the same text: `OpenAI(base_url="{suggestion}")`, or `new OpenAI({ baseURL: "{suggestion}" })`',
      'Give {query} to the client by itself, as default_query in Python and defaultQuery in Node. For Azure’s api-version there is a class of its own, AzureOpenAI.',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    when: wrongPath,
    unless: ['config/base-url-invalid'],
  },
  'config/tls-verification-disabled': {
    severity: 'warning',
    title: 'Verification of certificates switched off',
    explanation:
      'The environment holds {settings}. {whoObeys} Whoever sits on the way can then read the key and everything sent with it. This check verified all the same.',
    steps: [
      { text: 'Take it back: `unset {settingNames}`', on: SHELL },
      { text: 'Take it back: `Remove-Item {settingItems}`', on: WINDOWS },
      'If it was set because of a certificate of your company’s, trust that one alone: `export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem` for Node, SSL_CERT_FILE for Python.',
    ],
    pythonType: null,
    apiError: null,
    when: verificationOff,
  },
  'config/organization-malformed': {
    severity: 'warning',
    title: 'Organization or project id of an unknown form',
    explanation:
      '{ids} Clients send it along with each request, and the API refuses a key that does not belong to what is named there.',
    steps: [
      'Copy the id (not the name) from https://platform.openai.com/settings/organization/general, or for a project from its own settings page.',
      'Or leave it out: `unset {idVariables}`. A key of a project needs neither.',
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    when: malformedIds,
  },
  'config/variable-ignored': {
    severity: 'warning',
    title: 'Variable that current clients do not read',
    explanation:
      '{ignored} The official clients of today pass over {them}; older versions (Python below 1.0) and some frameworks, LiteLLM and LangChain among them, do read {them}, so that one program goes another way than the next.',
    steps: [
      { text: 'Set what clients read as well: `{exports}`', on: SHELL },
      { text: 'Set what clients read as well: `{powerExports}`', on: WINDOWS },
      'If nothing here reads the old name any more, remove it, so that nobody is misled.',
    ],
    pythonType: null,
    apiError: null,
    when: ignoredVariables,
  },
  'config/key-unusual': {
    severity: 'info',
    title: 'API key of an unknown form',
    explanation:
      'The key from {keySource} ({key}) has none of the forms known for keys of OpenAI, which begin with sk-proj-, sk-svcacct- or sk-. New forms appear, so that alone does not make it wrong; keys of DeepSeek, Moonshot and of resellers also begin with a bare sk-.',
    steps: ['If the API does not take it, see who issued it, and whether the base URL {baseUrl} is theirs.'],
    pythonType: null,
    apiError: null,
    when: unusualKey,
    unless: ['config/key-malformed', 'config/key-placeholder', 'config/key-wrong-provider', 'config/key-not-an-api-key'],
  },
} satisfies Record<`config/${string}`, CatalogueEntry>;
