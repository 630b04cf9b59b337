import { tmpdir } from 'node:os';
import { bugTexts } from '../catalogue/client/known-bug.ts';
import { makeFinding } from '../diagnosis/diagnose.ts';
import type { ClientBug } from '../knowledge/clients/bugs/bug.ts';
import { clientBugs, isInstalled } from '../knowledge/clients/bugs/index.ts';
import type { Io } from '../machine/io.ts';
import { workingDirectory } from '../machine/working-directory.ts';
import type { Finding } from '../model/finding.ts';
import { installedIn } from '../probes/client/installed.ts';
import { lineAt } from './log/passages.ts';
import type { Tallied } from './read/tally.ts';

/** What is installed where the log is read: the clients, and their known bugs whose conditions hold here. */
export interface Here {
  installed: Record<string, string>;
  findings: Finding[];
}

/** Reads the files of installed packages; runs no program and sends no request. `kinds` are what failed in the logs, secrets masked. */
export async function hereOf({ env, runtime }: Pick<Io, 'env' | 'runtime'>, kinds: readonly Tallied[]): Promise<Here> {
  const facts = await installedIn(workingDirectory() ?? tmpdir(), { env, runtime });
  const installed = Object.fromEntries([
    ['node', runtime.node],
    ...(facts.python ? [['python', facts.python]] : []),
    ...facts.packages.map(({ registry, name, version }) => [`${registry}:${name}`, version]),
  ]);
  const found = clientBugs.flatMap((bug) => {
    const symptom = symptomOf(bug, kinds);
    const isHere = facts.bugs.includes(bug.id);
    // A bug without a condition on this machine shows in a log alone.
    const isShown =
      symptom !== null && bug.holds === null && isInstalled(bug, { node: runtime.node, installed, env, hasProxy: false });
    return isHere || isShown ? [{ bug, symptom }] : [];
  });
  // What a log shows comes before what could have been.
  const inOrder = [...found.filter(({ symptom }) => symptom !== null), ...found.filter(({ symptom }) => symptom === null)];
  return { installed, findings: inOrder.map(({ bug, symptom }) => bugFinding(bug, installed, symptom)) };
}

/** How much of the words of a symptom is quoted. */
const QUOTE = 160;

/** Where the log has what a client with this bug prints, quoted with its line; null where it does not. */
function symptomOf({ prints }: ClientBug, kinds: readonly Tallied[]): string | null {
  for (const { failure, source } of kinds) {
    const { passage } = failure;
    const found = prints.exec(passage.text);
    if (!found) continue;
    const place = `line ${lineAt(passage, found.index).number}`;
    return `${source === null ? place : `${source}, ${place}`}: ${found[0].slice(0, QUOTE)}`;
  }
  return null;
}

/** Beside a log a bug is a warning: whether it is what failed there, the log alone does not prove. */
function bugFinding(bug: ClientBug, installed: Record<string, string>, symptom: string | null): Finding {
  const versions = Object.keys(bug.versions).flatMap((name) =>
    installed[name] === undefined ? [] : [`${name.replace(/^\w+:/, '')} ${installed[name]} is installed`],
  );
  const shown = symptom === null ? [] : [`The log has what this client prints then: ${symptom}`];
  const lines = [...shown, `${bug.client}: ${bug.condition} (${bug.evidence}, ${bug.source})`, ...versions];
  return makeFinding('client/known-bug', { details: lines, probeIds: [], severity: 'warning', ...bugTexts(bug) }, null);
}
