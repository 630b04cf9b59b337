import type { KeyKind } from '../../model/facts/config.ts';

/** A key format: the public prefix of the vendor, then the pattern of the issued part. */
export interface KeyFormat {
  vendor: string | null;
  kind: KeyKind;
  /** Sources of regular expressions, tried at the start of a word. Case counts. */
  prefix: string;
  own: string;
}

const WORD = '[A-Za-z0-9]';
const URL_SAFE = '[A-Za-z0-9_-]';
/** Behind a prefix that is also a word of programs (`hf_`, `npm_`): what is issued has no gaps, and a digit or both cases early on. */
const RANDOM = String.raw`(?=[a-z_]{0,40}[A-Z0-9]|[A-Z_]{0,40}[a-z0-9])${WORD}`;

const format = (vendor: string | null, prefix: string, own: string, kind: KeyKind = 'other-vendor'): KeyFormat => ({
  vendor,
  kind,
  prefix,
  own,
});

/**
 * Formats of keys, the more exact ones of a prefix first. Lengths are lower bounds, because vendors change them and logs cut keys short; a
 * text without one of these prefixes is `unknown`, never wrong. Facts from the vendors' pages and from public rule sets of secret scanners.
 */
export const KEY_FORMATS: KeyFormat[] = [
  format(null, 'sk-admin-', `${URL_SAFE}{1,}`, 'openai-admin'),
  format(null, 'sk-(?:proj|svcacct)-', `${URL_SAFE}{8,}`, 'openai'),
  format('Anthropic', String.raw`sk-ant-(?:[a-z]{3,5}\d\d-)?`, `${URL_SAFE}{8,}`),
  format('OpenRouter', String.raw`sk-or-(?:v\d-)?`, `${URL_SAFE}{8,}`),
  format('Langfuse', 'sk-lf-', `${URL_SAFE}{8,}`),
  // The middle of every older key: base64 of "OpenAI".
  format(null, 'sk-', `${URL_SAFE}{0,200}T3BlbkFJ${URL_SAFE}{0,}`, 'openai'),
  format(null, 'sess-', `${URL_SAFE}{8,}`, 'session'),
  format(null, 'eyJ', String.raw`${URL_SAFE}{8,}(?:\.${URL_SAFE}{0,}){1,4}`, 'jwt'),
  format('Groq', 'gsk_', String.raw`\w{8,}`),
  format('Google', 'AIza', `${URL_SAFE}{8,}`),
  // Host names and header names come back in lower case.
  format('Google', 'aiza', `${URL_SAFE}{16,}`),
  format('Google', String.raw`ya29\.`, String.raw`[\w.-]{12,}`),
  format('Google', String.raw`AQ\.`, `${URL_SAFE}{20,}`),
  format('Google', 'GOCSPX-', `${URL_SAFE}{8,}`),
  format('Google', '1//0', `${URL_SAFE}{16,}`),
  format('Hugging Face', '(?:hf|api_org)_', `${RANDOM}{8,}`),
  format('Perplexity', 'pplx-', String.raw`\w{8,}`),
  format('xAI', 'xai-', String.raw`\w{8,}`),
  format('Replicate', 'r8_', String.raw`\w{8,}`),
  format('NVIDIA', 'nvapi-', `${URL_SAFE}{8,}`),
  format('Fireworks', 'fw_', `${RANDOM}{16,}`),
  format('Cerebras', 'csk-', String.raw`\w{8,}`),
  format('Together', 'tgp_v1_', `${URL_SAFE}{8,}`),
  format('Jina', 'jina_', String.raw`${RANDOM}[\w-]{16,}`),
  format('Tavily', 'tvly-(?:dev-|prod-)?', `${URL_SAFE}{12,}`),
  format('Pinecone', 'pcsk_', String.raw`\w{8,}`),
  format('Vercel', '(?:vck|vcp|vci|vca|vcr)_', `${RANDOM}{16,}`),
  format('LangSmith', String.raw`lsv2_(?:pt|sk)_`, String.raw`\w{8,}`),
  format('E2B', 'e2b_', '[a-f0-9]{8,}'),
  format('Firecrawl', 'fc-', '[a-f0-9]{24,}'),
  format('Portkey', 'pk-live-', `${URL_SAFE}{8,}`),
  format('PostHog', 'ph[cx]_', `${WORD}{24,}`),
  format('Weights & Biases', 'wandb_v1_', `${URL_SAFE}{8,}`),
  format('GitHub', '(?:gh[pousr]|github_pat)_', String.raw`\w{8,}`),
  format('GitLab', 'gl(?:pat|ptt|rt|dt|ft|cbt|imt|soat|oas|agent|ffct)-', String.raw`[\w.-]{8,}`),
  format('GitLab', 'GR1348941', `${URL_SAFE}{16,}`),
  format('AWS', '(?:A[KS]IA|ABIA|ACCA)', '[A-Z0-9]{12,20}(?![A-Za-z0-9])'),
  format('AWS', 'ABSK', String.raw`[\w+/=]{16,}`),
  format('AWS', 'bedrock-api-key-', String.raw`[\w+/=-]{8,}`),
  format('Azure', '', `(?=${WORD}{52}JQQJ99)${WORD}{60,}`),
  format('Azure', '', String.raw`[\w~.]{3}\dQ~[\w~.-]{31,34}`),
  format('Slack', 'xox[abeoprs]-', `${URL_SAFE}{8,}`),
  format('Slack', String.raw`xapp-\d-`, `${URL_SAFE}{8,}`),
  format('Slack', String.raw`hooks\.slack\.com/(?:services|workflows|triggers)/`, String.raw`[\w/+-]{12,}`),
  format('Discord', String.raw`discord(?:app)?\.com/api/webhooks/`, String.raw`\d{6,}/[\w-]{12,}`),
  format('Microsoft Teams', String.raw`webhook\.office\.com/webhookb2/`, String.raw`[\w@/-]{16,}`),
  format('Telegram', '', String.raw`\d{8,10}:AA[\w-]{30,}`),
  format('Stripe', '[rs]k_(?:live|test|prod)_', String.raw`\w{10,}`),
  format(null, 'whsec_', String.raw`[\w+/=]{8,}`, 'id'),
  format('Square', '(?:sq0[a-z]{3}-|EAAA(?=[A-Za-z0-9_-]{40}))', `${URL_SAFE}{20,}`),
  format('Shopify', 'shp(?:at|ca|pa|ss)_', '[a-fA-F0-9]{8,}'),
  format('SendGrid', String.raw`SG\.`, String.raw`[\w.-]{12,}`),
  format('Brevo', 'xkeysib-', `${URL_SAFE}{8,}`),
  format('Mailgun', 'key-', '[a-f0-9]{32}'),
  format('Mailchimp', '', String.raw`[a-f0-9]{32}-us\d{1,2}(?!\d)`),
  format('Resend', 're_', `${RANDOM}{8}_[A-Za-z0-9]{12,}`),
  format('Twilio', 'SK', '[a-f0-9]{32}'),
  format('npm', 'npm_', `${RANDOM}{20,}`),
  format('PyPI', 'pypi-', `${URL_SAFE}{8,}`),
  format('RubyGems', 'rubygems_', '[a-f0-9]{8,}'),
  format('Clojars', 'CLOJARS_', `${WORD}{24,}`),
  format('Docker', 'dckr_(?:pat|oat)_', `${URL_SAFE}{8,}`),
  format('DigitalOcean', 'do[opr]_v1_', '[a-f0-9]{8,}'),
  format('Databricks', 'dapi', '[a-f0-9]{24,}'),
  format('HashiCorp Vault', String.raw`hv[sbr]\.`, `${URL_SAFE}{16,}`),
  format('HashiCorp Terraform', '', String.raw`${WORD}{14}\.atlasv1\.[\w=-]{16,}`),
  format('Doppler', String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.`, String.raw`[\w.]{16,}`),
  format('1Password', 'ops_eyJ', String.raw`[\w+/=]{16,}`),
  format('1Password', 'A3-', '[A-Z0-9]{6}-[A-Z0-9-]{20,}'),
  format('Atlassian', 'AT(?:ATT3x|CTT3x|BB)', String.raw`[\w=-]{16,}`),
  format('Supabase', '(?:sbp_|sb_secret_)', String.raw`\w{8,}`),
  format('PlanetScale', 'pscale_(?:tkn|oauth|pw)_', String.raw`[\w=.-]{8,}`),
  format('Neon', 'napi_', `${RANDOM}{24,}`),
  format('Linear', 'lin_(?:api|oauth)_', `${WORD}{8,}`),
  format('Notion', '(?:ntn|secret)_', `${RANDOM}{24,}`),
  format('Airtable', 'pat', String.raw`${WORD}{14}\.[a-f0-9]{16,}`),
  format('Asana', '[12]/', String.raw`\d{10,20}(?:/\d{10,20})?:[a-f0-9]{24,}`),
  format('Figma', 'fig[do]_', `${URL_SAFE}{8,}`),
  format('Grafana', 'gl(?:c|sa)_', String.raw`[\w+/=]{24,}`),
  format('Sentry', 'sntry[su]_', String.raw`[\w+/=]{8,}`),
  format('New Relic', 'NR(?:AK|II|JS|RA)-', `${WORD}{8,}`),
  format('Dynatrace', String.raw`dt0[a-z]\d\d\.`, String.raw`[\w.]{16,}`),
  format('Postman', 'PMAK-', '[a-f0-9-]{8,}'),
  format('Pulumi', 'pul-', '[a-f0-9]{24,}'),
  format('Prefect', 'pn[ub]_', `${RANDOM}{24,}`),
  format('Fly.io', 'f(?:o1|m1[ar]|m2)_', String.raw`[\w+/=-]{24,}`),
  format('Render', 'rnd_', `${RANDOM}{20,}`),
  format('Heroku', 'HRKU-', `${URL_SAFE}{8,}`),
  format('Netlify', 'nf[pcou]_', `${RANDOM}{24,}`),
  format('Cloudflare', String.raw`v1\.0-`, '[a-f0-9]{24}-[a-f0-9]{24,}'),
  format('Tailscale', 'tskey-(?:[a-z]{2,10}-)?', String.raw`[\w-]{12,}`),
  format('ngrok', '', `2${WORD}{26}_${WORD}{18,}`),
  format('Baidu', 'bce-v3/ALTAK-', String.raw`[\w-]{8,}/\w{8,}`),
  format('Zhipu', '', String.raw`[0-9a-f]{32}\.[A-Za-z0-9]{16}`),
  format('Alibaba', 'LTAI', `${WORD}{12,}`),
  format('Tencent', 'AKID', `${WORD}{28,}`),
  format('Yandex', 'AQVN', `${URL_SAFE}{24,}`),
  format('Sourcegraph', 'sgp_', String.raw`\w{24,}`),
  format('ReadMe', 'rdme_', `${RANDOM}{24,}`),
  format('Artifactory', '(?:AKCp|cmVmd)', `${WORD}{40,}`),
  format('OpenShift', 'sha256~', `${URL_SAFE}{24,}`),
  format('age', 'AGE-SECRET-KEY-1', '[A-Z0-9]{16,}'),
  format('Intercom', 'ico-', `${RANDOM}{24,}`),
  format('Contentful', 'CFPAT-', `${URL_SAFE}{24,}`),
  format('Meta', 'EAA[A-Z](?=[A-Za-z0-9]{60})', `${WORD}{60,}`),
];
