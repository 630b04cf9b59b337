import type { Meaning } from './meaning.ts';

/** Where the catalogue’s own words say what it means: only what usually lies behind it. */
export const causes: Record<string, string[]> = {
  'auth/invalid-authentication': [
    'The key was revoked or belongs to another project.',
    'No key arrived: a proxy may have removed the header.',
    'A sign-in token has run out.',
  ],
  'auth/incorrect-key': [
    'It was cut when it was copied, deleted, or rotated.',
    'It belongs to another provider: its first characters tell.',
    'An older key from a .env file or a profile is read before the new one.',
  ],
  'auth/missing-scope': [
    'The key is restricted and lacks the permission that the message names.',
    'The member’s role in the organization or project is too low.',
  ],
  'auth/permission-denied': [
    'The endpoint or model is not open to this project.',
    'A company’s gateway refuses: then x-request-id is missing.',
  ],
  'auth/model-not-found': [
    'The name is misspelt, or is an alias of another provider.',
    'The project may not use the model, or has not been granted it yet.',
    'On Azure the name of the deployment is wanted, not the model’s.',
  ],
  'auth/unsupported-region': ['The outgoing address is in such a country: a VPN, a proxy or a serverless region moved it.'],
  'limit/rate-limit': [
    'Many requests run at once, or retries pile up.',
    'Another program of the same organization uses the limit too.',
    'A new or free account has very low limits.',
  ],
  'limit/quota-exceeded': [
    'The credit was used up or has run out, or none was ever bought: a ChatGPT subscription does not count.',
    'The key belongs to another organization than the one that was paid for.',
    'A monthly budget was reached.',
  ],
  'request/context-length': [
    'The history of a chat, or a document, grew too long.',
    'The answer’s own allowance counts as well.',
  ],
};

export const limits: Record<string, Meaning> = {
  'auth/unverifiable': { means: 'The server takes any key, so nothing is proved about this one.', causes: [] },
  'limit/near': { means: 'Less than a tenth of a limit is left.', causes: [] },
};
