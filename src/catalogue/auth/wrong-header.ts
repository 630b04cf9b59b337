import { callWith } from '../../knowledge/steps.ts';
import type { CatalogueEntry } from '../../model/finding.ts';
import { onApiError } from '../answered.ts';

/** A finding of the configuration that only the response can show. */
export const wrongHeader = {
  'config/key-wrong-header': {
    severity: 'error',
    title: 'Key in the wrong header',
    explanation:
      '{who} returned {answer}. The key was sent in the Authorization header, and this server reads keys from another header. The key itself was not checked.',
    steps: [
      callWith('Send the key in the header {wantedHeader}:', '{wantedHeader}: '),
      'In Python pass it with default_headers={"{wantedHeader}": key} to OpenAI(…), in Node with defaultHeaders.',
      'Ask the operator of {ownApi} which header carries which key.',
      'Check in the documentation of this server which header carries the key.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: onApiError('config/key-wrong-header'),
    suppressedBy: ['config/key-placeholder', 'config/key-wrong-provider', 'config/key-malformed'],
  },
} satisfies Record<`config/${string}`, CatalogueEntry>;
