import { type Printed, type Rendering, rendered } from './table.ts';

/** A status with its phrase, and what it means where nothing else is said. */
interface Status {
  number: number;
  phrase: string;
  finding: string;
  /** The class that Spring gives it. */
  spring?: string;
  /** The classes of .NET, RubyLLM, Faraday, JavaScript's official library. */
  faraday?: string;
}

const STATUSES: Status[] = [
  { number: 400, phrase: 'Bad Request', finding: 'http/bad-request', spring: 'BadRequest', faraday: 'BadRequestError' },
  {
    number: 401,
    phrase: 'Unauthorized',
    finding: 'auth/invalid-authentication',
    spring: 'Unauthorized',
    faraday: 'UnauthorizedError',
  },
  { number: 403, phrase: 'Forbidden', finding: 'auth/permission-denied', spring: 'Forbidden', faraday: 'ForbiddenError' },
  { number: 404, phrase: 'Not Found', finding: 'http/not-found', spring: 'NotFound', faraday: 'ResourceNotFound' },
  { number: 409, phrase: 'Conflict', finding: 'http/conflict', spring: 'Conflict', faraday: 'ConflictError' },
  { number: 413, phrase: 'Payload Too Large', finding: 'http/too-large' },
  {
    number: 422,
    phrase: 'Unprocessable Entity',
    finding: 'http/unprocessable',
    spring: 'UnprocessableEntity',
    faraday: 'UnprocessableEntityError',
  },
  {
    number: 429,
    phrase: 'Too Many Requests',
    finding: 'limit/rate-limit',
    spring: 'TooManyRequests',
    faraday: 'TooManyRequestsError',
  },
  {
    number: 500,
    phrase: 'Internal Server Error',
    finding: 'server/error',
    spring: 'InternalServerError',
    faraday: 'ServerError',
  },
  { number: 502, phrase: 'Bad Gateway', finding: 'server/bad-gateway', spring: 'BadGateway', faraday: 'ServerError' },
  {
    number: 503,
    phrase: 'Service Unavailable',
    finding: 'server/overloaded',
    spring: 'ServiceUnavailable',
    faraday: 'ServerError',
  },
  { number: 504, phrase: 'Gateway Timeout', finding: 'server/bad-gateway', spring: 'GatewayTimeout', faraday: 'ServerError' },
];

const URL = 'https://api.openai.com/v1/chat/completions';
const kind = ({ number }: Status) => (number < 500 ? 'Client' : 'Server');
/** The classes of the official libraries. */
const OFFICIAL: Record<number, string> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
};
const official = ({ number }: Status) => OFFICIAL[number] ?? (number >= 500 ? 'InternalServerError' : 'APIStatusError');

