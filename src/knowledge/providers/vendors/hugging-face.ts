import type { ProviderEntry } from '../entry.ts';

export const huggingFace = {
  id: 'hugging-face',
  name: 'Hugging Face',
  aliases: ['huggingface', 'hf'],
  kind: 'vendor',
  recognition: [
    {
      host: /^(?:router|api-inference)\.huggingface\.co$/,
      certainty: 'proved',
      source: 'https://huggingface.co/docs/inference-providers',
    },
    {
      host: /^[a-z0-9.-]+\.endpoints\.huggingface\.cloud$/,
      certainty: 'proved',
      source: 'https://huggingface.co/docs/inference-endpoints',
    },
    { log: /\brouter\.huggingface\.co\b|HuggingfaceException/, certainty: 'likely', source: 'its host' },
  ],
  api: {
    baseUrl: null,
    host: /^(?:router|api-inference)\.huggingface\.co$/,
    lacks: ['/embeddings'],
    bills: true,
    retired: { 'api-inference.huggingface.co': 'https://router.huggingface.co/v1' },
  },
  keys: [{ pattern: /^(?:hf|api_org)_[A-Za-z0-9]{8,}$/ }],
  dialect: {
    source: 'https://huggingface.co/docs/inference-providers; issues of huggingface/huggingface_hub',
    words: [
      {
        id: 'auth/incorrect-key',
        pattern: /invalid username or password|invalid credentials in authorization header|token seems invalid/i,
      },
      { anywhere: true, id: 'limit/credit-exhausted', pattern: /exceeded your monthly included credits|depleted your monthly/i },
      { anywhere: true, id: 'auth/missing-scope', pattern: /does not have sufficient permissions to call inference providers/i },
      {
        anywhere: true,
        id: 'auth/model-not-found',
        pattern: /not supported by any provider you have enabled|is not a chat model/i,
      },
      { anywhere: true, id: 'server/loading', pattern: /is currently loading/i, statuses: [503] },
      {
        id: 'auth/permission-denied',
        pattern: /is gated|must (?:be authenticated|have access) to (?:access )?it/i,
        statuses: [401, 403],
      },
    ],
    codes: { model_not_supported: 'auth/model-not-found' },
    statuses: { 402: 'limit/credit-exhausted' },
  },
  pages: {
    keys: 'https://huggingface.co/settings/tokens',
    billing: 'https://huggingface.co/settings/billing',
    models: 'https://huggingface.co/models?inference_provider=all',
    status: 'https://status.huggingface.co',
  },
  steps: {
    'auth/missing-scope': [
      'Create a token with the permission “Make calls to Inference Providers” and use it: https://huggingface.co/settings/tokens',
    ],
    'auth/model-not-found': ['Enable a provider that serves the model: https://huggingface.co/settings/inference-providers'],
    'server/loading': ['Wait until the model is loaded; a dedicated endpoint that scaled to zero takes some minutes to start.'],
  },
} satisfies ProviderEntry;
