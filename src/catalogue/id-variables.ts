import type { Target } from '../model/target.ts';

/** The environment variables that set the headers of the organization and the project, as a list for each kind of shell; empty where none does. */
export function idVariables({ organization, project }: Pick<Target, 'organization' | 'project'>): Record<string, string> {
  const variables = [organization, project].flatMap((id) => (id && /^[A-Z_]+$/.test(id.source) ? [id.source] : []));
  if (variables.length === 0) return {};
  return {
    idVariables: variables.join(' '),
    idVariablesPowerShell: variables.map((name) => `Env:${name}`).join(', '),
  };
}
