/** The same twelve failures in the words of clients of several languages, called at one peer. */
export const PEER = 'https://llm.corp.example:8443';
const U = `${PEER}/v1/chat/completions`;
const H = 'llm.corp.example:8443';

/** What each is. */
export const FAILURES = {
  refused: 'tcp/refused',
  dns: 'dns/nxdomain',
  timeout: 'tcp/timeout',
  expired: 'tls/expired',
  key: 'auth/incorrect-key',
  rate: 'limit/rate-limit',
  quota: 'limit/quota-exceeded',
  model: 'auth/model-not-found',
  context: 'request/context-length',
  overloaded: 'server/overloaded',
  reset: 'tcp/reset',
  proxy407: 'proxy/auth-required',
} as const;
export type Kind = keyof typeof FAILURES;

export const go: Record<Kind, string> = {
  refused: `Post "${U}": dial tcp 10.0.0.5:8443: connect: connection refused`,
  dns: `Post "${U}": dial tcp: lookup llm.corp.example on 127.0.0.53:53: no such host`,
  timeout: `Post "${U}": dial tcp 10.0.0.5:8443: i/o timeout`,
  expired: `Post "${U}": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-03T10:00:00Z is after 2026-10-01T00:00:00Z`,
  key: `error, status code: 401, status: 401 Unauthorized, message: Incorrect API key provided: sk-Zx8q****kPwd. You can find your API key at https://platform.openai.com/account/api-keys.`,
  rate: `error, status code: 429, status: 429 Too Many Requests, message: Rate limit reached for gpt-4o in organization org-a on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.`,
  quota: `error, status code: 429, status: 429 Too Many Requests, message: You exceeded your current quota, please check your plan and billing details.`,
  model:
    'error, status code: 404, status: 404 Not Found, message: The model `gpt-9` does not exist or you do not have access to it.',
  context: `error, status code: 400, status: 400 Bad Request, message: This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. Please reduce the length of the messages.`,
  overloaded: `error, status code: 503, status: 503 Service Unavailable, message: The server is overloaded or not ready yet.`,
  reset: `Post "${U}": read tcp 10.0.0.9:51514->10.0.0.5:8443: read: connection reset by peer`,
  proxy407: `Post "${U}": Proxy Authentication Required`,
};

export const net: Record<Kind, string> = {
  refused: `System.Net.Http.HttpRequestException: Connection refused (${H})\n ---> System.Net.Sockets.SocketException (111): Connection refused`,
  dns: `System.Net.Http.HttpRequestException: Name or service not known (${H})\n ---> System.Net.Sockets.SocketException (0xFFFDFFFF): Name or service not known`,
  timeout: `System.Net.Http.HttpRequestException: Connection timed out (${H})\n ---> System.Net.Sockets.SocketException (110): Connection timed out`,
  expired: `System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotTimeValid`,
  key: `System.ClientModel.ClientResultException: HTTP 401 (invalid_request_error: invalid_api_key)\n\nIncorrect API key provided: sk-Zx8q****kPwd. You can find your API key at https://platform.openai.com/account/api-keys.`,
  rate: `System.ClientModel.ClientResultException: HTTP 429 (tokens: rate_limit_exceeded)\n\nRate limit reached for gpt-4o in organization org-a on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.`,
  quota: `System.ClientModel.ClientResultException: HTTP 429 (insufficient_quota: insufficient_quota)\n\nYou exceeded your current quota, please check your plan and billing details.`,
  model:
    'System.ClientModel.ClientResultException: HTTP 404 (invalid_request_error: model_not_found)\n\nThe model `gpt-9` does not exist or you do not have access to it.',
  context: `System.ClientModel.ClientResultException: HTTP 400 (invalid_request_error: context_length_exceeded)\nParameter: messages\n\nThis model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.`,
  overloaded: `System.ClientModel.ClientResultException: HTTP 503 (server_error: )\n\nThe server is overloaded or not ready yet.`,
  reset: `System.Net.Http.HttpRequestException: An error occurred while sending the request.\n ---> System.IO.IOException: Unable to read data from the transport connection: Connection reset by peer.\n ---> System.Net.Sockets.SocketException (104): Connection reset by peer`,
  proxy407: `System.Net.Http.HttpRequestException: The proxy tunnel request to proxy 'http://proxy.corp.example:3128/' failed with status code '407'."`,
};

