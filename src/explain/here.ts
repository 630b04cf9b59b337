import { tmpdir } from 'node:os';
import { bugTexts } from '../catalogue/client/known-bug.ts';
import { makeFinding } from '../diagnosis/diagnose.ts';
import type { ClientBug } from '../knowledge/clients/bugs/bug.ts';
import { clientBugs } from '../knowledge/clients/bugs/index.ts';
import type { Io } from '../machine/io.ts';
import { workingDirectory } from '../machine/working-directory.ts';
import type { Finding } from '../model/finding.ts';
import { installedIn } from '../probes/client/installed.ts';

/** What is installed where the log is read: the clients, and their known bugs whose conditions hold here. */
export interface Here {
  installed: Record<string, string>;
  findings: Finding[];
}

/** Reads the files of installed packages; runs no program and sends no request. */
export async function hereOf({ env, runtime }: Pick<Io, 'env' | 'runtime'>): Promise<Here> {
  const facts = await installedIn(workingDirectory() ?? tmpdir(), { env, runtime });
  const installed = Object.fromEntries([
    ['node', runtime.node],
    ...(facts.python ? [['python', facts.python]] : []),
    ...facts.packages.map(({ registry, name, version }) => [`${registry}:${name}`, version]),
  ]);
  const bugs = clientBugs.filter(({ id }) => facts.bugs.includes(id));
  return { installed, findings: bugs.map((bug) => bugFinding(bug, installed)) };
}

/** Beside a log a bug is a warning: whether it is what failed there, the log alone does not prove. */
function bugFinding(bug: ClientBug, installed: Record<string, string>): Finding {
  const versions = Object.keys(bug.versions).flatMap((name) =>
    installed[name] === undefined ? [] : [`${name.replace(/^\w+:/, '')} ${installed[name]} is installed`],
  );
  const lines = [`${bug.client}: ${bug.condition} (${bug.evidence}, ${bug.source})`, ...versions];
  return makeFinding('client/known-bug', { details: lines, probeIds: [], severity: 'warning', ...bugTexts(bug) }, null);
}
