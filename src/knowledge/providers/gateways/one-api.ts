import { callWith } from '../../steps.ts';
import type { ProviderEntry } from '../entry.ts';

/** one-api and new-api with their many forks: tokens, quotas and channels of their own; words in Chinese or English. */
export const oneApi = {
  id: 'one-api',
  name: 'one-api or new-api',
  aliases: ['new-api'],
  kind: 'gateway',
  recognition: [
    { headers: [['x-oneapi-request-id', /./]], certainty: 'proved', source: 'songquanpeng/one-api common/helper/key.go' },
    { headers: [['x-new-api-version', /./]], certainty: 'proved', source: 'QuantumNous/new-api middleware' },
    {
      body: /"type":\s?"(?:one_api_error|new_api_error|new_api_panic)"|"code":\s?"channel:[a-z_]{3,40}"/,
      certainty: 'proved',
      source: 'songquanpeng/one-api middleware/utils.go; QuantumNous/new-api types/error.go',
    },
    {
      body: /(?:令牌|渠道|额度|当前分组)[^"]{0,300}\(request id: \d{17}/,
      certainty: 'proved',
      source: 'songquanpeng/one-api common/helper',
    },
    {
      log: /one_api_error|new_api_error|无可用渠道|\(request id: 20\d{15,}/,
      certainty: 'likely',
      source: 'songquanpeng/one-api',
    },
  ],
  api: { baseUrl: null, bills: true },
  dialect: {
    source: 'songquanpeng/one-api middleware/auth.go, distributor.go, model/token.go; QuantumNous/new-api types/error.go, i18n',
    words: [
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern: /无可用渠道|无权(?:访问|使用)模型|令牌无权|no available channels? (?:for|under)|token has no access to model/i,
      },
      {
        anywhere: true,
        id: 'limit/quota-exceeded',
        pattern:
          /额度(?:已用尽|不足|已耗尽)|剩余额度|预扣费额度失败|余额不足|quota (?:is )?(?:not enough|exhausted|insufficient)|insufficient (?:user |token )?quota/i,
      },
      { anywhere: true, id: 'auth/account-deactivated', pattern: /用户已被封禁|user has been (?:banned|disabled)/i },
      {
        anywhere: true,
        id: 'auth/invalid-authentication',
        pattern:
          /未提供\s?(?:令牌|token)|(?:令牌|token)\s?已过期|(?:令牌|token)\s?状态不可用|token (?:has expired|status is unavailable)/i,
      },
      { anywhere: true, id: 'auth/incorrect-key', pattern: /无效的\s?(?:令牌|token)|invalid token/i },
      { anywhere: true, id: 'auth/ip-not-allowed', pattern: /IP 不在令牌允许|IP is not in the token/i },
      {
        anywhere: true,
        id: 'auth/permission-denied',
        pattern: /分组\s?\S{0,60}\s?已被(?:弃用|禁用)|无权访问\s?\S{0,60}\s?分组|普通用户不支持指定渠道/i,
      },
      {
        anywhere: true,
        id: 'server/misconfigured',
        pattern:
          /渠道已被禁用|数据库一致性已被破坏|(?:倍率|价格)\S{0,10}未(?:配置|设置)|无效的渠道|channel (?:has been |is )disabled|(?:ratio|price) (?:is )?not (?:set|configured)/i,
      },
      { anywhere: true, id: 'server/overloaded', pattern: /上游负载已饱和|上游服务繁忙|系统繁忙/i },
      { anywhere: true, id: 'limit/rate-limit', pattern: /请求数限制|请求过于频繁|请求频率|达到请求限制|too many requests/i },
    ],
    codes: {
      model_not_found: 'auth/model-not-found',
      insufficient_user_quota: 'limit/quota-exceeded',
      pre_consume_token_quota_failed: 'limit/quota-exceeded',
      entitlement_required: 'limit/quota-exceeded',
      entitlement_inactive: 'limit/billing-inactive',
      entitlement_daily_limit_exceeded: 'limit/quota-exceeded',
      entitlement_total_limit_exceeded: 'limit/quota-exceeded',
      token_concurrency_limit_reached: 'limit/rate-limit',
      sensitive_words_detected: 'request/content-policy',
      prompt_blocked: 'request/content-policy',
      access_denied: 'auth/permission-denied',
      get_channel_failed: 'server/misconfigured',
      model_price_error: 'server/misconfigured',
      'channel:no_available_key': 'server/misconfigured',
      'channel:invalid_key': 'server/misconfigured',
      'channel:param_override_invalid': 'server/misconfigured',
      'channel:header_override_invalid': 'server/misconfigured',
      'channel:model_mapped_error': 'server/misconfigured',
      'channel:aws_client_error': 'server/misconfigured',
      'channel:response_time_exceeded': 'server/bad-gateway',
      do_request_failed: 'server/bad-gateway',
      bad_response: 'server/bad-gateway',
      bad_response_body: 'server/bad-gateway',
      read_response_body_failed: 'server/bad-gateway',
      empty_response: 'server/bad-gateway',
      query_data_error: 'server/misconfigured',
      update_data_error: 'server/misconfigured',
      bad_request_body: 'request/invalid-body',
      read_request_body_failed: 'request/invalid-body',
    },
  },
  steps: {
    'auth/incorrect-key': [
      'Copy a token of this gateway again, whole and with its sk- in front: web page of {host}, Tokens (令牌).',
      'If the list of models accepts this token and only calls are refused, the vendor behind refuses the key of the channel: correct it on the web page of {host}, Channels (渠道).',
    ],
    'auth/invalid-authentication': ['Create or re-enable a token of this gateway: web page of {host}, Tokens (令牌).'],
    'limit/quota-exceeded': [
      'Raise the quota of the token, or set it to unlimited: web page of {host}, Tokens (令牌).',
      'If the account has no quota left, top it up there: web page of {host}, Wallet (钱包) or Top up (充值).',
    ],
    'auth/model-not-found': [
      callWith('Use a name that a channel of your group serves:', 'Authorization: Bearer '),
      'If the message says that the token may not use the model (无权), allow the model in the settings of the token: web page of {host}, Tokens (令牌).',
      'Ask the operator of {host} to add the model to a channel (渠道) that is enabled for the group that the message names.',
    ],
    'server/misconfigured': [
      'Ask the operator of {host} to correct the channel (渠道) or the price of the model that the message names.',
    ],
    'server/overloaded': ['Ask the operator of {host} for another channel: the server behind this one is saturated.'],
    'auth/ip-not-allowed': [
      'Add the address of this machine to the allowed addresses of the token: web page of {host}, Tokens (令牌).',
    ],
  },
} satisfies ProviderEntry;