export const rust: Record<Kind, string> = {
  refused: `error sending request for url (${U}): error trying to connect: tcp connect error: Connection refused (os error 111)`,
  dns: `error sending request for url (${U}): error trying to connect: dns error: failed to lookup address information: Name or service not known`,
  timeout: `error sending request for url (${U}): error trying to connect: tcp connect error: Connection timed out (os error 110)`,
  expired: `error sending request for url (${U}): error trying to connect: invalid peer certificate: Expired`,
  key: `invalid_request_error: Incorrect API key provided: sk-Zx8q****kPwd. You can find your API key at https://platform.openai.com/account/api-keys. (code: invalid_api_key)`,
  rate: `tokens: Rate limit reached for gpt-4o in organization org-a on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. (code: rate_limit_exceeded)`,
  quota: `insufficient_quota: You exceeded your current quota, please check your plan and billing details. (code: insufficient_quota)`,
  model: 'invalid_request_error: The model `gpt-9` does not exist or you do not have access to it. (code: model_not_found)',
  context: `invalid_request_error: This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. (param: messages) (code: context_length_exceeded)`,
  overloaded: `HTTP status server error (503 Service Unavailable) for url (${U})`,
  reset: `error sending request for url (${U}): connection error: Connection reset by peer (os error 104)`,
  proxy407: `error sending request for url (${U}): error trying to connect: unsuccessful tunnel: proxy authorization required`,
};

/** A class, its message, and the cause below it. */
export type Thrown = readonly [name: string, message: string, cause?: string];

export const java: Record<Kind, Thrown> = {
  refused: [
    `org.springframework.web.client.ResourceAccessException`,
    `I/O error on POST request for "${U}": Connection refused`,
    'java.net.ConnectException: Connection refused',
  ],
  dns: [
    'org.springframework.web.client.ResourceAccessException',
    `I/O error on POST request for "${U}": llm.corp.example`,
    'java.net.UnknownHostException: llm.corp.example',
  ],
  timeout: [
    'org.springframework.web.client.ResourceAccessException',
    `I/O error on POST request for "${U}": Connect timed out`,
    'java.net.SocketTimeoutException: Connect timed out',
  ],
  expired: [
    'org.springframework.web.client.ResourceAccessException',
    `I/O error on POST request for "${U}": PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed`,
    'javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed\nCaused by: java.security.cert.CertificateExpiredException: NotAfter: Thu Oct 01 00:00:00 UTC 2026',
  ],
  key: [
    'com.openai.errors.UnauthorizedException',
    '401: Incorrect API key provided: sk-Zx8q****kPwd. You can find your API key at https://platform.openai.com/account/api-keys.',
  ],
  rate: [
    'com.openai.errors.RateLimitException',
    '429: Rate limit reached for gpt-4o in organization org-a on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.',
  ],
  quota: [
    'com.openai.errors.RateLimitException',
    '429: You exceeded your current quota, please check your plan and billing details.',
  ],
  model: ['com.openai.errors.NotFoundException', '404: The model `gpt-9` does not exist or you do not have access to it.'],
  context: [
    'com.openai.errors.BadRequestException',
    "400: This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
  ],
  overloaded: ['com.openai.errors.InternalServerException', '503: The server is overloaded or not ready yet.'],
  reset: [
    'org.springframework.web.client.ResourceAccessException',
    `I/O error on POST request for "${U}": Connection reset`,
    'java.net.SocketException: Connection reset',
  ],
  proxy407: [
    'org.springframework.web.client.ResourceAccessException',
    `I/O error on POST request for "${U}": Unable to tunnel through proxy. Proxy returns "HTTP/1.1 407 Proxy Authentication Required"`,
    'java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 407 Proxy Authentication Required"',
  ],
};
