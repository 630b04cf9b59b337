/** What somebody found who set out to get a key past the rules, by kind; and what looks like each and has to stay. */
import { expect, test } from 'vitest';
import { formsOfKey } from '../../src/secrets/environment-secrets.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';

/** No drawn letters, and no prefix. */
const CHOSEN = 'Tr0ub4dor&3!zzQ';

const DRAWN = ['kQ8vX2mZp4Rt7Yw1Bn5Lc9Hd3Gf6Js0A7', 'd41d8cd98f00b204e9800998ecf8427e'];

const KINDS: Record<string, { told: ((s: string) => string)[]; plain: string[] }> = {
  'a key between the brackets of a placeholder': {
    told: [
      (s) => `api_key=<${s}>`,
      (s) => `api_key="<${s}>"`,
      (s) => `api_key={${s}}`,
      (s) => `api_key={{${s}}}`,
      (s) => `OPENAI_API_KEY=\${${s}}`,
      (s) => `Authorization: Bearer <${s}>`,
      (s) => `Authorization: Bearer {${s}}`,
      (s) => `Driver={X};UID=u;PWD={${s}};Encrypt=yes`,
      (s) => `api_key=env.${s}`,
      (s) => `api_key="data.${s}"`,
      (s) => `password: read(${s})`,
    ],
    plain: [
      'api_key=<your-api-key>',
      'api_key="<API_KEY_1>"',
      'api_key={api_key}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of a shell
      'OPENAI_API_KEY=${OPENAI_API_KEY}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of GitHub
      'OPENAI_API_KEY=${{ secrets.OPENAI_API_KEY }}',
      'Authorization: Bearer <token>',
      'api_key=os.environ["OPENAI_API_KEY"]',
      'api_key=config.providers[0].api_key',
      'password: read(stdin)',
      'api_key=process.env.AZURE_OPENAI_API_KEY_EASTUS2',
    ],
  },
  'a header that a library refuses': {
    told: [
      (s) => `ValueError: Unsafe header value '${s}'`,
      (s) => `java.lang.IllegalArgumentException: Illegal character(s) in message header value: ${s}`,
      (s) => `ArgumentError: header field value cannot include CR/LF: ${s}`,
      (s) => `invalid value for header (only visible ASCII characters are allowed): "${s}"`,
      (s) => `header value contains forbidden characters: "${s}"`,
    ],
    plain: [
      'ValueError: Unsafe header value',
      'header field value cannot include CR/LF',
      'invalid value for header "Content-Type"',
      'the header value must not be empty',
    ],
  },
  'a message of a server on a key': {
    told: [
      (s) => `Unknown api key [${s}]`,
      (s) => `api key <${s}> rejected`,
      (s) => `Key not found: ${s}`,
      (s) => `The token was not found: ${s}`,
      (s) => `{"message":"API key is invalid: ${s}"}`,
    ],
    plain: [
      'Unknown api key [redacted]',
      'API key not found: set OPENAI_API_KEY',
      'key not found: response_format',
      'Key not found: gpt-4o-mini-2024-07-18',
      'the token was not found: see the documentation',
      'API key [docs/authentication.md]',
    ],
  },
  'quotes written twice in a string of SQL or YAML': {
    told: [
      (s) => `INSERT INTO logs VALUES (1, 'OpenAI(api_key=''${s}'', timeout=5)');`,
      (s) => `message: 'refused {''api_key'': ''${s}'', ''model'': ''x''}'`,
      (s) => `error: 'Illegal header {''x-api-key'': ''${s}''}'`,
    ],
    plain: [
      "api_key = ''",
      "password='' user='me' host='db.example'",
      "INSERT INTO notes VALUES ('don''t log the api key');",
      "headers = {'api-key': '', 'accept': 'application/json'}",
      "message: 'no value for ''api_key'' in ''settings.yaml''.'",
      "token = ''.join(parts)",
      "api_key = '''",
    ],
  },
  'a value behind a reference': {
    told: [
      (s) => `apiKey: process.env.OPENAI_API_KEY || "${s}"`,
      (s) => `apiKey: process.env.OPENAI_API_KEY ?? '${s}'`,
      (s) => `process.env.OPENAI_API_KEY || "${s}"`,
      (s) => `assert api_key != '${s}'`,
      (s) => `api_key = config.api_key or "${s}"`,
      (s) => `api_key → ${s}`,
    ],
    plain: [
      'apiKey: process.env.OPENAI_API_KEY || ""',
      'if [ -z "$API_KEY" ] || [ -z "$URL" ]; then',
      'const isOpen = token !== null && session !== undefined',
      'auth → proxy → gateway',
    ],
  },
  'a password behind a variable for the user': {
    told: [
      (s) => `https://$USER:${s}@host.example/`,
      (s) => `http://%USERNAME%:${s}@proxy.example:3128`,
      (s) => `http://$\{PROXY_USER}:${s}@proxy.example:3128`,
    ],
    plain: [
      'https://$USER:$PASSWORD@host.example/',
      'http://%USERNAME%:%PASSWORD%@proxy.example:3128',
      'https://$GITHUB_TOKEN@host.example/x.git',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of GitHub
      'https://x:${{ secrets.GITHUB_TOKEN }}@host.example/x.git',
    ],
  },
  'a name in another language': {
    told: [
      (s) => `密码：${s}`,
      (s) => `无效的令牌: ${s}`,
      (s) => `API密钥：${s}`,
      (s) => `パスワード: ${s}`,
      (s) => `APIキー：${s}`,
      (s) => `비밀번호: ${s}`,
      (s) => `пароль: ${s}`,
      (s) => `Ключ API: ${s}`,
      (s) => `Kennwort: ${s}`,
      (s) => `Ungültiger API-Schlüssel: ${s}`,
      (s) => `mot de passe : ${s}`,
      (s) => `clé API : ${s}`,
      (s) => `contraseña: ${s}`,
      (s) => `clave de API: ${s}`,
      (s) => `senha: ${s}`,
      (s) => `hasło: ${s}`,
      (s) => `şifre: ${s}`,
    ],
    plain: [
      '密码：错误',
      '无效的令牌: 请检查',
      'キー: 12',
      'Ключ API: отсутствует',
      'Kennwort: falsch',
      'mot de passe : incorrect',
      'clave: modelo',
      '키: 3',
    ],
  },
  'a message that names a key and quotes it elsewhere': {
    told: [
      (s) => `LiteLLM Virtual Key expected. Received=${s}, expected to start with 'sk-'.`,
      (s) => `expected token to start with "sk-", got "${s}"`,
      (s) =>
        `1 validation error for Settings\napi_key\n  Input should be a valid integer [type=int_parsing, input_value='${s}', input_type=str]`,
      (s) =>
        `1 validation error for Settings\nservices.0.api_key\n  Value error, it must start with sk-\n    For further information see the guide\n    [type=value_error, input_value='${s}', input_type=str]`,
      (s) => `[SQL: INSERT INTO t (api_key) VALUES (?)]\n[parameters: ('${s}',)]`,
      (s) => `[SQL: INSERT INTO t (id, name, api_key) VALUES (%s, %s, %s)]\n[parameters: (5, 'a', '${s}')]`,
      (s) => `[SQL: SELECT t.id FROM t WHERE t.api_key = ?]\n[parameters: ('${s}',)]`,
      (s) => `{"type":"string_type","loc":["body","api_key"],"msg":"Input should be longer","input":"${s}"}`,
      (s) => `'${s}' is not a valid API key`,
      (s) => `Duplicate entry '${s}' for key 'users.api_key'`,
      (s) => `Invalid value "${s}" for api_key`,
      (s) => `Expected string for api_key, received ${s}`,
      (s) => `Password for user: ${s}`,
      (s) => `AUTH ${s}`,
      (s) => `PASS ${s}`,
    ],
    plain: [
      `LiteLLM Virtual Key expected. Received=None, expected to start with 'sk-'.`,
      'expected token to start with "{", got "<!DOCTYPE html>"',
      'Unexpected token: expected "}", got "gpt-4o-mini"',
      `1 validation error for Settings\nmodel\n  Input should be 'o3' [type=enum, input_value='gpt-4o-mini-2024-07-18', input_type=str]`,
      `2 validation errors for Settings\napi_key\n  Field required [type=missing]\nmodel\n  Input should be 'o3'\n    [type=enum, input_value='gpt-4o-mini-2024-07-18', input_type=str]`,
      `[SQL: INSERT INTO t (expires, tries) VALUES (?, ?)]\n[parameters: ('2026-11-30', 5)]`,
      `[SQL: INSERT INTO t (model, api_key) VALUES (?, ?)]\n[parameters: ('gpt-4o-mini', None)]`,
      '{"type":"enum","loc":["body","model"],"msg":"Input should be o3","input":"gpt-4o-mini-2024-07-18"}',
      `'gpt-4o-mini-2024-07-18' is not a valid model for this key`,
      `Duplicate entry 'gpt-4o-mini-2024-07-18' for key 'models.name'`,
      `'response_format' is not a known key`,
      'Password for user: incorrect',
      'Password for user alice: expired 3 days ago',
      '250-AUTH PLAIN LOGIN XOAUTH2',
      'PASS test/client.test.ts (5.31 s)',
      'AUTH required',
    ],
  },
  'a key in code and commands without a name in front of it': {
    told: [
      (s) => `variable "openai_api_key" { default = "${s}" }`,
      (s) => `variable "openai_api_key" {\n  type    = string\n  default = "${s}"\n}`,
      (s) => `new AzureKeyCredential("${s}")`,
      (s) => `OpenAI("${s}")`,
      (s) => `gh secret set OPENAI_API_KEY --body ${s}`,
      (s) => `keytool -list -storepass ${s}`,
      (s) => `smbclient //h/s -U user%${s}`,
      (s) => `kubectl create secret generic x --from-literal=k=${s}`,
      (s) => `vault kv put secret/x value=${s}`,
      (s) => `security add-generic-password -a x -w ${s}`,
      (s) => `CREATE USER u IDENTIFIED BY '${s}'`,
      (s) => `echo ${s} | docker login --password-stdin`,
      (s) => `echo ${s} | sudo -S apt update`,
      (s) => `pass insert x <<< ${s}`,
      (s) => `gh auth login --with-token <<< '${s}'`,
      (s) => `cat <<< ${s} | docker login --password-stdin`,
      (s) => `https://api.telegram.org/bot123456789:${s}/getMe`,
      (s) => `api_key=$(echo ${s})`,
    ],
    plain: [
      'variable "region" { default = "eu-west-1" }',
      'variable "openai_api_key" {\n  type      = string\n  sensitive = true\n}',
      'new AzureKeyCredential(apiKey)',
      'OpenAI("gpt-4o-mini-2024-07-18")',
      'new OpenAIClient("https://example.openai.azure.com")',
      'gh secret set OPENAI_API_KEY --body "$OPENAI_API_KEY"',
      'gh secret set OPENAI_API_KEY < key.txt',
      'keytool -list -storepass "$STOREPASS"',
      'smbclient //h/s -U user',
      `the model identified by 'gpt-4o' does not exist`,
      'echo "$TOKEN" | docker login --password-stdin',
      'echo hello | grep h',
      'echo "text" | sudo -S tee notes',
      'pass insert x <<< "$API_KEY"',
      'wc -c <<< "a line of 24 letters or so"',
      'https://api.telegram.org/bot$BOT_TOKEN/getMe',
      'api_key=$(cat key.txt)',
    ],
  },
  'an object or a list under the name of a secret': {
    told: [
      (s) => `{"apiKey":{"value":"${s}"}}`,
      (s) => `{"apiKeys":{"prod":"${s}"}}`,
      (s) => `{"apiKeys":{"prod":{"id":"key_1","secret":"${s}"}}}`,
      (s) => `{"keys":["${s}"]}`,
      (s) => `{"api_keys":["none","${s}"]}`,
      (s) => `{"password1": "${s}"}`,
      (s) => `{"key1": "${s}"}`,
      (s) => `Map(api_key -> ${s})`,
      (s) => `HashMap(password -> ${s}, model -> o3)`,
      (s) => `{"value": "${s}", "id": 4, "key": "api_key"}`,
      (s) => `{"val":"${s}","isSecret":true,"name":"api_key"}`,
      (s) => `{"key":"http.request.header.api_key","value":{"stringValue":"${s}"}}`,
      (s) => `msg="{\\"apiKey\\":{\\"value\\":\\"${s}\\"}}"`,
    ],
    plain: [
      '{"keys":["name","id"]}',
      '{"key1": "value1", "key2": "gpt-4o-mini"}',
      '{"apiKey":{"type":"string","description":"The key of the project","env":"OPENAI_API_KEY"}}',
      '{"apiKeys":{"prod":{"id":"key_8f2k1x9qwe7z4m5t","model":"gpt-4o-mini-2024-07-18"}}}',
      '{"tokens":{"prompt":12,"completion":30},"id":"chatcmpl-8f2K1x9Qwe7Z4m5T"}',
      '"secrets":[{"name":"OPENAI_API_KEY","updated_at":"2026-11-30T10:00:00Z"}]',
      '{"tokens":["Hello"," world"],"key":{"name":"region","value":"eu-west-1"}}',
      '{"key":"http.request.method","value":{"stringValue":"POST"}}',
      '{"key1": "Me@Example2.com", "key2": "v1.2"}',
      'Map(model -> gpt-4o-mini-2024-07-18, key -> region)',
      'password -> asked for, then sent',
      '{"value": "gpt-4o-mini-2024-07-18", "id": 4, "key": "model"}',
      '{"value": "on", "key": "stream"}, {"name": "api_key"}',
    ],
  },
  'a key in markup, in a table, and in the data of other languages': {
    told: [
      (s) => `<td>api_key</td><td>${s}</td>`,
      (s) => `<tr><th>api_key</th>\n  <td><code>${s}</code></td></tr>`,
      (s) => `<input value="${s}" name="api_key">`,
      (s) => `<input name="api_key" type="text" value="${s}">`,
      (s) => `id\tapi_key\tmodel\n1\t${s}\tgpt-4o\n2\t${s}\to3`,
      (s) => `id,model,api_key\n1,gpt-4o,${s}`,
      (s) => `│ id │ token │\n├────┼───────┤\n│ 1  │ ${s} │\n└────┴───────┘`,
      (s) => `+----+-------+\n| id | token |\n+----+-------+\n|  1 | ${s} |\n+----+-------+`,
      (s) => `<table><tr><th>id</th><th>token</th></tr><tr><td>1</td><td><code>${s}</code></td></tr></table>`,
      (s) => `s:7:"api_key";s:32:"${s}";`,
      (s) => `(api-key . "${s}")`,
      (s) => `api_key <- "${s}"`,
      (s) => `array(1) {\n  ["api_key"]=>\n  string(32) "${s}"\n}`,
      (s) => `ApiKey { inner: "${s}" }`,
      (s) => `<meta content="${s}" name="api-key">`,
      (s) => `{api_key,<<"${s}">>}`,
    ],
    plain: [
      '<td>api_key</td><td>required</td>',
      '<td>model</td><td>gpt-4o-mini-2024-07-18</td>',
      '<input value="gpt-4o-mini-2024-07-18" name="model">',
      '<input name="api_key" type="text" value="">',
      'id\tmodel\tstatus\n1\tgpt-4o-mini-2024-07-18\t200',
      'id\tapi_key\tname\n1\tset\tfirst',
      '│ id │ token │ model                  │\n├────┼───────┼────────────────────────┤\n│ 1  │ set   │ gpt-4o-mini-2024-07-18 │',
      '<tr><th>token</th><th>model</th></tr><tr><td>1834</td><td>gpt-4o-mini-2024-07-18</td></tr>',
      's:5:"model";s:11:"gpt-4o-mini";',
      '(region . "eu-west-1")',
      'Set the key. "gpt-4o" is the model.',
      '{error,<<"timeout">>}',
    ],
  },
  'columns of blanks': {
    told: [
      (s) => `OPENAI_API_KEY                 ${s}`,
      (s) => `Name                           Value\n----                           -----\nOPENAI_API_KEY                 ${s}`,
      (s) => `    OPENAI_API_KEY    REG_SZ    ${s}`,
    ],
    plain: [
      'OPENAI_API_KEY                 set',
      'Path                           C:\\Program Files\\nodejs',
      'api-key-rotation-controller    2026-12-01T10:00:00Z',
      'keyring                        keyring-25.2.1-py3-none-any',
    ],
  },
};

