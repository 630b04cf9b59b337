import type { CatalogueEntry } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { envFileDiffers } from './env-file.ts';
import { ignoredVariables, malformedIds, verificationOff } from './environment.ts';
import { foreignKey, malformedKey, notAnApiKey, paddedKey, sampleKey, unusualKey } from './key.ts';
import { badCaFiles, tooFewDescriptors } from './machine.ts';
import { missingKey } from './missing-key.ts';
import { shadowed } from './places.ts';
import { insecureUrl, invalidBaseUrl, wrongPath } from './url.ts';

const SHELL: Platform[] = ['linux', 'macos', 'wsl', 'container'];
const WINDOWS: Platform[] = ['windows'];
const CONTAINER: Platform[] = ['container'];

/** Sets the key in this shell without leaving it in the history. `read -s` is no part of POSIX: dash rejects it and runs what is pasted next. */
const SET_KEY = [
  {
    text: 'Set the key for this shell; it is not displayed and not saved in the history: `export OPENAI_API_KEY="$(trap \'stty echo\' EXIT INT; stty -echo; read -r key; printf %s "$key")"`',
    on: SHELL,
  },
  { text: 'Set the key for this PowerShell window: `$env:OPENAI_API_KEY = Read-Host "API key"`', on: WINDOWS },
  { text: 'Keep the key for new terminals: `setx OPENAI_API_KEY "$env:OPENAI_API_KEY"`', on: WINDOWS },
];

const WHERE_SET = {
  text: 'Find the file that sets {keyVariable} and correct it there (this prints file names only): `grep -ls {keyVariable} ~/.bashrc ~/.bash_profile ~/.profile ~/.zshrc ~/.zshenv .env .env.local`',
  on: SHELL,
};

const NEW_KEY =
  'Copy the key again from {keyPage}. Create a new key if you no longer have it, because most consoles show a key only once.';

