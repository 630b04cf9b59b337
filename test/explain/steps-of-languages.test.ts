import { expect, test } from 'vitest';
import { reportOn } from '../support/labelled-logs.ts';

const PYTHON = `Traceback (most recent call last):
  File "/srv/ask/chat.py", line 14, in <module>
    client.chat.completions.create(model="gpt-5", messages=[])
  File "/srv/ask/.venv/lib/python3.12/site-packages/openai/_base_client.py", line 1014, in _request
    raise APIConnectionError(request=request) from err
httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1000)
openai.APIConnectionError: Connection error.
`;
const NODE = `TypeError: fetch failed
    at node:internal/deps/undici/undici:13510:13
    at async ask (/srv/ask/node_modules/openai/client.js:301:20) {
  [cause]: Error: unable to get local issuer certificate
    at TLSSocket.onConnectSecure (node:_tls_wrap:1679:34) {
    code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
  }
}
`;
const NEITHER = 'chat failed: https://api.openai.com/v1/responses: unable to get local issuer certificate\n';

async function firstOf(text: string) {
  const [first] = (await reportOn(text)).findings;
  const steps = first?.steps ?? [];
  const isFor = (name: string) => steps.some((step) => step.startsWith(`For ${name}`));
  return { id: first?.id, python: isFor('Python'), node: isFor('Node.js'), explanation: first?.explanation ?? '' };
}

test('the steps for Node.js are left out where a log shows Python alone', async () => {
  expect(await firstOf(PYTHON)).toMatchObject({ id: 'tls/unknown-issuer', python: true, node: false });
  expect(await firstOf(NODE)).toMatchObject({ python: false, node: true });
  expect(await firstOf(NEITHER)).toMatchObject({ node: true });
});

test('so are those that begin with the language of the code to change', async () => {
  const [first] = (
    await reportOn(
      'Traceback (most recent call last):\n  File "/srv/ask/chat.py", line 14\nopenai.APIConnectionError: Connection error.\n',
    )
  ).findings;
  expect(first?.id).toBe('client/inconclusive');
  expect(first?.steps.join('\n')).toContain('In Python');
  expect(first?.steps.join('\n')).not.toContain('In Node.js');
});

test('the request below a status is not taken for its message', async () => {
  const text =
    'ERROR [ChatService] AxiosError: Request failed with status code 405\nPOST https://llm.example.com/v1/chat/completions\n';
  const [first] = (await reportOn(text)).findings;
  expect(first?.id).toBe('http/unmapped-status');
  expect(JSON.stringify(first?.evidence)).not.toContain('message: ');
});

test('the text names no other host than the steps', async () => {
  expect((await firstOf(PYTHON)).explanation).not.toMatch(/\bHOST\b/);
});

test('the quoted message is no frame of .NET, in whatever language the system speaks', async () => {
  const frame = 'System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()';
  for (const word of ['in', 'bei', 'at', '\u5728', 'w']) {
    const [first] = (await reportOn(`ChatClient: response: 503 (Service Unavailable).\n   ${word} ${frame}\n`)).findings;
    expect(JSON.stringify(first ?? '')).not.toContain('message: ');
  }
});

test('a message goes on behind words that also begin frames', async () => {
  const said =
    "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion).";
  const [first] = (await reportOn(`ValueError: ${said}\n`)).findings;
  expect(first?.evidence).toContain(`message: ${said}`);
});