const CHOSEN_IN = new Set([
  'a message that names a key and quotes it elsewhere',
  'a key in code and commands without a name in front of it',
  'an object or a list under the name of a secret',
  'a key in markup, in a table, and in the data of other languages',
]);

for (const [kind, { told, plain }] of Object.entries(KINDS)) {
  test(`${kind}: no piece of a key comes out`, () => {
    const mask = maskerFor([]);
    for (const secret of DRAWN) {
      for (const write of told) {
        const shown = mask(write(secret));
        const pieces = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));
        expect(
          pieces.filter((piece) => shown.includes(piece)),
          shown,
        ).toEqual([]);
      }
    }
  });

  test(`${kind}: what only looks like it stays`, () => {
    const mask = maskerFor([]);
    expect(plain.map((text) => mask(text))).toEqual(plain);
  });
}

test('what somebody chose is hidden where nothing else stands in such a place', () => {
  const mask = maskerFor([]);
  const written = [
    ...Object.entries(KINDS).flatMap(([kind, { told }]) => (CHOSEN_IN.has(kind) ? told : [])),
    (s: string) => `api_key=\${${s}}`,
    (s: string) => `api_key=get(${s})`,
    (s: string) => `api_key="data.${s}"`,
    (s: string) => `Unknown api key [${s}]`,
  ];
  expect(written.map((write) => mask(write(CHOSEN))).filter((shown) => shown.includes(CHOSEN))).toEqual([]);
  const plain = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of a shell
    'api_key=${OPENAI_KEY_1:?}',
    'api_key=config.keys[0]!',
    'api_key=data.provider.key',
    'api_key=get(OPENAI_KEY_1)',
    'Unknown api key [section-2]',
  ];
  expect(plain.map((text) => mask(text))).toEqual(plain);
});

