import { callWith } from '../../knowledge/steps.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { errorResponse, evidenceOf, onApiError } from '../answered.ts';
import { factsOf } from '../seen.ts';

/** A finding of the configuration that only the response can show. */
export const wrongHeader = {
  'config/key-wrong-header': {
    severity: 'error',
    title: 'Key in the wrong header',
    explanation:
      '{who} returned {answer}. The key was sent in a header that this server does not read keys from. In the right header it may be valid.',
    steps: [
      callWith('Send the key in the header {wantedHeader}:', '{wantedHeader}: '),
      'In Python pass it with default_headers={"{wantedHeader}": key} to OpenAI(…), in Node with defaultHeaders.',
      'Ask the operator of {ownApi} which header carries which key.',
      'Check in the documentation of this server which header carries the key.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: (c) => acceptedElsewhere(c) ?? onApiError('config/key-wrong-header')(c),
    suppressedBy: ['config/key-placeholder', 'config/key-wrong-provider', 'config/key-malformed'],
    suppresses: ['auth/invalid-authentication', 'auth/incorrect-key', 'auth/header-stripped'],
  },
} satisfies Record<`config/${string}`, CatalogueEntry>;

/** In another header the same key was accepted. */
function acceptedElsewhere(c: DiagnosisInput): Evidence | null {
  const accepted = factsOf(c, 'http/key-header')?.tried.find(({ isAccepted }) => isAccepted);
  const refused = accepted && errorResponse(c);
  if (!accepted || refused?.probe !== 'http/models') return null;
  const { details, probeIds, templateValues, ...rest } = evidenceOf(refused, c);
  return {
    ...rest,
    details: [...details, `With the key in the header ${accepted.header}, the same request is answered: HTTP ${accepted.status}`],
    templateValues: { ...templateValues, wantedHeader: accepted.header },
    probeIds: [...probeIds, 'http/key-header'],
  };
}
