import type { Step } from '../../model/finding.ts';
import { UNIX } from '../steps.ts';
import { proxied, trusting } from './build.ts';
import type { ClientEntry } from './entry.ts';

/** Since 8u111 the JDK sends no password to a proxy in the clear (net.properties, jdk.http.auth.tunneling.disabledSchemes). */
const BASIC_TO_PROXY: [Step, Step] = [
  {
    text: 'Java sends no Basic authentication to a proxy for HTTPS unless this is set, and then takes name and password from an Authenticator: `export JAVA_TOOL_OPTIONS="-Djdk.http.auth.tunneling.disabledSchemes="`',
    on: UNIX,
  },
  {
    text: 'Java sends no Basic authentication to a proxy for HTTPS unless this is set, and then takes name and password from an Authenticator: `$env:JAVA_TOOL_OPTIONS = "-Djdk.http.auth.tunneling.disabledSchemes="`',
    on: ['windows'],
  },
];

/** HTTP clients of other languages, each with a trust store and proxy rules of its own. */
export const runtimes: ClientEntry[] = [
  {
    id: 'java',
    name: 'Java (JDK HttpClient and HttpURLConnection)',
    aliases: ['jdk', 'jvm', 'keytool'],
    runtime: 'JVM',
    recognition: [
      {
        log: /\bPKIX path building failed\b|\bsun\.security\.|\bjavax\.net\.ssl\.|\bjava\.net\.(?:http|ConnectException|UnknownHostException|SocketTimeoutException)|\bjdk\.internal\.net\.http\b/,
        certainty: 'proved',
        source: 'openjdk/jdk, src/java.base/share/classes/sun/security/validator',
      },
    ],
    rules: {
      proxy: '-Dhttps.proxyHost, -Dhttps.proxyPort and -Dhttp.nonProxyHosts; it reads no variables.',
      trust:
        'lib/security/cacerts of the JDK, or -Djavax.net.ssl.trustStore; on Windows -Djavax.net.ssl.trustStoreType=Windows-ROOT takes that of the system.',
      timers: 'None, unless the program sets connectTimeout and timeout.',
      dns: 'Successful lookups are cached for 30 seconds, failed ones for 10.',
    },
    steps: {
      ...trusting(
        'For Java, add root.pem to the trust store of the JDK that runs the program: `keytool -importcert -noprompt -cacerts -alias company -file root.pem -storepass changeit`',
        {
          text: 'For Java on Windows, use the trust store of Windows: `$env:JAVA_TOOL_OPTIONS = "-Djavax.net.ssl.trustStoreType=Windows-ROOT"`',
          on: ['windows'],
        },
        'Restart the program. In a container, import the certificate in the image: it has a JDK of its own.',
      ),
      ...proxied(
        {
          text: 'Java reads no proxy variables. Set its own properties: `export JAVA_TOOL_OPTIONS="-Dhttps.proxyHost=PROXY -Dhttps.proxyPort=PORT"`',
          on: UNIX,
        },
        {
          text: 'Java reads no proxy variables. Set its own properties: `$env:JAVA_TOOL_OPTIONS = "-Dhttps.proxyHost=PROXY -Dhttps.proxyPort=PORT"`',
          on: ['windows'],
        },
      ),
      'proxy/auth-rejected': BASIC_TO_PROXY,
      'proxy/auth-required': BASIC_TO_PROXY,
      'tls/protocol-version': ['Update the JDK: Java 8 before 8u261 has no TLS 1.3, and Java 7 has TLS 1.0 by default.'],
    },
    source: 'JDK documentation, keytool and networking properties',
  },
  {
    id: 'okhttp',
    name: 'OkHttp',
    runtime: 'JVM',
    uses: ['java'],
    recognition: [
      { log: /\bokhttp3\.|\bcom\.openai\.client\.okhttp\b/, certainty: 'proved', source: 'square/okhttp; openai/openai-java' },
    ],
    rules: {
      proxy: 'The properties of Java, or Proxy in its builder; authentication needs proxyAuthenticator.',
      trust: 'The trust store of Java, or sslSocketFactory in its builder.',
      timers: '10 seconds each to connect, to read and to write; openai-java sets 1 minute to connect and 10 minutes for a call.',
    },
    steps: {
      ...trusting(
        'For Java, add root.pem to the trust store of the JDK that runs the program: `keytool -importcert -noprompt -cacerts -alias company -file root.pem -storepass changeit`',
      ),
      'http/timeout': [
        'OkHttp by itself gives up after 10 seconds without data, openai-java after 10 minutes: set timeout on the client, as with OpenAIOkHttpClient.builder().timeout(…).',
      ],
      'stream/stalled': ['OkHttp by itself gives up after 10 seconds without data: set readTimeout on the client.'],
    },
    source: 'OkHttp documentation, OkHttpClient.Builder; openai/openai-java, openai-java-core/…/core/Timeout.kt',
  },
  {
    id: 'reactor-netty',
    name: 'Reactor Netty (Spring WebClient, Spring AI)',
    aliases: ['spring-ai', 'webclient', 'netty'],
    runtime: 'JVM',
    uses: ['java'],
    recognition: [
      {
        log: /\breactor\.netty\.|\bio\.netty\.|\borg\.springframework\.ai\b/,
        certainty: 'proved',
        source: 'reactor/reactor-netty; spring-projects/spring-ai',
      },
    ],
    rules: {
      proxy: 'None, unless the client has proxyWithSystemProperties().',
      trust: 'The trust store of Java.',
      timers: '30 seconds to connect, 45 seconds to wait for a pooled connection.',
      dns: 'A resolver of its own, which reads /etc/resolv.conf and asks by UDP.',
    },
    steps: {
      ...trusting(
        'For Java, add root.pem to the trust store of the JDK that runs the program: `keytool -importcert -noprompt -cacerts -alias company -file root.pem -storepass changeit`',
      ),
      ...proxied(
        'Let Reactor Netty read the proxy properties of Java: HttpClient.create().proxyWithSystemProperties(), for the WebClient.Builder.',
      ),
      'dns/timeout': [
        'Let Netty use the resolver of the JDK: HttpClient.create().resolver(DefaultAddressResolverGroup.INSTANCE)',
      ],
      'http/closed': [
        'Drop idle connections before a load balancer does: ConnectionProvider.builder("api").maxIdleTime(Duration.ofSeconds(30))',
      ],
    },
    source: 'Reactor Netty reference, HTTP client',
  },
  {
    id: 'dotnet',
    name: '.NET HttpClient',
    aliases: ['.net', 'csharp', 'httpclient'],
    runtime: '.NET',
    recognition: [
      {
        log: /\bSystem\.Net\.(?:Http|Sockets|Security)\b|\bHttpRequestException\b|\bAuthenticationException: The remote certificate|\bSystem\.ClientModel\b/,
        certainty: 'proved',
        source: 'dotnet/runtime, src/libraries/System.Net.Http',
      },
    ],
    rules: {
      proxy:
        'HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, lower case first, else the proxy of the system (.NET Framework: that alone).',
      trust: 'The trust store of Windows or macOS; on Linux the directory of OpenSSL, SSL_CERT_FILE and SSL_CERT_DIR.',
      timers: '100 seconds for a call; none of its own to connect.',
    },
    steps: {
      ...trusting(
        {
          text: 'As administrator, add root.pem to the trust store of Windows, which .NET uses: `certutil -addstore -f Root root.pem`',
          on: ['windows'],
        },
        {
          text: 'Add root.pem to the trust store of the system, which .NET uses: `sudo cp root.pem /usr/local/share/ca-certificates/root.crt && sudo update-ca-certificates`',
          on: ['linux', 'wsl'],
        },
        {
          text: 'Add root.pem to the trust store of the image, which .NET uses: `cp root.pem /usr/local/share/ca-certificates/root.crt && update-ca-certificates`',
          on: ['container'],
        },
        {
          text: 'Add root.pem to the trust store of the system, which .NET uses: `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain root.pem`',
          on: ['macos'],
        },
      ),
      'http/timeout': [
        'HttpClient gives up after 100 seconds: set NetworkTimeout in OpenAIClientOptions, or stream the response.',
      ],
    },
    source:
      'Microsoft Learn, HttpClient: timeouts; cross-platform cryptography in .NET; dotnet/runtime, …/SocketsHttpHandler/HttpEnvironmentProxy.cs',
  },
  {
    id: 'go',
    name: 'Go net/http',
    aliases: ['golang', 'net-http'],
    runtime: 'Go',
    recognition: [
      {
        log: /\bx509: |\btls: failed to verify certificate|\bdial tcp \S|\bnet\/http: (?:TLS handshake|request canceled)|\bPost "https?:\/\/[^"]{1,300}": /,
        certainty: 'proved',
        source: 'golang/go, src/net/http/transport.go and src/crypto/x509/verify.go',
      },
    ],
    rules: {
      proxy: 'HTTPS_PROXY, HTTP_PROXY and NO_PROXY in both spellings; never for localhost.',
      trust: 'The trust store of the system; on Linux SSL_CERT_FILE and SSL_CERT_DIR.',
      timers: '30 seconds to connect, 10 seconds for the TLS handshake, none for the rest.',
      dns: 'A resolver of its own on Linux (GODEBUG=netdns=cgo for that of the C library).',
    },
    steps: {
      ...trusting(
        {
          text: 'For Go, set a bundle, which replaces the trust store of the system: `cat {systemBundle} root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"`',
          on: ['linux', 'wsl', 'container'],
        },
        'An image made from scratch has no CA store at all: copy one into it: `COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/`',
      ),
      'dns/temporary-failure': ['Let Go use the resolver of the C library: `export GODEBUG=netdns=cgo`'],
    },
    source: 'Go documentation, net/http ProxyFromEnvironment, crypto/x509 SystemCertPool, net: name resolution',
  },
  {
    id: 'reqwest',
    name: 'Rust: reqwest, hyper and rustls',
    aliases: ['rust', 'hyper', 'rustls'],
    runtime: 'Rust',
    recognition: [
      {
        log: /\breqwest::|\bhyper(?:_util)?::|\binvalid peer certificate: |\brustls::|\btungstenite::/,
        certainty: 'proved',
        source: 'seanmonstar/reqwest, src/error.rs; rustls/rustls, rustls/src/error.rs',
      },
    ],
    rules: {
      proxy: 'HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, and the system’s on Windows and macOS.',
      trust:
        'By how it was built: bundled CA certificates, or the trust store of the system, where SSL_CERT_FILE and SSL_CERT_DIR count on Linux.',
      timers: 'None, unless the program sets them.',
    },
    steps: trusting(
      {
        text: 'Set a bundle for programs that were built with the trust store of the system: `cat {systemBundle} root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"`',
        on: ['linux', 'wsl', 'container'],
      },
      'A program with bundled CA certificates trusts no other: look for its own setting for a CA file.',
    ),
    source: 'reqwest documentation, TLS and proxies; rustls-native-certs documentation',
  },
  {
    id: 'ruby',
    name: 'Ruby (Net::HTTP, Faraday)',
    aliases: ['faraday', 'net-http-ruby'],
    runtime: 'Ruby',
    recognition: [
      {
        log: /\bOpenSSL::SSL::SSLError\b|\bNet::(?:Open|Read)Timeout\b|\bFaraday::\w+Error\b|\bErrno::E[A-Z]{4,}\b/,
        certainty: 'proved',
        source: 'ruby/net-http, lib/net/http.rb; lostisland/faraday',
      },
    ],
    rules: {
      proxy: 'Net::HTTP reads http_proxy and no_proxy also for https:// and never https_proxy; Faraday reads https_proxy too.',
      trust: 'The default paths of the OpenSSL that Ruby was built with, which SSL_CERT_FILE and SSL_CERT_DIR replace.',
      timers: '60 seconds to connect, 60 seconds to read; the official gem openai 600 seconds for a call.',
    },
    steps: {
      ...trusting(
        {
          text: 'For Ruby, set a bundle: `cat {systemBundle} root.pem > roots.pem && export SSL_CERT_FILE="$PWD/roots.pem"`',
          on: UNIX,
        },
        'Find where this Ruby looks for its CA store: `ruby -ropenssl -e "puts OpenSSL::X509::DEFAULT_CERT_FILE"`',
      ),
      ...proxied({
        text: 'Net::HTTP, and with it the gem openai, takes the proxy for https:// from http_proxy too: `export http_proxy=http://PROXY:PORT`',
        on: UNIX,
      }),
      'http/timeout': [
        'Net::HTTP gives up after 60 seconds: set timeout: 600 (the gem openai) or request_timeout: 600 (ruby-openai) on OpenAI::Client, or stream the response.',
      ],
    },
    source:
      'ruby/net-http, lib/net/http.rb (proxy_uri); Ruby documentation, OpenSSL::X509; openai/openai-ruby, lib/openai/client.rb',
  },
  {
    id: 'php',
    name: 'PHP (cURL, Guzzle)',
    aliases: ['guzzle', 'laravel'],
    runtime: 'PHP',
    recognition: [
      {
        log: /\bcURL error \d{1,2}: |\bGuzzleHttp\\|\bPHP (?:Warning|Fatal error|Notice):/,
        certainty: 'proved',
        source: 'guzzle/guzzle, src/Handler/CurlFactory.php',
      },
    ],
    rules: {
      proxy: 'What libcurl reads; Guzzle also HTTP_PROXY on the command line, and its option proxy.',
      trust: 'curl.cainfo and openssl.cafile of php.ini; on Windows PHP has no CA store without them.',
      timers: 'The client’s own, none in Guzzle; max_execution_time (30 seconds on the web) counts waiting on Windows alone.',
    },
    steps: {
      ...trusting(
        'Set a bundle in php.ini, and restart the web server or PHP-FPM: curl.cainfo and openssl.cafile, each with the full path of roots.pem.',
        'Find which php.ini counts: `php --ini`',
        'On Windows PHP has no CA store: download one as roots.pem first: https://curl.se/ca/cacert.pem',
      ),
      'http/timeout': [
        'Raise the timeout of the client (in openai-php that of the Guzzle client), and on the web those of PHP-FPM (request_terminate_timeout) and of the web server.',
      ],
    },
    source: 'PHP manual, cURL runtime configuration and set_time_limit; Guzzle documentation, request options',
  },
  {
    id: 'elixir',
    name: 'Elixir (Req, Finch, Mint)',
    aliases: ['mint', 'finch', 'req'],
    runtime: 'BEAM',
    recognition: [
      {
        log: /\bMint\.(?:Transport|HTTP)Error\b|\bFinch\.\w+|\bReq\.TransportError\b|\bHTTPoison\.Error\b/,
        certainty: 'proved',
        source: 'elixir-mint/mint; wojtekmach/req',
      },
    ],
    rules: {
      proxy: 'None, unless the connection has proxy: …',
      trust:
        'The trust store of the system on OTP 25 and later, where there is none the package castore; or transport_opts: [cacertfile: …].',
      timers: '15 seconds for a response.',
    },
    steps: {
      ...trusting('Pass the file: connect_options: [transport_opts: [cacertfile: "roots.pem"]] to Req.'),
      ...proxied('Req reads no proxy variables: pass connect_options: [proxy: {:http, "PROXY", PORT, []}].'),
      'http/timeout': ['Raise receive_timeout, which is 15 seconds in Finch and Req.'],
    },
    source: 'Req documentation, run_finch; elixir-mint/mint, lib/mint/core/transport/ssl.ex',
  },
  {
    id: 'dart',
    name: 'Dart and Flutter',
    aliases: ['flutter'],
    runtime: 'Dart',
    recognition: [
      {
        log: /\bHandshakeException: Handshake error in client|\bSocketException: (?:Failed host lookup|Connection (?:refused|failed|timed out))|\bDioException\b/,
        certainty: 'proved',
        source: 'dart-lang/sdk, sdk/lib/io',
      },
    ],
    rules: {
      proxy:
        'http_proxy, https_proxy and no_proxy in both spellings (HttpClient.findProxyFromEnvironment), unless findProxy is set; apps on phones have no such variables.',
      trust: 'The trust store of the system, or SecurityContext.setTrustedCertificates.',
      timers: 'None.',
    },
    steps: trusting('Trust the file in the program: SecurityContext.defaultContext.setTrustedCertificates("root.pem")'),
    source: 'dart-lang/sdk, sdk/lib/_http/http_impl.dart; Dart documentation, SecurityContext',
  },
  {
    id: 'apple',
    name: 'Apple URLSession',
    aliases: ['urlsession', 'swift', 'nsurlsession'],
    runtime: 'Swift',
    recognition: [
      {
        log: /\bNSURLErrorDomain\b|\bkCFErrorDomainCFNetwork\b|\bkCFStreamError/,
        certainty: 'proved',
        source: 'Apple Developer documentation, URLError',
      },
    ],
    rules: {
      proxy: 'The network settings of the system.',
      trust: 'The keychain of the system; App Transport Security adds demands.',
      timers: '60 seconds without data, seven days in all.',
    },
    steps: {
      ...trusting({
        text: 'Add root.pem to the keychain of the system: `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain root.pem`',
        on: ['macos'],
      }),
      'http/timeout': [
        'URLSession gives up after 60 seconds without data: raise timeoutIntervalForRequest, or stream the response.',
      ],
    },
    source: 'Apple Developer documentation, URLSessionConfiguration',
  },
];