test('what SMTP takes as name and password in one is hidden', () => {
  const code = Buffer.from(`\0bob\0${CHOSEN}`).toString('base64');
  expect(maskerFor([])(`AUTH PLAIN ${code}`)).not.toContain(code.slice(0, 12));
});

test('a key of the environment in brackets is on the list of the run', () => {
  for (const secret of DRAWN) expect(formsOfKey(`<${secret}>`).join(' ')).toContain(secret);
  expect(formsOfKey('<your-api-key>')).toEqual([]);
});

test('a known key is hidden in numbers beside a word, in octal of its own width, and where nothing is seen between the signs of its escapes', () => {
  const password = `${CHOSEN}Vb`;
  for (const secret of [...DRAWN, password]) {
    const codes = [...Buffer.from(secret)];
    const texts = [
      `bad ${codes.join(',')} end`,
      `exit 12 ${codes.join(' ')} 0`,
      codes.map((code) => `\\${code.toString(8)}`).join(''),
      [...codes.map((code) => `\\u00${code.toString(16)}`).join('')].join('\0'),
      [...codes.map((code) => `\\u{${code.toString(16)}}`).join('')].join('\0'),
    ];
    const mask = maskerFor([secret]);
    for (const text of texts) expect(mask(text).replaceAll('\0', '')).toMatch(/^(?:bad |exit 12 )?…\(\d+chars\)(?: end| 0)?$/);
  }
});