/** Findings of the layer `config`, the key first: nothing else matters to a call without one. */
export const config = {
  'config/key-missing': {
    severity: 'error',
    title: 'No API key',
    explanation: 'No API key was found. {look} The SDKs stop before they send anything.',
    steps: [
      { text: 'Check whether the key in {envFile} works: `api-doctor check --env-file {envFile}`', first: true },
      { text: 'Remove the empty variable, so that the file counts: `unset {emptyVariable}`', on: SHELL },
      { text: 'Remove the empty variable, so that the file counts: `Remove-Item Env:{emptyVariable}`', on: WINDOWS },
      { text: 'Start a new shell, which reads {profile}, and start the program from it: `exec "$SHELL" -l`', on: SHELL },
      { text: 'Let direnv set what {direnvFile} holds: `direnv allow`', on: SHELL },
      {
        text: 'Open a new terminal, which gets the variable from {registry}. Restart an IDE before you use its terminal.',
        on: WINDOWS,
      },
      {
        text: 'Give the variable to desktop programs, too, and start them again: `launchctl setenv OPENAI_API_KEY "$OPENAI_API_KEY"`',
        on: ['macos'],
      },
      { text: 'Set the variable that the SDKs read: `export OPENAI_API_KEY="{otherShell}"`', on: SHELL },
      { text: 'Set the variable that the SDKs read: `$env:OPENAI_API_KEY = $env:{otherVariable}`', on: WINDOWS },
      {
        text: 'Load {envFile} into this shell before you start the program. A shell runs whatever that file holds, so read it first: `set -a; . ./{envFile}; set +a`',
        on: SHELL,
      },
      'Or let Node.js load the file: `node --env-file={envFile} app.js`',
      'Or let Python load {envFile}: call load_dotenv() before you create the client. Install it first: `pip install python-dotenv`',
      'Put the key into {emptyFile}, on one line with nothing else.',
      {
        text: 'If {ownHost} needs no key, set any text, because the SDKs require one: `export OPENAI_API_KEY=not-needed`',
        on: SHELL,
      },
      {
        text: 'If {ownHost} needs no key, set any text, because the SDKs require one: `$env:OPENAI_API_KEY = "not-needed"`',
        on: WINDOWS,
      },
      ...SET_KEY,
      'Get a key from {keyPage} if you have none.',
      {
        text: 'To keep it, pass the variable to the container when you start it on the host: `docker run -e OPENAI_API_KEY IMAGE`',
        on: CONTAINER,
      },
      {
        text: 'In Kubernetes, reference the secret under env.valueFrom.secretKeyRef in the pod specification.',
        on: CONTAINER,
      },
      {
        text: 'Under sudo, the variables of your shell are removed. Keep this one: `sudo --preserve-env=OPENAI_API_KEY COMMAND`',
        on: ['linux', 'wsl', 'macos'],
      },
      {
        text: 'For a systemd service or a cron job, set the variable there: EnvironmentFile= in the unit, or a line in the crontab.',
        on: ['linux', 'wsl'],
      },
    ],
    pythonType: null,
    apiError: null,
    matches: missingKey,
  },
  'config/key-malformed': {
    severity: 'error',
    title: 'API key contains invalid characters',
    explanation: 'The key from {keySource} ({key}) cannot be used: it {flaws}. {consequence}',
    steps: [
      {
        text: 'Remove the invalid characters: `export {keyVariable}="$(printf %s "{keyShell}" | {shellFilter})"`',
        on: SHELL,
      },
      { text: 'Remove the invalid characters: `$env:{keyVariable} = $env:{keyVariable} {powerFilter}`', on: WINDOWS },
      {
        text: 'Keep only the key in the file: `cat "{keyFile}" | {shellFilter} > "{keyFile}.new" && mv "{keyFile}.new" "{keyFile}"`',
        on: SHELL,
      },
      {
        text: 'Keep only the key in the file: `(Get-Content -Raw "{keyFile}") {powerFilter} | Set-Content -NoNewline -Encoding ascii "{keyFile}"`',
        on: WINDOWS,
      },
      WHERE_SET,
      {
        text: 'In cmd, quotes become part of the value. Put them around the whole assignment: `set "OPENAI_API_KEY=YOUR_KEY"`',
        on: WINDOWS,
      },
      {
        text: 'In an env file of Docker, quotes become part of the value. Write the line without them: OPENAI_API_KEY=YOUR_KEY',
        on: CONTAINER,
      },
      NEW_KEY,
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: malformedKey,
    suppressedBy: ['config/key-placeholder'],
  },
  'config/key-placeholder': {
    severity: 'error',
    title: 'API key is a placeholder',
    explanation:
      '{keySource} contains a placeholder ({key}, which looks like {sample}) and not an API key. The API rejects it with 401.',
    steps: [
      'Use the key that the server on port {keyedPort} was started with: --api-key of vLLM, SGLang, or llama.cpp, or the key in its settings.',
      {
        text: 'Decode it: `export {encodedVariable}="$(printf %s "{keyShell}" | base64 -d)"`',
        on: SHELL,
      },
      'In a Kubernetes secret, values under data are base64 and arrive decoded: encode the key once, not twice, or put it as it is under stringData. Then restart what uses {encodedVariable}.',
      'In App Service and Functions, the app setting {vaultVariable} shows whether the reference was resolved: give the managed identity of the app the role Key Vault Secrets User, and check the name of the secret.',
      'Outside Azure nothing resolves such a reference: set {vaultVariable} to the key itself.',
      'Start the program with the tool that replaces such references ({referenceVariable}), as in op run, vals exec, or doppler run.',
      'Get a key from {keyPage}.',
      ...SET_KEY,
      WHERE_SET,
      'If a program or a CI pipeline should fill in the value, check that its own variable is set there. CI systems do not pass secrets to builds of forks.',
      {
        text: 'In a shell, use double quotes around a variable ("$NAME"). In single quotes it is not replaced by its value.',
        on: SHELL,
      },
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    matches: sampleKey,
  },
  'config/key-wrong-provider': {
    severity: 'error',
    title: 'API key belongs to another provider',
    explanation:
      'The key from {keySource} ({key}) has the format of a key of {issuer}, but the base URL {baseUrl} belongs to {hostVendor}, which rejects such a key.',
    steps: [
      { text: 'If the key is right, set the base URL of its provider: `export OPENAI_BASE_URL={issuerUrl}`', on: SHELL },
      { text: 'If the key is right, set the base URL of its provider: `$env:OPENAI_BASE_URL = "{issuerUrl}"`', on: WINDOWS },
      'If {hostVendor} is the right provider, use one of their keys.',
      ...SET_KEY,
      WHERE_SET,
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    matches: foreignKey,
  },
  'config/key-not-an-api-key': {
    severity: 'error',
    title: 'Not an API key',
    explanation: '{keySource} contains {thing} ({key}). The API accepts only API keys, which begin with sk-.',
    steps: [
      'Create an API key on {keyPage}. A ChatGPT subscription does not include one.',
      ...SET_KEY,
      'Keep the admin key in {adminVariable}, and use it only for the endpoints below /v1/organization.',
      'Put the ID itself into {idVariable}.',
      WHERE_SET,
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    matches: notAnApiKey,
  },
  'config/base-url-invalid': {
    severity: 'error',
    title: 'Invalid base URL',
    explanation: '{reading}',
    steps: [
      { text: 'Set the URL that was probably meant: `export OPENAI_BASE_URL={suggestion}`', on: SHELL },
      { text: 'Set the URL that was probably meant: `$env:OPENAI_BASE_URL = "{suggestion}"`', on: WINDOWS },
      { text: 'Remove the empty variable: `unset {blankVariable}`', on: SHELL },
      { text: 'Remove the empty variable: `Remove-Item Env:{blankVariable}`', on: WINDOWS },
      { text: 'Or return to the default, https://api.openai.com/v1: `unset {urlVariable}`', on: SHELL },
      { text: 'Or return to the default, https://api.openai.com/v1: `Remove-Item Env:{urlVariable}`', on: WINDOWS },
      'Write a base URL as https://HOST/v1, or https://HOST:8443/v1 with another port than 443. Percent-encode special characters in a user name or a password.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: invalidBaseUrl,
  },
  'config/ca-file-unreadable': {
    severity: 'error',
    title: 'CA certificate file cannot be loaded',
    explanation: '{caName} is set to {caPath}, which {caFlaw}. {caConsequence}',
    steps: [
      { text: 'Check the file: `ls -lL "{caPath}"; openssl x509 -in "{caPath}" -noout -subject -enddate`', on: SHELL },
      { text: 'Check the file: `Get-Item "{caPath}"; certutil -dump "{caPath}"`', on: WINDOWS },
      'Clients do not expand ~ in a variable. Write the full path: `export {caVariable}="$HOME/{tilde}"`',
      { text: 'The quotes are part of the value. Set it without them: `export {caVariable}="{unquoted}"`', on: SHELL },
      { text: 'The quotes are part of the value. Set it without them: `$env:{caVariable} = "{unquoted}"`', on: WINDOWS },
      { text: 'Convert DER to PEM: `openssl x509 -inform der -in "{derFile}" -out ca.pem`', on: SHELL },
      { text: 'Convert DER to PEM: `certutil -encode "{derFile}" ca.pem`', on: WINDOWS },
      { text: 'Or use the default CA certificates of each client: `unset {caVariable}`', on: SHELL },
      { text: 'Or use the default CA certificates of each client: `Remove-Item Env:{caVariable}`', on: WINDOWS },
      {
        text: 'Check that the file is in the image or mounted under this path, and that the user of the program can read it.',
        on: CONTAINER,
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: badCaFiles,
  },
  'config/descriptor-limit': {
    severity: 'error',
    title: 'Open file limit reached',
    explanation:
      'This process can open only {available} more file descriptors. Each socket and each DNS lookup needs one. Without them, programs report “host not found” or a connection error although the network works.',
    steps: [
      { text: 'Raise the limit in this shell: `ulimit -n 4096`', on: ['linux', 'macos', 'wsl'] },
      { text: 'If that is refused, check the hard limit: `ulimit -Hn`', on: ['linux', 'macos', 'wsl'] },
      { text: 'Raise the limit when you start the container: `docker run --ulimit nofile=4096:4096 IMAGE`', on: CONTAINER },
      {
        text: 'For a service, set LimitNOFILE=4096 in its unit. For logins, set nofile in /etc/security/limits.conf.',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Count the open files of the program that fails. A number that keeps growing is a leak, such as a new client for each request that is never closed: `ls /proc/PID/fd | wc -l`',
        on: ['linux', 'wsl', 'container'],
      },
      {
        text: 'Count the open files of the program that fails. A number that keeps growing is a leak, such as a new client for each request that is never closed: `lsof -p PID | wc -l`',
        on: ['macos'],
      },
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: tooFewDescriptors,
    // Whatever fails below for want of a socket fails for this reason.
    suppresses: ['dns/', 'tcp/', 'proxy/', 'tls/', 'http/'],
  },
  'config/key-padded': {
    severity: 'warning',
    title: 'White space around the API key',
    explanation: 'The key from {keySource} ({key}) has {where}. {consequence}',
    steps: [
      { text: 'Remove it: `export {keyVariable}="$(printf %s "{keyShell}" | tr -d "[:space:]")"`', on: SHELL },
      { text: 'Remove it: `$env:{keyVariable} = $env:{keyVariable}.Trim()`', on: WINDOWS },
      { text: 'Remove it: `tr -d "[:space:]" < "{keyFile}" > "{keyFile}.new" && mv "{keyFile}.new" "{keyFile}"`', on: SHELL },
      { text: 'Remove it: `(Get-Content -Raw "{keyFile}").Trim() | Set-Content -NoNewline "{keyFile}"`', on: WINDOWS },
      WHERE_SET,
      {
        text: 'If the key comes from a secret that was created with echo, create it again with printf %s or echo -n, also before base64: echo adds a line break.',
        on: SHELL,
      },
    ],
    pythonType: null,
    apiError: null,
    matches: paddedKey,
    suppressedBy: ['config/key-malformed', 'config/key-placeholder', 'config/key-wrong-provider', 'config/key-not-an-api-key'],
  },
  'config/base-url-insecure': {
    severity: 'warning',
    title: 'Base URL does not use TLS',
    explanation:
      'The base URL {baseUrl} ({urlSource}) begins with http://. {whose} So this check did not send the key, and whether the server accepts the key was not tested. The SDKs do send it.',
    steps: [
      { text: 'Use a name of this machine: `export OPENAI_BASE_URL={localUrl}`', on: SHELL },
      { text: 'Use a name of this machine: `$env:OPENAI_BASE_URL = "{localUrl}"`', on: WINDOWS },
      { text: 'If the server offers TLS, use it: `export OPENAI_BASE_URL={secureUrl}`', on: SHELL },
      { text: 'If the server offers TLS, use it: `$env:OPENAI_BASE_URL = "{secureUrl}"`', on: WINDOWS },
      'If the server is yours, put a reverse proxy with TLS in front of it, such as Caddy or nginx.',
      'Or use an SSH tunnel with the base URL {tunnelUrl}: `ssh -N -L {port}:localhost:{port} {host}`',
    ],
    pythonType: null,
    apiError: null,
    matches: insecureUrl,
  },
  'config/base-url-path': {
    severity: 'warning',
    title: 'Base URL path is probably wrong',
    explanation: 'The path of the base URL {shownUrl} ({urlSource}) is probably wrong. {pathReading}',
    steps: [
      { text: 'Set the URL that was probably meant: `export OPENAI_BASE_URL={suggestion}`', on: SHELL },
      { text: 'Set the URL that was probably meant: `$env:OPENAI_BASE_URL = "{suggestion}"`', on: WINDOWS },
      'If your code sets the URL, change it there: base_url="{suggestion}" in Python, baseURL: "{suggestion}" in Node.js.',
      'Pass {query} separately: as default_query in Python, as defaultQuery in Node.js. For the api-version of Azure, use the class AzureOpenAI.',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    matches: wrongPath,
    suppressedBy: ['config/base-url-invalid'],
  },
  'config/tls-verification-disabled': {
    severity: 'warning',
    title: 'TLS certificate verification is disabled',
    explanation:
      'The environment sets {settings}. {whoObeys} Anyone on the network path can then read the key and everything sent with it. This check verified certificates all the same.',
    steps: [
      { text: 'Remove the setting: `unset {settingNames}`', on: SHELL },
      { text: 'Remove the setting: `Remove-Item {settingItems}`', on: WINDOWS },
      'If it was set because of a CA of your company, trust that CA instead. For Node.js: `export NODE_EXTRA_CA_CERTS=/path/to/company-ca.pem`',
      'For Python, set SSL_CERT_FILE to a CA bundle that also contains that CA.',
    ],
    pythonType: null,
    apiError: null,
    matches: verificationOff,
  },
  'config/organization-malformed': {
    severity: 'warning',
    title: 'Malformed organization or project ID',
    explanation:
      '{ids} The SDKs send the ID with every request, and the API rejects a key that does not belong to that organization or project.',
    steps: [
      'Copy the ID, not the name, from https://platform.openai.com/settings/organization/general. For a project, copy it from the settings page of the project.',
      { text: 'Or remove it, because a project key needs neither ID: `unset {idVariables}`', on: SHELL },
      { text: 'Or remove it, because a project key needs neither ID: `Remove-Item {idVariablesPowerShell}`', on: WINDOWS },
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    matches: malformedIds,
  },
  'config/variable-ignored': {
    severity: 'warning',
    title: 'Environment variable is ignored by current SDKs',
    explanation:
      '{ignored} The current SDKs do not read {them}. Older versions (Python before 1.0) and some frameworks, such as LiteLLM and LangChain, still do, so two programs here may call different servers.',
    steps: [
      { text: 'Also set what the SDKs read: `{exports}`', on: SHELL },
      { text: 'Also set what the SDKs read: `{powerExports}`', on: WINDOWS },
      'If no program here reads the old name, remove it.',
    ],
    pythonType: null,
    apiError: null,
    matches: ignoredVariables,
  },
  'config/key-unusual': {
    severity: 'info',
    title: 'Unrecognized API key format',
    explanation:
      'The key from {keySource} ({key}) has none of the known formats of OpenAI keys, which begin with sk-proj-, sk-svcacct-, or sk-. New formats appear, so the key may still be right. Keys of DeepSeek, Moonshot, and resellers also begin with a plain sk-.',
    steps: ['If the API rejects the key, check who issued it, and whether the base URL {baseUrl} is theirs.'],
    pythonType: null,
    apiError: null,
    matches: unusualKey,
    suppressedBy: ['config/key-malformed', 'config/key-placeholder', 'config/key-wrong-provider', 'config/key-not-an-api-key'],
  },
  'config/key-shadowed': {
    severity: 'warning',
    title: 'An environment variable overrides another key or URL',
    explanation:
      'The environment sets {variable}, so calls use that {what}: {used}. {otherPlace} sets a different one ({otherValue}), which is not used, because {why}',
    steps: [
      'Test the other one before you change anything: `api-doctor check --env-file {envFile}`',
      { text: 'If it works, remove the variable from this shell, so that the file counts: `unset {variable}`', on: SHELL },
      {
        text: 'If it works, remove the variable from this shell, so that the file counts: `Remove-Item Env:{variable}`',
        on: WINDOWS,
      },
      {
        text: 'Find the file that sets it and correct it there: `grep -ls {variable} ~/.bashrc ~/.bash_profile ~/.profile ~/.zshrc ~/.zshenv ~/.zprofile`',
        on: SHELL,
      },
      'Or let the program prefer the file {envFile}: load_dotenv(override=True) in Python, dotenv.config({ override: true }) in Node.js.',
      'Check which value the containers of {composeFile} get: `docker compose config`',
      { text: 'Start a new shell if the value in {profile} is the right one: `exec "$SHELL" -l`', on: SHELL },
      { text: 'Let direnv set what {direnvFile} holds if that is the right one: `direnv allow`', on: SHELL },
      {
        text: 'Open a new terminal if the value in {registry} is the right one, and restart an IDE before you use its terminal.',
        on: WINDOWS,
      },
    ],
    pythonType: null,
    apiError: null,
    matches: shadowed,
  },
  'config/env-file-differs': {
    severity: 'warning',
    title: 'The env file is not read alike by all programs',
    explanation: 'This check reads {envFile} as node --env-file does. Other programs read a line of it in another way. {differs}',
    steps: [
      'Save {markedFile} as UTF-8 without a byte order mark.',
      'Write the line so that all programs read it alike, without export, quotes, spaces around the sign, and comments behind the value: {plainVariable}=VALUE',
      'Save {returnsFile} with line feeds alone if a shell reads it.',
    ],
    pythonType: null,
    apiError: null,
    matches: envFileDiffers,
  },
} satisfies Record<`config/${string}`, CatalogueEntry>;
