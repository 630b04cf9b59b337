import { type Message, messagesOf, type Row } from './message.ts';

const HIDDEN = { weight: 'hidden' } as const;
const HIDDEN_TIMER = { weight: 'hidden', type: 'APITimeoutError' } as const;
const NOT_JSON = { type: null } as const;

/** A class that names a status, whatever message goes with it. */
const ofStatus = (name: string, finding: Message['finding'], type: NonNullable<Row[3]>['type'] = null): Row => [
  name,
  finding,
  `${name}: null`,
  { weight: 'general', type },
];

/** What libraries for APIs of models name their errors in other languages, where the message says nothing more. */
export const sdks: Message[] = [
  // https://github.com/langchain4j/langchain4j/tree/main/langchain4j-core/src/main/java/dev/langchain4j/exception
  ...messagesOf('LangChain4j', '1', [
    ofStatus('dev.langchain4j.exception.InvalidRequestException', 'http/bad-request', 'BadRequestError'),
    ofStatus('dev.langchain4j.exception.AuthenticationException', 'auth/invalid-authentication', 'AuthenticationError'),
    ofStatus('dev.langchain4j.exception.ModelNotFoundException', 'auth/model-not-found', 'NotFoundError'),
    ofStatus('dev.langchain4j.exception.RateLimitException', 'limit/rate-limit', 'RateLimitError'),
    ofStatus('dev.langchain4j.exception.InternalServerException', 'server/error', 'InternalServerError'),
    ofStatus('dev.langchain4j.exception.ContentFilteredException', 'request/content-policy', 'BadRequestError'),
    [
      'dev.langchain4j.exception.TimeoutException',
      'client/inconclusive',
      'dev.langchain4j.exception.TimeoutException: null',
      HIDDEN_TIMER,
    ],
    [
      'dev.langchain4j.exception.UnresolvedModelServerException',
      'dns/nxdomain',
      'dev.langchain4j.exception.UnresolvedModelServerException: null',
      { weight: 'general' },
    ],
  ]),
  // https://github.com/openai/openai-java/tree/main/openai-java-core/src/main/kotlin/com/openai/errors
  ...messagesOf('openai-java', '1 to 4', [
    ['com.openai.errors.OpenAIIoException', 'client/inconclusive', 'com.openai.errors.OpenAIIoException: Request failed', HIDDEN],
    [
      'com.openai.errors.OpenAIInvalidDataException',
      'http/not-the-api',
      'com.openai.errors.OpenAIInvalidDataException: Error reading response',
      { weight: 'general', type: null },
    ],
  ]),
  // https://github.com/openai-php/client/tree/main/src/Exceptions
  ...messagesOf('openai-php', '0.1 to 0.19', [
    [
      'OpenAI\\Exceptions\\ErrorException in ',
      'client/inconclusive',
      'local.ERROR: OpenAI\\Exceptions\\ErrorException in /app/vendor/openai-php/client/src/Transporters/HttpTransporter.php:66',
      HIDDEN,
    ],
    [
      'ErrorException::__construct(): Argument #1 ($contents) must be of type array',
      'client/inconclusive',
      'TypeError: OpenAI\\Exceptions\\ErrorException::__construct(): Argument #1 ($contents) must be of type array, string given',
      HIDDEN,
    ],
    [
      'OpenAI\\Exceptions\\TransporterException',
      'client/inconclusive',
      'Uncaught OpenAI\\Exceptions\\TransporterException in /app/HttpTransporter.php:120',
      HIDDEN,
    ],
  ]),
  // https://github.com/64bit/async-openai/blob/main/async-openai/src/error.rs
  ...messagesOf('async-openai', '0.10 to 0.30', [
    [
      'JSONDeserialize(Error("expected value"',
      'http/not-the-api',
      'Error: JSONDeserialize(Error("expected value", line: 1, column: 1))',
      NOT_JSON,
    ],
    [
      'JSONDeserialize(Error("EOF while parsing',
      'http/not-the-api',
      'Error: JSONDeserialize(Error("EOF while parsing a value", line: 1, column: 0))',
      NOT_JSON,
    ],
    [
      'JSONDeserialize(Error("missing field <...>"',
      'http/not-the-api',
      'Error: JSONDeserialize(Error("missing field `id`", line: 1, column: 34))',
      { type: null, weight: 'general' },
    ],
    [
      'JSONDeserialize(Error("<...>", line: <n>, column: <n>)',
      'http/not-the-api',
      'Error: JSONDeserialize(Error("invalid type: null, expected a string", line: 1, column: 90))',
      { type: null, weight: 'general' },
    ],
    ['StreamError("Stream ended")', 'stream/cut', 'Error: StreamError("Stream ended")', { weight: 'code' }],
  ]),
  // https://github.com/pydantic/pydantic-ai/blob/main/pydantic_ai_slim/pydantic_ai/models/openai.py
  ...messagesOf('Pydantic AI', '0.1 to 1', [
    [
      'Invalid response from <...> chat completions endpoint',
      'http/not-the-api',
      'UnexpectedModelBehavior: Invalid response from openai chat completions endpoint: 4 validation errors for ChatCompletion',
      { type: null, weight: 'general' },
    ],
  ]),
  // https://github.com/ollama/ollama-js/blob/main/src/utils.ts
  ...messagesOf('ollama-js', '0.5', [['Did not receive done or success response in stream', 'stream/cut']]),
  // https://github.com/cyberchitta/openai_ex/blob/main/lib/openai_ex/error.ex
  ...messagesOf('openai_ex', '0.8 to 0.9', [
    [
      'SSE next chunk timed out',
      'stream/stalled',
      '%OpenaiEx.Error{message: "SSE next chunk timed out.", kind: :sse_timeout_error}',
    ],
    [
      'kind: :api_timeout_error',
      'client/inconclusive',
      '%OpenaiEx.Error{message: "Request timed out.", kind: :api_timeout_error}',
      HIDDEN_TIMER,
    ],
    [
      'kind: :api_connection_error',
      'client/inconclusive',
      '%OpenaiEx.Error{message: "Connection error.", kind: :api_connection_error}',
      HIDDEN,
    ],
    [
      'OpenaiEx.Http.Finch.to_error(:closed',
      'http/closed',
      '** (FunctionClauseError) no function clause matching: OpenaiEx.Http.Finch.to_error(:closed, %Finch.Request{})',
    ],
  ]),
  // https://github.com/agentjido/req_llm/blob/main/lib/req_llm/streaming.ex
  ...messagesOf('ReqLLM', '1', [
    [
      ':await_metadata, <n>)',
      'client/inconclusive',
      '** (stop) exited in: GenServer.call(#PID<0.845.0>, :await_metadata, 61000)',
      HIDDEN_TIMER,
    ],
  ]),
  // https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app
  ...messagesOf('Apps Script', '', [
    ['Exception: DNS error: http', 'dns/nxdomain', 'Exception: DNS error: https://api.acme.example/v1/models'],
    ['Exception: Timeout: http', 'http/timeout', 'Exception: Timeout: https://api.acme.example/v1/models', { weight: 'general' }],
    [
      'Exception: Address unavailable: http',
      'client/inconclusive',
      'Exception: Address unavailable: https://api.acme.example',
      HIDDEN,
    ],
    [
      'Exception: Invalid argument: http',
      'config/base-url-invalid',
      'Exception: Invalid argument: https://api.acme.example/v1 /models',
    ],
    [
      'You do not have permission to call UrlFetchApp.fetch',
      'client/usage-error',
      'Exception: You do not have permission to call UrlFetchApp.fetch. Required permissions: external_request',
      { type: null },
    ],
  ]),
  // https://fetch.spec.whatwg.org/#http-cors-protocol: the page is told nothing else of the answer.
  ...messagesOf('browsers', '', [
    [
      'has been blocked by CORS policy',
      'client/inconclusive',
      "Access to fetch at 'https://api.example/v1/chat/completions' from origin 'app://notes' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header",
      HIDDEN,
    ],
    [
      'Cross-Origin Request Blocked',
      'client/inconclusive',
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/v1/chat/completions.',
      HIDDEN,
    ],
    ['Error: XMLHttpRequest error', 'client/inconclusive', 'Error: XMLHttpRequest error.', HIDDEN],
    [
      'was loaded over HTTPS, but requested an insecure',
      'client/inconclusive',
      "Mixed Content: The page at 'https://notes.example/' was loaded over HTTPS, but requested an insecure resource 'http://llm.example/v1/chat/completions'. This request has been blocked; the content must be served over HTTPS.",
      HIDDEN,
    ],
  ]),
  // https://docs.godotengine.org/en/stable/classes/class_httprequest.html#enumerations
  ...messagesOf('Godot', '3 and 4', [
    ['RESULT_CANT_RESOLVE', 'dns/nxdomain', 'HTTPRequest: RESULT_CANT_RESOLVE', { weight: 'general' }],
    ['RESULT_CANT_CONNECT', 'client/inconclusive', 'HTTPRequest: RESULT_CANT_CONNECT', HIDDEN],
    ['RESULT_CONNECTION_ERROR', 'client/inconclusive', 'HTTPRequest: RESULT_CONNECTION_ERROR', HIDDEN],
    ['RESULT_TLS_HANDSHAKE_ERROR', 'tls/handshake-failure', 'HTTPRequest: RESULT_TLS_HANDSHAKE_ERROR', { weight: 'general' }],
    ['RESULT_SSL_HANDSHAKE_ERROR', 'tls/handshake-failure', 'HTTPRequest: RESULT_SSL_HANDSHAKE_ERROR', { weight: 'general' }],
    ['RESULT_NO_RESPONSE', 'http/closed', 'HTTPRequest: RESULT_NO_RESPONSE', { weight: 'general' }],
    ['RESULT_TIMEOUT', 'http/timeout', 'HTTPRequest: RESULT_TIMEOUT', { weight: 'general' }],
    ['RESULT_REDIRECT_LIMIT_REACHED', 'http/unexpected-redirect', 'HTTPRequest: RESULT_REDIRECT_LIMIT_REACHED'],
  ]),
  ...messagesOf('UnityWebRequest', '2021 to 6', [
    [
      'Unable to complete SSL connection',
      'tls/handshake-failure',
      'Error: Unable to complete SSL connection',
      { weight: 'general' },
    ],
    ['SSL CA certificate error', 'tls/verification-failed', 'Error: SSL CA certificate error'],
  ]),
  // https://github.com/crmne/ruby_llm/blob/main/lib/ruby_llm/error.rb
  ...messagesOf('RubyLLM', '1', [
    ['RubyLLM::UnauthorizedError', 'auth/invalid-authentication', undefined, { weight: 'general', type: 'AuthenticationError' }],
    ['RubyLLM::ForbiddenError', 'auth/permission-denied', undefined, { weight: 'general', type: 'PermissionDeniedError' }],
    ['RubyLLM::PaymentRequiredError', 'limit/credit-exhausted', undefined, { weight: 'general', type: 'RateLimitError' }],
    ['RubyLLM::ServerError', 'server/error', undefined, { weight: 'general', type: 'InternalServerError' }],
    ['RubyLLM::OverloadedError', 'server/overloaded', undefined, { weight: 'general', type: 'InternalServerError' }],
    ['RubyLLM::ModelNotFoundError', 'auth/model-not-found', undefined, { weight: 'general', type: 'NotFoundError' }],
    [
      'RubyLLM::ConfigurationError',
      'config/key-missing',
      'RubyLLM::ConfigurationError: Missing configuration for OpenAI: openai_api_key',
      { weight: 'general', type: null },
    ],
  ]),
  // https://github.com/chansen/p5-http-tiny/blob/master/lib/HTTP/Tiny.pm
  ...messagesOf('HTTP::Tiny (Perl)', '0.08', [
    [
      'Timed out while waiting for socket to become ready for',
      'http/timeout',
      '599 Internal Exception: Timed out while waiting for socket to become ready for reading',
    ],
  ]),
  // https://github.com/ollama/ollama/blob/main/llm/server.go
  ...messagesOf('Ollama, of its runner', '0.1 to 0.12', [
    [
      'an error was encountered while running the model',
      'server/error',
      'Error: an error was encountered while running the model: unexpected EOF',
      { weight: 'general', type: 'InternalServerError' },
    ],
  ]),
  ...messagesOf('OllamaSharp', '5', [
    [
      'OllamaException: model is required',
      'http/bad-request',
      'OllamaSharp.Models.Exceptions.OllamaException: model is required',
      { weight: 'general', type: 'BadRequestError' },
    ],
  ]),
  // https://github.com/snoyberg/http-client/blob/master/http-client/Network/HTTP/Client/Types.hs
  ...messagesOf('http-client (Haskell)', '0.7', [
    ['} ResponseTimeout', 'http/timeout', 'HttpExceptionRequest Request { host = "api.openai.com" } ResponseTimeout'],
    ['} ConnectionTimeout', 'tcp/timeout', 'HttpExceptionRequest Request { host = "api.openai.com" } ConnectionTimeout'],
    [
      '} NoResponseDataReceived',
      'http/closed',
      'HttpExceptionRequest Request { host = "api.openai.com" } NoResponseDataReceived',
    ],
    ['} IncompleteHeaders', 'http/malformed', 'HttpExceptionRequest Request { host = "api.openai.com" } IncompleteHeaders'],
    [
      'certificate has unknown CA',
      'tls/unknown-issuer',
      'InternalException (HandshakeFailed (Error_Protocol ("certificate has unknown CA",True,UnknownCa)))',
    ],
  ]),
  ...messagesOf('Mbed TLS', '2 and 3', [
    ['TLS handshake error: -9984', 'tls/verification-failed', '_do_handshake: TLS handshake error: -9984'],
    ['returned -0x2700', 'tls/verification-failed', 'mbedtls_ssl_handshake returned -0x2700'],
    ['returned -9984', 'tls/verification-failed', 'esp-tls-mbedtls: mbedtls_ssl_handshake returned -9984'],
  ]),
  ...messagesOf('gptel', '0.9', [
    ['error (nil): Malformed JSON in response', 'http/not-the-api', 'ChatGPT error (nil): Malformed JSON in response.'],
    [
      'Could not parse HTTP response',
      'http/malformed',
      'ChatGPT error (HTTP/1.1 100 Continue): Could not parse HTTP response.',
      HIDDEN,
    ],
  ]),
  ...messagesOf('Codex, the first', '0.1', [
    [
      'OpenAI rejected the request (request ID:',
      'client/inconclusive',
      'OpenAI rejected the request (request ID: req_0a1). Please verify your settings and try again.',
      HIDDEN,
    ],
  ]),
  ...messagesOf('CodeGPT', '1 and 2', [
    [
      'OpenAI API Response was: TypeError',
      'client/inconclusive',
      "OpenAI API Response was: TypeError: Cannot read properties of undefined (reading 'message')",
      HIDDEN,
    ],
    ['Could not serialize error response', 'client/inconclusive', undefined, HIDDEN],
  ]),
  ...messagesOf('Zed', '0.150 to 1', [
    [
      'data did not match any variant of untagged enum ResponseStreamResult',
      'http/not-the-api',
      'data did not match any variant of untagged enum ResponseStreamResult',
      { type: null },
    ],
  ]),
  ...messagesOf('Ktor', '2 and 3', [
    [
      'Failed to parse HTTP response: unexpected EOF',
      'http/closed',
      'com.aallam.openai.api.exception.GenericIOException: Failed to parse HTTP response: unexpected EOF',
    ],
  ]),
  ...messagesOf('browser-use', '0.1', [
    [
      'Rate limit reached. Waiting before retry',
      'limit/rate-limit',
      'WARNING [agent] Result failed 1/3 times: Rate limit reached. Waiting before retry.',
      { weight: 'general' },
    ],
  ]),
];
