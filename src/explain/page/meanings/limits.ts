import type { Meaning } from './meaning.ts';

/** Common causes, where the explanation of the catalogue gives the meaning. */
export const causes: Record<string, string[]> = {
  'auth/invalid-authentication': [
    'The key was revoked or belongs to another project.',
    'No key arrived, because a proxy removed the header.',
    'A sign-in token has expired.',
  ],
  'auth/incorrect-key': [
    'It was truncated when it was copied, or it was deleted or rotated.',
    'It belongs to another provider. Its first characters show which.',
    'An older key from a .env file or a profile is read before the new one.',
  ],
  'auth/missing-scope': [
    'The key is restricted, and lacks the permission in the message.',
    'The role of the member in the organization or project is too low.',
  ],
  'auth/permission-denied': [
    'The endpoint or model is not available to this project.',
    'A company gateway denies access. The header x-request-id is then missing.',
  ],
  'auth/model-not-found': [
    'The name is misspelled, or is an alias of another provider.',
    'The project has no access to the model.',
    'Azure expects the name of the deployment, not of the model.',
  ],
  'auth/unsupported-region': ['The source IP address is in such a country, because of a VPN, a proxy, or a serverless region.'],
  'limit/rate-limit': [
    'Many requests run at once, or retries pile up.',
    'Another program of the same organization shares the limit.',
    'A new or free account has very low limits.',
  ],
  'limit/quota-exceeded': [
    'The credit is used up or has expired, or none was bought. A ChatGPT subscription does not include API credit.',
    'The key belongs to another organization than the one with the credit.',
    'A monthly budget was reached.',
  ],
  'request/context-length': ['The chat history or a document is too long.', 'The tokens reserved for the response also count.'],
};

export const limits: Record<string, Meaning> = {
  'auth/unverifiable': { means: 'The server accepts any key, so this check cannot verify the key.', causes: [] },
  'limit/near': { means: 'Less than a tenth of a limit is left.', causes: [] },
};
