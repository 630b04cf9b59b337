import type { Meaning } from './meaning.ts';

export const config: Record<string, Meaning> = {
  'config/key-missing': {
    means: 'No API key was found, so nothing was sent. The network plays no part in it.',
    causes: [
      'The variable is set in another shell, user or service than the one that runs the program: print the names (not the values) with env | cut -d= -f1.',
      'A .env file exists and nothing loads it, or it lies in another folder than the program starts in.',
      'A secret of a CI system is not passed to this job, or is empty for pull requests from forks.',
      'The program reads another name than OPENAI_API_KEY: its message says which.',
    ],
  },
  'config/key-malformed': {
    means:
      'The API key holds a character that cannot stand in an HTTP header, so the client gave up before anything was sent. Python’s library shows this as a connection error, although the network is fine.',
    causes: [
      'A line break at the end, from a file or from echo: printf %s "$OPENAI_API_KEY" | od -c | tail -n 2 shows it.',
      'Curly quotes, a zero-width or a no-break space, from a chat or a web page.',
      'A word such as Bearer, quotes, or the name of the variable inside the value.',
    ],
  },
  'config/key-placeholder': {
    means: 'What was sent as API key is a sample text or the name of a variable, not a key.',
    causes: [
      'A template was copied and its sample never replaced.',
      'A variable was not filled in: the text is None, undefined or a name in braces.',
    ],
  },
  'config/key-wrong-provider': {
    means: 'The key has the form of another provider’s than the one it was sent to.',
    causes: [
      'The base URL is still the default one, and the key belongs to a provider with an address of its own.',
      'The keys of two providers were mixed up: the first characters of the masked key tell whose it is.',
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
  'config/key-padded': {
    means: 'There is white space around the key. Some clients cut it off and others fail on it.',
    causes: [],
  },
  'config/key-not-an-api-key': {
    means: 'A sign-in token, a session id or an administrator’s key was used where the API wants an API key.',
    causes: [
      'A token of ChatGPT or of a command-line tool was taken from a browser or a settings file: those begin with eyJ or sess-.',
    ],
  },
  'config/key-unusual': { means: 'The key has a form that this tool does not know. That alone is no fault.', causes: [] },
  'config/base-url-invalid': {
    means: 'The address that the client was given is no URL that it can use, so nothing was sent.',
    causes: [
      'https:// is missing in front of the host.',
      'The variable is empty, holds quotes, or the name of another variable that was never filled in.',
      'The port is no number from 1 to 65535, or one that fetch refuses to use.',
    ],
  },
  'config/base-url-insecure': {
    means: 'The base URL begins with http:// and its host is not this machine: a key sent there could be read on the way.',
    causes: ['The s was left out. The API then redirects, and a POST turns into a GET on the way.'],
  },
  'config/base-url-path': {
    means: 'The path of the base URL does not fit the API: the address that the client puts together does not exist.',
    causes: [
      '/v1 is missing, or stands there twice.',
      'The path of an endpoint, such as /chat/completions, is part of the base URL, and the client adds it once more.',
      'A reverse proxy takes off or adds a part of the path.',
    ],
  },
  'config/proxy-url-invalid': {
    means: 'A proxy setting holds a value that no client can read as an address.',
    causes: [
      'http:// is missing in front: Node’s clients insist on it.',
      'The password holds @, : or # that was not percent-encoded.',
      'Quotes or blanks became part of the value.',
    ],
  },
  'config/proxy-scheme-unsupported': {
    means: 'A proxy setting begins with a scheme that the client does not speak.',
    causes: [
      'socks:// stands where socks5:// or socks5h:// is meant: desktop environments set it so.',
      'all_proxy is set beside http_proxy and https_proxy, and the client reads it too.',
    ],
  },
  'config/ca-file-unreadable': {
    means: 'A setting names a file of certificates that is missing, cannot be read, or holds no certificates in PEM form.',
    causes: [
      'SSL_CERT_FILE, REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE still names a file of a Python or Conda environment that is gone.',
      'The file is DER or PKCS#12: `openssl x509 -inform der -in FILE -out FILE.pem` turns the former into PEM.',
      'The path was copied into a container in which it does not exist.',
    ],
  },
  'config/tls-verification-disabled': {
    means: 'The environment switches the verification of certificates off: anybody on the way could read the key.',
    causes: [],
  },
  'config/organization-malformed': {
    means: 'The organization or project is not named in the form that the API uses (org-…, proj_…).',
    causes: ['The name of the organization was set in place of its id.'],
  },
  'config/descriptor-limit': {
    means:
      'The process has used up the files that it may open. Sockets and lookups of names count as files, so this can look like a DNS or a connection failure.',
    causes: [
      'A client is made for each request and never closed: lsof -p PID | wc -l grows and grows.',
      'The limit is low: ulimit -n.',
    ],
  },
  'config/variable-ignored': {
    means: 'A variable is set that current clients do not read.',
    causes: ['It belongs to version 0 of the library, or to another program.'],
  },
};
