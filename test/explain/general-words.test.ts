import { describe, expect, test } from 'vitest';
import { phrases } from '../../src/knowledge/clients/phrases.ts';
import { readAs } from '../support/labelled-logs.ts';

/** Sentences of no known program, and what they mean: at least one for each row of the table. */
const SENTENCES: Record<string, string[]> = {
  'auth/unsupported-region': ['ERROR [llm] the provider is not available in your region', 'ERROR openai: 所在地区不支持该服务'],
  'proxy/auth-required': ['ERROR [llm] proxy authentication is required to call it'],
  'limit/credit-exhausted': [
    'ERROR [llm] the account has not enough credits left for this request',
    'ERROR openai: недостаточно средств на счете',
    'ERROR deepseek: 账户余额不足，请充值',
    'ERROR openai: Das Guthaben ist aufgebraucht',
  ],
  'limit/quota-exceeded': ['ERROR [llm] daily quota of this token is exhausted', 'ERROR openai: 今日额度已用尽'],
  'limit/rate-limit': [
    'ERROR [llm] provider says: too many requests, slow down',
    'ERROR openai: リクエストが多すぎます',
    'ERROR openai: demasiadas solicitudes',
  ],
  'auth/incorrect-key': [
    'ERROR [llm] the api token was rejected by the provider',
    'ERROR openai: 无效的密钥',
    'ERROR openai: APIキーが無効です',
    'ERROR openai: неверный ключ',
    'ERROR openai: ungültiger API-Schlüssel',
  ],
  'config/key-missing': ['ERROR [llm] cannot start: no access key', 'ERROR openai: API 키가 없습니다'],
  'request/context-length': ['ERROR [llm] the conversation is too long', 'ERROR openai: 输入内容超过模型最大长度限制'],
  'auth/model-not-found': [
    'ERROR [llm] cannot find the model mega-9',
    'ERROR openai: 模型 mega-9 不存在',
    'ERROR llm: модель mega-9 не найдена',
  ],
  'request/content-policy': ['ERROR [llm] the prompt was flagged', 'ERROR qwen: 内容审核未通过'],
  'server/overloaded': ['ERROR [llm] the server is too busy', 'ERROR openai: 服务器繁忙，请稍后再试'],
  'server/bad-gateway': ['ERROR openai: 网关超时'],
  'server/error': ['ERROR openai: 服务器内部错误'],
  'http/not-found': ['ERROR [llm] no such endpoint'],
  'http/bad-request': ['OpenAI request failed: invalid_request_error'],
  'config/base-url-invalid': ['error: [llm] stopped the request: Invalid URL'],
  'auth/permission-denied': ['ERROR [llm] the free tier can only be used from within our editor'],
  'auth/invalid-authentication': [
    'ERROR [llm] authorization failed',
    'ERROR openai: 鉴权失败',
    'ERROR openai: ошибка авторизации',
  ],
  'tls/expired': ['ERROR [llm] the certificate of the gateway has expired', 'ERROR openai: 证书已过期'],
  'tls/self-signed': ['ERROR openai: 自签名证书'],
  'tls/verification-failed': ['ERROR [llm] could not validate the certificate of the gateway', 'ERROR openai: 证书校验失败'],
  'dns/nxdomain': ['ERROR [llm] cannot resolve the domain of the provider', 'ERROR openai: 域名解析失败'],
  'tcp/refused': [
    'ERROR [llm] the gateway refused our connection',
    'ERROR ollama: 连接被拒绝',
    'ERROR ollama: Verbindung wurde verweigert',
  ],
  'tcp/reset': ['ERROR openai: 连接被重置', 'ERROR openai: Verbindung wurde zurückgesetzt'],
  'tcp/unreachable': ['ERROR openai: 网络不可达'],
  'client/inconclusive': [
    'ERROR [llm] the call took too long',
    'ERROR openai: タイムアウト',
    'ERROR openai: сбой, ошибка сети',
    'ERROR openai: Netzwerkfehler',
    'ERROR failed calling the llm',
  ],
};

describe('a sentence that no table has', () => {
  test('each row of the phrases has one', () => {
    expect(Object.keys(SENTENCES).sort()).toEqual([...new Set(phrases.map(({ finding }) => finding))].sort());
  });

  const cases = Object.entries(SENTENCES).flatMap(([id, list]) => list.map((line) => [line, id] as const));
  test.each(cases)('%s', async (line, id) => {
    const found = await readAs(`INFO start\n${line}\n`);
    expect(found.id).toBe(id);
    if (id === 'client/inconclusive') expect(found.verdict).toBe('unknown');
  });
});

describe('nothing of the API failed', () => {
  test.each([
    // No failure is reported.
    'INFO [llm] invalid api keys are rejected by the middleware\nINFO start',
    'INFO openai: requests per minute limit is 60\nINFO start',
    'INFO ollama: model mega-9 not found locally, pulling\nINFO start',
    // Nobody says that a model was called.
    'ERROR [shop] the api token was rejected by the courier\nINFO start',
    'ERROR [auth] authorization failed for user 7\nINFO start',
    // Another part of such a program.
    'ERROR [llm] browser tool: navigation took too long\nINFO start',
    'ERROR [llm] password authentication failed for user app\nINFO start',
    'ERROR [llm] plugin weather could not be loaded: timeout\nINFO start',
    // A sentence about failures.
    'INFO [llm] on error retry when the server is too busy\nINFO start',
    'User: what does it mean when openai says that the api token was rejected?\nAssistant: The error means that the key is wrong.',
  ])('%s', async (text) => expect(['none', 'client/not-an-api-error']).toContain((await readAs(text)).id));
});
