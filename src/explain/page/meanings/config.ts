import type { Meaning } from './meaning.ts';

export const config: Record<string, Meaning> = {
  'config/key-missing': {
    means: 'No API key was found, so nothing was sent. The network is not involved.',
    causes: [
      'The variable is set in another shell, user, or service than the one that runs the program. Print the names without the values: `env | cut -d= -f1`',
      'A .env file exists, but nothing loads it, or it is in another directory than the one in which the program starts.',
      'A CI secret is not passed to this job, or is empty for pull requests from forks.',
      'The program reads another variable than OPENAI_API_KEY. Its message says which.',
    ],
  },
  'config/key-malformed': {
    means:
      'The API key contains a character that is not allowed in an HTTP header, so the client failed before it sent anything. The Python SDK reports this as a connection error, although the network is fine.',
    causes: [
      'A line break at the end, from a file or from echo. Show the last characters: `printf %s "$OPENAI_API_KEY" | od -c | tail -n 2`',
      'Curly quotes, a zero-width space, or a no-break space from a chat or a web page.',
      'The word Bearer, quotes, or the name of the variable in the value.',
    ],
  },
  'config/key-placeholder': {
    means: 'The API key is a placeholder or the name of a variable, not a key.',
    causes: [
      'A template was copied, and its placeholder was not replaced.',
      'A variable was not replaced by its value: the text is None, undefined, or a name in braces.',
    ],
  },
  'config/key-wrong-provider': {
    means: 'The key has the format of another provider than the one it was sent to.',
    causes: [
      'The base URL is still the default, and the key belongs to a provider with another URL.',
      'The keys of two providers were swapped. The first characters of the masked key show the provider.',
    ],
  },
  'config/key-shadowed': {
    means:
      'Several places on this machine hold different keys or base URLs. The environment variable wins, and the other value is not used.',
    causes: [
      'A profile of the shell exports an old key, and the new one is in a .env file: python-dotenv, dotenv, and node --env-file do not override variables.',
      'The key was changed in a profile, and this shell was started before.',
      'A CI system or a container platform sets the variable as well.',
    ],
  },
  'config/env-file-differs': {
    means:
      'A line of the file that --env-file names has one value for node --env-file and another one for python-dotenv, dotenv, or Docker.',
    causes: [
      'The value is in quotes, or a comment follows it: Docker takes all of it for the value.',
      'A # is in the value without quotes: Node.js and dotenv end the value there, and python-dotenv does not.',
      'An editor of Windows saved the file with a byte order mark.',
    ],
  },
  'config/key-padded': {
    means: 'There is white space around the key. Some clients remove it, and others fail.',
    causes: [],
  },
  'config/key-not-an-api-key': {
    means: 'A sign-in token, a session ID, or an admin key was used instead of an API key.',
    causes: [
      'A token of ChatGPT or of a command-line tool was copied from a browser or a settings file. Such tokens begin with eyJ or sess-.',
    ],
  },
  'config/key-unusual': { means: 'The key has an unknown format. That alone is not an error.', causes: [] },
  'config/base-url-invalid': {
    means: 'The base URL is not a valid URL, so nothing was sent.',
    causes: [
      'https:// is missing before the host.',
      'The variable is empty, contains quotes, or contains a variable that was not replaced by its value.',
      'The port is not a number from 1 to 65535, or it is one that fetch blocks.',
    ],
  },
  'config/base-url-insecure': {
    means: 'The base URL begins with http:// and its host is another machine, so anyone on the network path could read the key.',
    causes: ['The s of https was omitted. The API then redirects, and the POST becomes a GET.'],
  },
  'config/base-url-path': {
    means: 'The path of the base URL is wrong, so the request URL does not exist.',
    causes: [
      '/v1 is missing, or it is there twice.',
      'The base URL includes an endpoint such as /chat/completions, which the SDK appends again.',
      'A reverse proxy removes or adds a part of the path.',
    ],
  },
  'config/proxy-url-invalid': {
    means: 'A proxy setting is not a valid URL.',
    causes: [
      'http:// is missing at the start, which Node.js requires.',
      'The password contains @, :, or # that is not percent-encoded.',
      'Quotes or spaces are part of the value.',
    ],
  },
  'config/proxy-scheme-unsupported': {
    means: 'A proxy setting has a scheme that the client does not support.',
    causes: [
      'The scheme is socks:// instead of socks5:// or socks5h://, as desktop environments set it.',
      'all_proxy is set as well as http_proxy and https_proxy, and the client reads it too.',
    ],
  },
  'config/ca-file-unreadable': {
    means: 'A setting points to a CA certificate file that is missing, unreadable, or not in PEM format.',
    causes: [
      'SSL_CERT_FILE, REQUESTS_CA_BUNDLE, or CURL_CA_BUNDLE points to a Python or Conda environment that was removed.',
      'The file is in DER or PKCS#12 format. Convert DER to PEM: `openssl x509 -inform der -in FILE -out FILE.pem`',
      'The variable was passed to a container in which the path does not exist.',
    ],
  },
  'config/tls-verification-disabled': {
    means: 'The environment disables certificate verification, so anyone on the network path could read the key.',
    causes: [],
  },
  'config/organization-malformed': {
    means: 'The organization or project ID does not have the format of the API (org-…, proj_…).',
    causes: ['The name of the organization was set instead of its ID.'],
  },
  'config/descriptor-limit': {
    means:
      'The process has reached its limit of open files. Each socket and each DNS lookup needs a file descriptor, so this can look like a DNS or connection failure.',
    causes: [
      'A new client is created for each request and never closed. Check whether this number keeps growing: `lsof -p PID | wc -l`',
      'The limit is low. Show it: `ulimit -n`',
    ],
  },
  'config/variable-ignored': {
    means: 'A variable is set that current SDKs do not read.',
    causes: ['It belongs to version 0 of the SDK, or to another program.'],
  },
};
