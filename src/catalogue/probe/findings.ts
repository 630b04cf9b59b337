import type { CatalogueEntry } from '../../model/finding.ts';

/** For a probe that failed without a known cause. Always shown: no finding would mean healthy. */
export const probe = {
  'probe/unrecognised': {
    severity: 'error',
    title: 'Unrecognized failure',
    explanation: 'The probe {step} failed{how}. The evidence shows the original error.',
    steps: [
      'Run the check again without {leftOut}: `api-doctor check`',
      'Run the check again: the failure may be transient.',
      'Compare with curl: `curl -v {modelsUrl}`',
      'Report it, with the JSON report (secrets are masked): `api-doctor check --format json`',
    ],
    pythonType: null,
    apiError: null,
    // Added by `diagnose` for failures that no other finding covers.
    matches: null,
  },
} satisfies Record<`probe/${string}`, CatalogueEntry>;