const RENDERINGS: Rendering<Status>[] = [
  {
    program: 'openai (Python)',
    seen: '1 to 3',
    source: 'https://github.com/openai/openai-python/blob/main/src/openai/_base_client.py',
    print: (status) => `openai.${official(status)}: Error code: ${status.number}`,
  },
  {
    program: 'openai (Python), from its log',
    seen: '1 to 3',
    source: 'https://github.com/encode/httpx/blob/master/httpx/_client.py',
    print: ({ number, phrase }) => `INFO:httpx:HTTP Request: POST ${URL} "HTTP/1.1 ${number} ${phrase}"`,
  },
  {
    program: 'openai (Python), with its own answer',
    seen: '1 to 3',
    source: 'https://github.com/openai/openai-python/blob/main/src/openai/_base_client.py',
    print: (status) => `openai.${official(status)}: Error code: ${status.number} - {'detail': '${status.phrase}'}`,
  },
  {
    program: 'openai (Node)',
    seen: '4 to 6',
    source: 'https://github.com/openai/openai-node/blob/master/src/core/error.ts',
    print: (status) =>
      `${official(status) === 'APIStatusError' ? 'APIError' : official(status)}: ${status.number} status code (no body)`,
  },
  {
    program: 'openai (Node), its message alone',
    seen: '4 to 6',
    source: 'https://github.com/openai/openai-node/blob/master/src/core/error.ts',
    print: ({ number }) => `${number} status code (no body)`,
  },
  {
    program: 'openai (Node), with a text',
    seen: '4 to 6',
    source: 'https://github.com/openai/openai-node/blob/master/src/core/error.ts',
    print: ({ number, phrase }) => `Error: ${number} ${phrase}`,
  },
  {
    program: 'openai (Go)',
    seen: '0.1 to 3',
    source: 'https://github.com/openai/openai-go/blob/main/internal/apierror/apierror.go',
    print: ({ number, phrase }) => `POST "${URL}": ${number} ${phrase} `,
  },
  {
    program: 'openai (Java)',
    seen: '1 to 4',
    source: 'https://github.com/openai/openai-java/blob/main/openai-java-core/src/main/kotlin/com/openai/errors',
    print: (status) =>
      OFFICIAL[status.number] === undefined
        ? null
        : `com.openai.errors.${official(status).replace('Error', 'Exception').replace('Authentication', 'Unauthorized').replace('BadRequestException', 'BadRequestException')}: ${status.number}: null`,
  },
  {
    program: 'openai (.NET)',
    seen: '2',
    source:
      'https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/core/System.ClientModel/src/Convenience/ClientResultException.cs',
    print: ({ number, phrase }) =>
      `System.ClientModel.ClientResultException: Service request failed.\nStatus: ${number} (${phrase})`,
  },
  {
    program: 'openai (.NET), with an answer',
    seen: '2',
    source: 'https://github.com/openai/openai-dotnet/blob/main/src/Utility/ClientPipelineExtensions.cs',
    print: ({ number }) => `System.ClientModel.ClientResultException: HTTP ${number} (invalid_request_error: )`,
  },
  {
    program: 'openai (Ruby)',
    seen: '0.1 to 1',
    source: 'https://github.com/openai/openai-ruby/blob/main/lib/openai/errors.rb',
    print: (status) =>
      OFFICIAL[status.number] === undefined
        ? null
        : `{url: "${URL}", status: ${status.number}, body: nil} (OpenAI::Errors::${official(status)})`,
  },
  {
    program: 'requests',
    seen: '2',
    source: 'https://github.com/psf/requests/blob/main/src/requests/models.py',
    print: (status) => `requests.exceptions.HTTPError: ${status.number} ${kind(status)} Error: ${status.phrase} for url: ${URL}`,
  },
  {
    program: 'httpx',
    seen: '0.13 to 0.28',
    source: 'https://github.com/encode/httpx/blob/master/httpx/_models.py',
    print: (status) =>
      `httpx.HTTPStatusError: ${kind(status)} error '${status.number} ${status.phrase}' for url '${URL}'\nFor more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/${status.number}`,
  },
  {
    program: 'aiohttp',
    seen: '3',
    source: 'https://github.com/aio-libs/aiohttp/blob/master/aiohttp/client_exceptions.py',
    print: ({ number, phrase }) => `aiohttp.client_exceptions.ClientResponseError: ${number}, message='${phrase}', url='${URL}'`,
  },
  {
    program: 'urllib (Python)',
    seen: '3',
    source: 'https://github.com/python/cpython/blob/main/Lib/urllib/error.py',
    print: ({ number, phrase }) => `urllib.error.HTTPError: HTTP Error ${number}: ${phrase}`,
  },
  {
    program: 'LiteLLM',
    seen: '1',
    source: 'https://github.com/BerriAI/litellm/blob/main/litellm/exceptions.py',
    print: (status) =>
      OFFICIAL[status.number] === undefined
        ? null
        : `litellm.${official(status)}: ${official(status)}: OpenAIException - Error code: ${status.number}`,
  },
  {
    program: 'axios',
    seen: '0.21 to 1',
    source: 'https://github.com/axios/axios/blob/v1.x/lib/core/settle.js',
    print: ({ number }) => `AxiosError: Request failed with status code ${number}`,
  },
  {
    program: 'axios, as it is dumped',
    seen: '1',
    source: 'https://github.com/axios/axios/blob/v1.x/lib/core/AxiosError.js',
    print: ({ number, phrase }) =>
      `AxiosError: Request failed with status code ${number}\n    at settle (/app/node_modules/axios/dist/node/axios.cjs:1967:12) {\n  code: '${number < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE'}',\n  response: {\n    status: ${number},\n    statusText: '${phrase}'\n  }\n}`,
  },
  {
    program: 'got',
    seen: '11 to 14',
    source: 'https://github.com/sindresorhus/got/blob/main/source/core/errors.ts',
    print: ({ number, phrase }) => `HTTPError: Response code ${number} (${phrase})`,
  },
  {
    program: 'ky',
    seen: '1',
    source: 'https://github.com/sindresorhus/ky/blob/main/source/errors/HTTPError.ts',
    print: ({ number, phrase }) => `HTTPError: Request failed with status code ${number} ${phrase}: POST ${URL}`,
  },
  {
    program: 'ofetch',
    seen: '1',
    source: 'https://github.com/unjs/ofetch/blob/main/src/error.ts',
    print: ({ number, phrase }) => `FetchError: [POST] "${URL}": ${number} ${phrase}`,
  },
  {
    program: 'ws',
    seen: '7 and 8',
    source: 'https://github.com/websockets/ws/blob/master/lib/websocket.js',
    print: ({ number }) => `Error: Unexpected server response: ${number}`,
  },
  {
    program: 'websockets (Python)',
    seen: '10 to 15',
    source: 'https://github.com/python-websockets/websockets/blob/main/src/websockets/exceptions.py',
    print: ({ number }) => `websockets.exceptions.InvalidStatus: server rejected WebSocket connection: HTTP ${number}`,
  },
  {
    program: 'tungstenite',
    seen: '0.20 to 0.26',
    source: 'https://github.com/snapview/tungstenite-rs/blob/master/src/error.rs',
    print: ({ number, phrase }) =>
      `failed to connect to websocket: HTTP error: ${number} ${phrase}, url: wss://api.openai.com/v1/responses`,
  },
  {
    program: 'AI SDK',
    seen: '3 to 6',
    source: 'https://github.com/vercel/ai/blob/main/packages/provider-utils/src/response-handler.ts',
    print: ({ phrase }) => `AI_APICallError: ${phrase}`,
  },
  {
    program: 'AI SDK, as it is dumped',
    seen: '3 to 6',
    source: 'https://github.com/vercel/ai/blob/main/packages/provider/src/errors/api-call-error.ts',
    print: ({ number, phrase }) =>
      `AI_APICallError: ${phrase}\n    at async postToApi {\n  url: '${URL}',\n  statusCode: ${number},\n  responseBody: '',\n  isRetryable: false\n}`,
  },
  {
    program: 'Google GenAI (JavaScript)',
    seen: '0.1 to 0.24',
    source: 'https://github.com/google-gemini/deprecated-generative-ai-js/blob/main/src/requests/request.ts',
    print: ({ number, phrase }) =>
      `[GoogleGenerativeAI Error]: Error fetching from https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent: [${number} ${phrase}] `,
  },
  {
    program: 'Spring WebClient',
    seen: '5 and 6',
    source:
      'https://github.com/spring-projects/spring-framework/blob/main/spring-webflux/src/main/java/org/springframework/web/reactive/function/client/WebClientResponseException.java',
    print: ({ number, phrase, spring }) =>
      spring
        ? `org.springframework.web.reactive.function.client.WebClientResponseException$${spring}: ${number} ${phrase} from POST ${URL}`
        : null,
  },
  {
    program: 'Spring RestClient',
    seen: '5 and 6',
    source:
      'https://github.com/spring-projects/spring-framework/blob/main/spring-web/src/main/java/org/springframework/web/client/DefaultResponseErrorHandler.java',
    print: (status) =>
      status.spring
        ? `org.springframework.web.client.Http${kind(status)}ErrorException$${status.spring}: ${status.number} ${status.phrase}: [no body]`
        : null,
  },
  {
    program: 'Spring AI',
    seen: '0.8 to 1.1',
    source:
      'https://github.com/spring-projects/spring-ai/blob/main/spring-ai-retry/src/main/java/org/springframework/ai/retry/RetryUtils.java',
    print: ({ number, phrase }) =>
      `org.springframework.ai.retry.${number < 500 ? 'NonTransientAiException' : 'TransientAiException'}: HTTP ${number} - ${phrase}`,
  },
  {
    program: 'Feign',
    seen: '10 to 13',
    source: 'https://github.com/OpenFeign/feign/blob/master/core/src/main/java/feign/FeignException.java',
    print: ({ number, phrase, spring }) =>
      spring
        ? `feign.FeignException$${spring}: [${number} ${phrase}] during [POST] to [${URL}] [OpenAi#chat(Request)]: []`
        : null,
  },
  {
    program: 'Retrofit',
    seen: '2',
    source: 'https://github.com/square/retrofit/blob/trunk/retrofit/src/main/java/retrofit2/HttpException.java',
    print: ({ number, phrase }) => `retrofit2.HttpException: HTTP ${number} ${phrase}`,
  },
  {
    program: 'azure-core (Java)',
    seen: '1',
    source:
      'https://github.com/Azure/azure-sdk-for-java/blob/main/sdk/core/azure-core/src/main/java/com/azure/core/implementation/http/rest/RestProxyBase.java',
    print: ({ number }) => `com.azure.core.exception.HttpResponseException: Status code ${number}, (empty body)`,
  },
  {
    program: 'HttpURLConnection (JDK)',
    seen: '8 to 24',
    source:
      'https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/net/www/protocol/http/HttpURLConnection.java',
    print: ({ number }) =>
      number === 404 ? null : `java.io.IOException: Server returned HTTP response code: ${number} for URL: ${URL}`,
  },
  {
    program: 'Ktor',
    seen: '2 and 3',
    source:
      'https://github.com/ktorio/ktor/blob/main/ktor-client/ktor-client-core/common/src/io/ktor/client/plugins/DefaultResponseValidation.kt',
    print: (status) =>
      `io.ktor.client.plugins.${kind(status)}RequestException: ${kind(status)} ${status.number < 500 ? 'request' : 'error'}(POST ${URL}) invalid: ${status.number} ${status.phrase}. Text: ""`.replace(
        'ServerRequestException: Server error',
        'ServerResponseException: Server error',
      ),
  },
  {
    program: 'HttpClient (.NET)',
    seen: '5 to 10',
    source:
      'https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Http/src/System/Net/Http/HttpResponseMessage.cs',
    print: ({ number, phrase }) =>
      `System.Net.Http.HttpRequestException: Response status code does not indicate success: ${number} (${phrase}).`,
  },
  {
    program: 'WebRequest (.NET)',
    seen: '4',
    source: 'https://learn.microsoft.com/dotnet/api/system.net.webexception',
    print: ({ number, phrase }) => `System.Net.WebException: The remote server returned an error: (${number}) ${phrase}.`,
  },
  {
    program: 'PowerShell',
    seen: '7',
    source:
      'https://github.com/PowerShell/PowerShell/blob/master/src/Microsoft.PowerShell.Commands.Utility/commands/utility/WebCmdlet/Common/WebRequestPSCmdlet.Common.cs',
    print: ({ number, phrase }) => `Invoke-RestMethod: Response status code does not indicate success: ${number} (${phrase}).`,
  },
  {
    program: 'Azure.Core (.NET)',
    seen: '1',
    source: 'https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/core/Azure.Core/src/RequestFailedException.cs',
    print: ({ number, phrase }) =>
      `Azure.RequestFailedException: Service request failed.\nStatus: ${number} (${phrase})\n\nHeaders:\nDate: REDACTED`,
  },
  {
    program: 'go-openai',
    seen: '1',
    source: 'https://github.com/sashabaranov/go-openai/blob/master/error.go',
    print: ({ number, phrase }) => `error, status code: ${number}, status: ${number} ${phrase}, message: `,
  },
  {
    program: 'langchaingo',
    seen: '0.1',
    source: 'https://github.com/tmc/langchaingo/blob/main/llms/openai/internal/openaiclient/chat.go',
    print: ({ number }) => `API returned unexpected status code: ${number}: `,
  },
  {
    program: 'Anthropic and kin (Go)',
    source: 'https://github.com/anthropics/anthropic-sdk-go/blob/main/internal/apierror/apierror.go',
    print: ({ number, phrase }) => `POST "https://api.anthropic.com/v1/messages": ${number} ${phrase} {"type":"error"}`,
  },
  {
    program: 'reqwest',
    seen: '0.11 and 0.12',
    source: 'https://github.com/seanmonstar/reqwest/blob/master/src/error.rs',
    print: (status) => `HTTP status ${kind(status).toLowerCase()} error (${status.number} ${status.phrase}) for url (${URL})`,
  },
  {
    program: 'ureq',
    seen: '2',
    source: 'https://github.com/algesten/ureq/blob/2.x/src/error.rs',
    print: ({ number }) => `${URL}: status code ${number}`,
  },
  {
    program: 'ureq',
    seen: '3',
    source: 'https://github.com/algesten/ureq/blob/main/src/error.rs',
    print: ({ number }) => `http status: ${number}`,
  },
  {
    program: 'codex',
    seen: '0.20 to 0.153',
    source: 'https://github.com/openai/codex/blob/main/codex-rs/core/src/error.rs',
    print: ({ number, phrase }) => `■ unexpected status ${number} ${phrase}: , url: ${URL}`,
  },
  {
    program: 'Faraday',
    seen: '1 and 2',
    source: 'https://github.com/lostisland/faraday/blob/main/lib/faraday/error.rb',
    print: ({ number, faraday }) => (faraday ? `Faraday::${faraday}: the server responded with status ${number}` : null),
  },
  {
    program: 'Faraday',
    seen: '2.10 and later',
    source: 'https://github.com/lostisland/faraday/blob/main/lib/faraday/response/raise_error.rb',
    print: ({ number, faraday }) =>
      faraday ? `the server responded with status ${number} for POST ${URL} (Faraday::${faraday})` : null,
  },
  {
    program: 'open-uri (Ruby)',
    source: 'https://github.com/ruby/open-uri/blob/master/lib/open-uri.rb',
    print: ({ number, phrase }) => `${number} ${phrase} (OpenURI::HTTPError)`,
  },
  {
    program: 'rest-client (Ruby)',
    seen: '2',
    source: 'https://github.com/rest-client/rest-client/blob/master/lib/restclient/exceptions.rb',
    print: ({ number, phrase }) => `${number} ${phrase} (RestClient::${phrase.replaceAll(' ', '')})`,
  },
  {
    program: 'Net::HTTP (Ruby)',
    source: 'https://github.com/ruby/net-http/blob/master/lib/net/http/response.rb',
    print: ({ number, phrase }) => `${number} "${phrase}" (Net::HTTP${number < 500 ? 'Client' : 'Fatal'}Exception)`,
  },
  {
    program: 'Guzzle',
    seen: '6 and 7',
    source: 'https://github.com/guzzle/guzzle/blob/7.9/src/Exception/RequestException.php',
    print: (status) =>
      `GuzzleHttp\\Exception\\${kind(status)}Exception: ${kind(status)} error: \`POST ${URL}\` resulted in a \`${status.number} ${status.phrase}\` response`,
  },
  {
    program: 'Laravel',
    seen: '8 to 12',
    source: 'https://github.com/laravel/framework/blob/12.x/src/Illuminate/Http/Client/RequestException.php',
    print: ({ number }) => `Illuminate\\Http\\Client\\RequestException: HTTP request returned status code ${number}`,
  },
  {
    program: 'Symfony HttpClient',
    seen: '5 to 7',
    source: 'https://github.com/symfony/symfony/blob/7.3/src/Symfony/Component/HttpClient/Exception/HttpExceptionTrait.php',
    print: ({ number }) => `Symfony\\Component\\HttpClient\\Exception\\ClientException: HTTP/2 ${number}  returned for "${URL}".`,
  },
  {
    program: 'PHP file_get_contents',
    seen: '7 and 8',
    source: 'https://github.com/php/php-src/blob/master/ext/standard/http_fopen_wrapper.c',
    print: ({ number, phrase }) =>
      `PHP Warning:  file_get_contents(${URL}): Failed to open stream: HTTP request failed! HTTP/1.1 ${number} ${phrase}`,
  },
  {
    program: 'LWP (Perl)',
    seen: '6',
    source: 'https://github.com/libwww-perl/HTTP-Message/blob/master/lib/HTTP/Response.pm',
    print: ({ number, phrase }) => `Error: ${number} ${phrase} at chat.pl line 12.`,
  },
  {
    program: 'curl --fail',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/http.c',
    print: ({ number }) => `curl: (22) The requested URL returned error: ${number}`,
  },
  {
    program: 'curl -v',
    seen: '7 and 8',
    source: 'https://github.com/curl/curl/blob/master/lib/http.c',
    print: ({ number, phrase }) => `< HTTP/1.1 ${number} ${phrase}`,
  },
  {
    program: 'GNU Wget',
    seen: '1',
    source: 'https://git.savannah.gnu.org/cgit/wget.git/tree/src/http.c',
    print: ({ number, phrase }) =>
      `HTTP request sent, awaiting response... ${number} ${phrase}\n2026-11-30 09:00:01 ERROR ${number}: ${phrase}.`,
  },
  {
    program: 'HTTPie',
    seen: '3',
    source: 'https://github.com/httpie/cli/blob/master/httpie/core.py',
    print: ({ number, phrase }) => `http: warning: HTTP ${number} ${phrase}`,
  },
  {
    program: 'httr2 (R)',
    seen: '1',
    source: 'https://github.com/r-lib/httr2/blob/main/R/resp-status.R',
    print: ({ number, phrase }) => `Error in \`req_perform()\`:\n! HTTP ${number} ${phrase}.`,
  },
  {
    program: 'httr (R)',
    seen: '1',
    source: 'https://github.com/r-lib/httr/blob/main/R/response-status.r',
    print: ({ number, phrase }) => `Error: ${phrase} (HTTP ${number}).`,
  },
  {
    program: 'Tesla (Elixir)',
    seen: '1',
    source: 'https://github.com/elixir-tesla/tesla/blob/master/lib/tesla/env.ex',
    print: ({ number }) => `{:ok, %Tesla.Env{method: :post, url: "${URL}", status: ${number}, body: ""}}`,
  },
  {
    program: 'Req (Elixir)',
    seen: '0.4 and 0.5',
    source: 'https://github.com/wojtekmach/req/blob/main/lib/req/steps.ex',
    print: ({ number }) =>
      number >= 500 || number === 429 || number === 408
        ? `[warning] retry: got response with status ${number}, will retry in 1000ms, 3 attempts left`
        : null,
  },
  {
    program: 'dio (Dart)',
    seen: '5',
    source: 'https://github.com/cfug/dio/blob/main/dio/lib/src/dio_exception.dart',
    print: ({ number }) =>
      `DioException [bad response]: This exception was thrown because the response has a status code of ${number} and RequestOptions.validateStatus was configured to throw for this status code.`,
  },
  {
    program: 'dart_openai',
    seen: '4 and 5',
    source: 'https://github.com/anasfik/openai/blob/main/lib/src/core/exceptions/request_failure.dart',
    print: ({ number, phrase }) => `RequestFailedException(message: ${phrase}, statusCode: ${number})`,
  },
  {
    program: 'Alamofire',
    seen: '5',
    source: 'https://github.com/Alamofire/Alamofire/blob/master/Source/Core/AFError.swift',
    print: ({ number }) => `Response status code was unacceptable: ${number}.`,
  },
  {
    program: 'clj-http',
    seen: '3',
    source: 'https://github.com/dakrone/clj-http/blob/3.x/src/clj_http/client.clj',
    print: ({ number }) => `clojure.lang.ExceptionInfo: clj-http: status ${number} {:cached nil}`,
  },
  {
    program: 'HTTP.jl (Julia)',
    seen: '1',
    source: 'https://github.com/JuliaWeb/HTTP.jl/blob/master/src/Exceptions.jl',
    print: ({ number }) => `HTTP.Exceptions.StatusError(${number}, "POST", "/v1/chat/completions", HTTP.Messages.Response:`,
  },
  {
    program: 'http-client (Haskell)',
    source: 'https://github.com/snoyberg/http-client/blob/master/http-client/Network/HTTP/Client/Types.hs',
    print: ({ number, phrase }) =>
      `(StatusCodeException (Response {responseStatus = Status {statusCode = ${number}, statusMessage = "${phrase}"}, responseVersion = HTTP/1.1}`,
  },
  {
    program: 'UnityWebRequest',
    source: 'https://docs.unity3d.com/ScriptReference/Networking.UnityWebRequest-error.html',
    print: ({ number, phrase }) => `UnityWebRequest error: HTTP/1.1 ${number} ${phrase}`,
  },
  {
    program: 'browsers',
    source:
      'https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/core/loader/frame_fetch_context.cc',
    print: ({ number, phrase }) => `POST ${URL} ${number} (${phrase})`,
  },
  {
    program: 'browsers, a resource',
    source:
      'https://source.chromium.org/chromium/chromium/src/+/main:third_party/blink/renderer/core/loader/base_fetch_context.cc',
    print: ({ number, phrase }) => `${URL}: Failed to load resource: the server responded with a status of ${number} (${phrase})`,
  },
  {
    program: 'LangChain.js and kin',
    source: 'https://github.com/langchain-ai/langchainjs/blob/main/libs/langchain-core/src/utils/async_caller.ts',
    print: ({ number, phrase }) => `Error: Request failed with status code ${number} and body ${phrase}`,
  },
  {
    program: 'uvicorn',
    seen: '0.20 to 0.40',
    source: 'https://github.com/encode/uvicorn/blob/master/uvicorn/protocols/http/h11_impl.py',
    print: ({ number, phrase }) => `INFO:     10.0.0.9:51402 - "POST /v1/chat/completions HTTP/1.1" ${number} ${phrase}`,
  },
  {
    program: 'gin',
    seen: '1',
    source: 'https://github.com/gin-gonic/gin/blob/master/logger.go',
    print: ({ number }) =>
      `[GIN] 2026/11/30 - 09:00:01 | ${number} |      1.2ms |       127.0.0.1 | POST     "/v1/chat/completions"`,
  },
];

export const statuses: Printed[] = rendered(STATUSES, RENDERINGS);
