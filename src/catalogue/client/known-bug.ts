import type { ClientBug } from '../../knowledge/clients/bugs/bug.ts';
import { clientBugs } from '../../knowledge/clients/bugs/index.ts';
import type { InstalledFacts } from '../../model/facts/client.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';

/** A known bug of a client that is installed here, whose condition holds here. A bug whose condition does not hold is not mentioned. */
export function knownBug(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'client/installed');
  const found = clientBugs.filter(({ id }) => facts?.bugs.includes(id)).toSorted((a, b) => Number(b.isFatal) - Number(a.isFatal));
  const [first] = found;
  if (!first || !facts) return null;
  return {
    details: found.flatMap((bug) => [
      `${bug.client}: ${bug.condition} (${bug.evidence}, ${bug.source})`,
      ...versionsOf(bug, facts, c),
    ]),
    probeIds: ['client/installed'],
    severity: first.isFatal ? 'error' : 'warning',
    ...bugTexts(first),
  };
}

/** The template values of one bug, and its fix as the first steps. */
export function bugTexts(bug: ClientBug): Pick<Evidence, 'templateValues' | 'steps'> {
  const certainty = bug.evidence === 'reproduced' ? 'reproduced with such a version' : 'reported, not reproduced';
  const { client, condition, symptom, source } = bug;
  return { templateValues: { client, condition, symptom, certainty, bugSource: source }, steps: bug.cure };
}

function versionsOf({ versions }: ClientBug, { packages, python }: InstalledFacts, { target }: DiagnosisInput): string[] {
  const versionOf = (name: string) => {
    if (name === 'node') return target.runtime.node;
    if (name === 'python') return python;
    return packages.find((one) => `${one.registry}:${one.name}` === name)?.version;
  };
  return Object.keys(versions).map((name) => `${name.replace(/^\w+:/, '')} ${versionOf(name)} is installed`);
}
