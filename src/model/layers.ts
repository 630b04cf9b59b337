/** The layers of a call, in the order in which a call passes them; also the first half of every finding and probe id. */
export type Layer =
  | 'config'
  | 'dns'
  | 'tcp'
  | 'proxy'
  | 'tls'
  | 'http'
  | 'auth'
  | 'request'
  | 'limit'
  | 'server'
  | 'stream'
  | 'client'
  | 'probe';

export type Severity = 'error' | 'warning' | 'info';

/** `unknown`: a log in which no cause shows. */
export type Verdict = 'healthy' | 'degraded' | 'failing' | 'unknown';

export type RouteName = 'direct' | 'proxy';

/** Where the tool runs, as far as steps differ. WSL and containers count as Linux: see `Step.on`. */
export type Platform = 'linux' | 'macos' | 'windows' | 'wsl' | 'container';

/** The family of a Linux, as far as its store of certificates differs. */
export type Distribution = 'debian' | 'alpine' | 'fedora' | 'suse' | 'arch' | 'nixos' | 'termux';

/** What reads a printed command: a shell of Unix (sh, bash, zsh, Git Bash), fish, PowerShell, or Windows' cmd. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

export type PythonType =
  | 'APIConnectionError'
  | 'APITimeoutError'
  | 'AuthenticationError'
  | 'BadRequestError'
  | 'ConflictError'
  | 'InternalServerError'
  | 'NotFoundError'
  | 'PermissionDeniedError'
  | 'RateLimitError'
  | 'UnprocessableEntityError';

export type ApiErrorId =
  | '401-invalid-authentication'
  | '401-incorrect-api-key'
  | '401-not-in-organization'
  | '403-unsupported-region'
  | '429-rate-limit'
  | '429-quota-exceeded'
  | '500-server-error'
  | '503-overloaded';
