/** Tables, records, dumps, changes, and settings without a secret: they come out as they are. */
import { expect, test } from 'vitest';
import { maskerFor } from '../../src/secrets/redact/text.ts';

const TEXTS: string[] = [
  `| model | status | latency |
|---|---|---|
| gpt-4o-mini | ok | 412 ms |
| gpt-4.1-nano | timeout | 30000 ms |
| o4-mini-2025-04-16 | 429 | 88 ms |
| text-embedding-3-small | ok | 61 ms |
| whisper-1 | ok | 2210 ms |`,
  '{"error":{"message":"Incorrect API key provided","type":"invalid_request_error"}}',
  `time,level,logger,message
2026-12-01T10:00:00Z,INFO,httpx,HTTP Request: POST https://api.openai.com/v1/chat/completions "HTTP/1.1 200 OK"
2026-12-01T10:00:01Z,WARNING,openai._base_client,Retrying request to /chat/completions in 0.42 seconds
2026-12-01T10:00:02Z,ERROR,app.worker,Connection error.
2026-12-01T10:00:03Z,ERROR,app.worker,"RateLimitError: 429, see the dashboard"
2026-12-01T10:00:04Z,INFO,app.worker,"tokens used: 1834, limit 30000"`,
  `"name","type","default"
"timeout","float","600.0"
"max_retries","int","2"
"base_url","str","https://api.openai.com/v1"
"default_headers","dict","None"
"http_client","httpx.Client","None"`,
  `ts=2026-12-01T10:00:00Z level=info msg="starting worker" pid=41 version=1.14.2
ts=2026-12-01T10:00:01Z level=info msg="listening" addr=0.0.0.0:8080 tls=false
ts=2026-12-01T10:00:02Z level=warn msg="upstream timed out" upstream=api.openai.com attempt=2
ts=2026-12-01T10:00:03Z level=error msg="dial tcp 104.18.7.192:443: i/o timeout" caller=client.go:118
ts=2026-12-01T10:00:04Z level=error msg="context deadline exceeded" caller=client.go:131 request_id=req_0a1b2c3d4e5f
ts=2026-12-01T10:00:05Z level=info msg="shutdown complete" reason="signal: terminated"`,
  `{"level":30,"time":1764583200000,"pid":17,"hostname":"web-7d9f","msg":"request completed"}
{"level":50,"time":1764583201000,"pid":17,"hostname":"web-7d9f","msg":"APIConnectionError: Connection error."}
{"level":50,"time":1764583202000,"pid":17,"hostname":"web-7d9f","msg":"AuthenticationError: 401 status code (no body)"}
{"level":30,"time":1764583203000,"pid":17,"hostname":"web-7d9f","msg":"OpenAIError handled"}
{"level":30,"time":1764583204000,"pid":17,"hostname":"web-7d9f","msg":"HttpsProxyAgent closed"}`,
  `{"log":"Traceback (most recent call last):\\n","stream":"stderr","time":"2026-12-01T10:00:00.123456789Z"}
{"log":"  File \\"/app/main.py\\", line 12, in <module>\\n","stream":"stderr","time":"2026-12-01T10:00:00.123456790Z"}
{"log":"openai.APITimeoutError: Request timed out.\\n","stream":"stderr","time":"2026-12-01T10:00:00.123456791Z"}`,
  `{
  "lines": [
    "openai.APIConnectionError: Connection error.",
    "httpx.ConnectError: [Errno -2] Name or service not known",
    "getaddrinfo ENOTFOUND api.openai.com",
    "see docs/errors.md"
  ]
}`,
  `    8 | const client = new OpenAI({ timeout: 20_000, maxRetries: 3 });
    9 | const answer = await client.responses.create({ model: 'gpt-4o-mini', input: 'hello' });
   10 | console.log(answer.output_text);
   11 | // prints the text, and the usage
   12 | process.exitCode = answer.status === 'completed' ? 0 : 1;`,
  `98:def test_timeout(client):
99:    with pytest.raises(openai.APITimeoutError):
100:        client.with_options(timeout=0.001).models.list()
101:
102:def test_connection(client):
103:    assert client.base_url == "https://api.openai.com/v1/"`,
  `--- a/app/config.yaml
+++ b/app/config.yaml
@@ -1,6 +1,7 @@
-timeout: 30
-base_url: http://localhost:11434/v1
+timeout: 120
+base_url: https://gateway.example/v1
+max_retries: 4
 model: gpt-4o-mini-2024-07-18
 stream: true`,
  `diff --git a/package.json b/package.json
index 3f1c2ab..9de04bb 100644
-    "openai": "^5.12.2",
+    "openai": "^6.49.0",
-    "undici": "^6.21.3"
+    "undici": "^7.30.2"`,
  `- Check the network of the container
- Run the request again with curl
- Compare the CA bundle with that of the host
- Restart the proxy, and wait for a minute
- Read /var/log/squid/access.log`,
  `1. Install the package
2. Set the variable in the shell profile
3. Open a new terminal
4. Run api-doctor check --verbose
5. Send the report to the people who run the proxy`,
  `  • 2 of 3 requests failed
  • the slowest took 30001 ms
  • 104.18.6.192 and 104.18.7.192 answered
  • the certificate ends on 2027-03-01`,
  `// The client retries twice.
// See https://github.com/openai/openai-node#retries
// A timeout of 10 minutes is the default.
const RETRIES = 2;`,
  `; php.ini
; default_socket_timeout = 60
default_socket_timeout = 120
curl.cainfo = "/etc/ssl/certs/ca-certificates.crt"
openssl.cafile = /etc/ssl/cert.pem`,
  `-- migrations/0041_requests.sql
-- adds the status of each request
ALTER TABLE requests ADD COLUMN status smallint NOT NULL DEFAULT 0;
CREATE INDEX requests_created_at ON requests (created_at);
INSERT INTO settings VALUES ('timeout', '30', 'seconds');`,
  `<table><tr><td>api.openai.com</td><td>200</td></tr>
<tr><td>gateway.example</td><td>502</td></tr>
<tr><td>localhost:8080</td><td>ECONNREFUSED</td></tr></table>`,
  `┌──────────────┬────────┐
│ host         │ answer │
├──────────────┼────────┤
│ api.openai.c │ 200    │
│              │        │
│ gateway      │ 502    │
└──────────────┴────────┘`,
  `defaults: &defaults
  timeout: 30
  retries: 2
production:
  <<: *defaults
  timeout: !!int 120
  base_url: !!str https://api.openai.com/v1
description: >-
  Calls the API from the
  nightly job and writes
  the answers to a table.
notes: |
  No proxy is needed here.`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: openai-settings
data:
  OPENAI_BASE_URL: https://gateway.example/v1
  OPENAI_MODEL: gpt-4o-mini
  TIMEOUT_SECONDS: "120"`,
  `<plist version="1.0"><dict>
<key>CFBundleIdentifier</key>
<string>com.example.client</string>
<key>CFBundleShortVersionString</key>
<string>1.14.2</string>
<key>NSAppTransportSecurity</key>
<string>default</string>
</dict></plist>`,
  `{"request":{"method":"POST","url":"https://api.openai.com/v1/responses","headers":[{"name":"accept","value":"application/json"},{"name":"content-type","value":"application/json"},{"value":"gzip, deflate","name":"accept-encoding"}],"queryString":[{"name":"api-version","value":"2024-10-21"}]}}`,
  `map[Accept:[*/*] Content-Type:[application/json] User-Agent:[Go-http-client/1.1] X-Request-Id:[req_0a1b2c3d4e5f]]`,
  `{accept=[application/json], content-type=[application/json; charset=utf-8], x-ratelimit-limit-tokens=[30000], x-ratelimit-remaining-tokens=[29488]}`,
  `00000000: 4765 7420 7468 6520 6c69 7374 206f 6620  Get the list of 
00000010: 6d6f 6465 6c73 2066 726f 6d20 7468 6520  models from the 
00000020: 7365 7276 6572 2e0a                      server..`,
  `00000000  48 54 54 50 2f 31 2e 31  20 34 30 37 20 50 72 6f  |HTTP/1.1 407 Pro|
00000010  78 79 0d 0a 53 65 72 76  65 72 3a 20 73 71 75 69  |xy..Server: squi|
00000020  64 2f 36 2e 31 0d 0a                              |d/6.1..|`,
  `Content-Disposition: form-data; name="file"; filename="audio.mp3"\r
Content-Type: audio/mpeg\r
\r
Content-Disposition: form-data; name="model"\r
\r
whisper-1\r`,
  `Content-Disposition: form-data; name="purpose"\r\n\r\nfine-tune\r`,
  `error codes: [104, 110, 111, 113, 32, 97]`,
  `ports [80 443 8080 8443 3128 11434]`,
  `{"0":200,"1":200,"2":502,"3":200,"4":504,"5":200}`,
  `{"0":"a","1":"list","2":"of","3":"words","4":"in","5":"order"}`,
  `SELECT CHAR(65), CHAR(66), CHAR(67)`,
  `the mask is 11111111 11111111 11111111 00000000, so 255.255.255.0`,
  `[31mError[0m: connect ECONNREFUSED 127.0.0.1:11434`,
  `^[[1mnpm^[[0m warn deprecated punycode@2.3.1`,
  `<p>The server <b>gateway</b> does not <i>answer</i>.</p>`,
  `<![CDATA[The request was refused.]]><![CDATA[ Try again.]]>`,
  `Windows path C:\\\\Users\\\\dev\\\\app\\\\_build\\\\main.js and regex ^api\\.openai\\.com$`,
  `a\\_b\\_c \\*not bold\\* \\[not a link\\]`,
  `net use Z: \\\\\\\\server\\\\share /persistent:yes`,
  `openssl s_client -connect api.openai.com:443 -servername api.openai.com </dev/null`,
  `Sec-WebSocket-Protocol: realtime, openai-beta.realtime-v1`,
  `~ timeout = 30 -> 120
~ model = "gpt-4o" -> "gpt-4o-mini"
+ region = "westeurope"`,
  `fn key_of(name: &str) -> Option<String>
def token_count(text: str) -> int:
getKey(): string -> void`,
  `OPENAI_API_KEY | required | the key of the project
OPENAI_BASE_URL | optional | https://api.openai.com/v1
OPENAI_ORG_ID | optional | none`,
  `variable,set,used by
OPENAI_API_KEY,yes,openai
HTTPS_PROXY,no,httpx
SSL_CERT_FILE,yes,openssl`,
  `the tokens are [1834, 512, 88, 30000, 12, 9]; max_tokens: 4096`,
  `"first string", "second string", "third one"
['a.py', 'b.py', 'test_client.py']
["gpt-4o", "gpt-4o-mini", "o3", "text-embedding-3-large"]`,
  `const url = 'https://api.openai.com' + '/v1' + '/models';
const words = "a long text that goes " +
  "on in the next line";`,
  `col1\tcol2\tcol3
200\tapi.openai.com\t412
502\tgateway.example\t30000`,
  `“model” is required; „timeout“ is in seconds`,
  `Ｅｒｒｏｒ： ４０１`,
  `Fehlermeldung: Übertragung abgebrochen, bitte später erneut versuchen`,
  `connection re-\u00adset by peer while reading the an\u00adswer`,
  `+ curl -sS -o /dev/null -w '%{http_code}' https://api.openai.com/v1/models
+ echo done
++ date +%s`,
  `* Trying 104.18.7.192:443...
* Connected to api.openai.com (104.18.7.192) port 443
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
> GET /v1/models HTTP/2
> Host: api.openai.com
> User-Agent: curl/8.5.0
> Accept: */*
< HTTP/2 401
< www-authenticate: Bearer realm="OpenAI API"
< x-request-id: req_0a1b2c3d4e5f`,
  `{"keys":["name","id"],"key1":"value1","key2":"value2"}
{"tokens":{"input":812,"output":64},"top_keys":["model","messages","stream"]}
{"properties":{"apiKey":{"type":"string","title":"The key","format":"password"}},"required":["apiKey"]}`,
  `variable "region" { default = "eu-west-1" }
variable "model" {
  type    = string
  default = "gpt-4o-mini-2024-07-18"
}`,
  `expected token to start with "{", got "<"
sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked
[SQL: INSERT INTO runs (ends, tries, model) VALUES (?, ?, ?)]
[parameters: ('2026-11-30', 5, 'gpt-4o-mini-2024-07-18')]`,
  `1 validation error for Request
timeout
  Input should be a valid number [type=float_parsing, input_value='30s', input_type=str]`,
  `<tr><td>model</td><td>gpt-4o-mini-2024-07-18</td></tr>
<tr><td>key</td><td>value</td></tr>
<input value="search" name="q">`,
  `id\tmodel\ttokens\tstatus
run-1\tgpt-4o-mini-2024-07-18\t1834\t200
run-2\to4-mini-2025-04-16\t512\t429`,
  `new OpenAI({ timeout: 20_000 }); OpenAIClient("https://gateway.example/v1")
echo "started" | tee -a run.log
PASS test/client.test.ts (5.31 s)`,
];

test('texts of the kinds in which pieces are put together stay as they are', () => {
  const mask = maskerFor([]);
  expect(TEXTS.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '').length).toBeGreaterThan(200);
  expect(TEXTS.map((text) => mask(text))).toEqual(TEXTS);
  const lines = TEXTS.flatMap((text) => text.split('\n'));
  expect(lines.map((line) => mask(line))).toEqual(lines);
});
