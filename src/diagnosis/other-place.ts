import type { FindingId } from '../catalogue/index.ts';
import type { Evidence } from '../model/finding.ts';
import type { Severity } from '../model/layers.ts';

/** A finding that was proved, with its evidence. */
export type Proved = [FindingId, Evidence];

const SHADOWED = 'config/key-shadowed';

/**
 * Where calls fail and another place has another base URL, or another account for a failure that is about the account, the first step is
 * to try that one. Whether it is the cause is not proved, so the finding itself stays a warning.
 */
export function withOtherPlace(proved: Proved[], severityOf: (one: Proved) => Severity): Proved[] {
  const other = proved.find(([id]) => id === SHADOWED)?.[1].templateValues;
  const root = proved.find((one) => severityOf(one) === 'error');
  if (!other?.envFile || !root || !concerns(root[0], String(other.what))) return proved;
  const { what, otherPlace, otherValue, envFile } = other as Record<string, string>;
  const step = { text: TRY, first: true } as const;
  const [id, evidence] = root;
  const changed: Evidence = {
    ...evidence,
    steps: [step, ...(evidence.steps ?? [])],
    templateValues: {
      ...evidence.templateValues,
      shadowedWhat: what,
      shadowedPlace: otherPlace,
      shadowedValue: otherValue,
      shadowedFile: envFile,
    } as Record<string, string>,
  };
  return proved.map((one) => (one === root ? [id, changed] : one));
}

const TRY =
  'Try the other {shadowedWhat}, {shadowedValue}, which {shadowedPlace} sets and the environment hides: `api-doctor check --env-file {shadowedFile}`';

function concerns(id: FindingId, what: string): boolean {
  if (id.startsWith('config/')) return false;
  return what === 'base URL' || ((what === 'organization' || what === 'project') && id.startsWith('auth/'));
}
