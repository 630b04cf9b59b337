import type { CatalogueEntry } from '../../model/finding.ts';

/** What is left when a probe failed and nothing above explains it: shown as it came, because silence always means health. */
export const probe = {
  'probe/unrecognised': {
    severity: 'error',
    title: 'Failure that no known cause explains',
    explanation: 'The step “{step}” failed{how}. What the system said stands below, word for word.',
    steps: [
      'Run the check again without `{leftOut}`.',
      'Run the check once more: a failure that goes away was a passing one.',
      'Compare with what curl says: `curl -v {modelsUrl}`',
      'Please report it with the output of `api-doctor check --format json`, so that the next version knows it.',
    ],
    pythonType: null,
    apiError: null,
    // Made by `diagnose`, which alone knows what is left over.
    when: null,
  },
} satisfies Record<`probe/${string}`, CatalogueEntry>;
