/** What somebody found who set out to get a key past the rules, by kind; and what looks like each and has to stay. */
import { expect, test } from 'vitest';
import { formsOfKey } from '../../src/secrets/environment-secrets.ts';
import { maskerFor } from '../../src/secrets/redact/text.ts';

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

test('a key of the environment in brackets is on the list of the run', () => {
  for (const secret of DRAWN) expect(formsOfKey(`<${secret}>`).join(' ')).toContain(secret);
  expect(formsOfKey('<your-api-key>')).toEqual([]);
});
