import type { Target } from '../model/target.ts';

/** A variable that resembles one which clients read, and the one that they read. */
interface Ignored {
  name: string;
  instead: string;
  /** The value that this run uses for the same setting. Where both are equal, the variable does no harm. */
  current(target: Target): string | null;
}

const baseUrl = (target: Target) => target.baseUrl;
const organization = (target: Target) => target.organization?.value ?? null;
const project = (target: Target) => target.project?.value ?? null;

/** Read by the library's 0.x versions, LangChain, LiteLLM and others; by the official clients of today not. */
const IGNORED: Ignored[] = [
  { name: 'OPENAI_API_BASE', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_API_BASE_URL', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_ENDPOINT', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_API_ENDPOINT', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_API_HOST', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_API_URL', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_URL', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_HOST', instead: 'OPENAI_BASE_URL', current: baseUrl },
  { name: 'OPENAI_ORGANIZATION', instead: 'OPENAI_ORG_ID', current: organization },
  { name: 'OPENAI_ORGANIZATION_ID', instead: 'OPENAI_ORG_ID', current: organization },
  { name: 'OPENAI_ORG', instead: 'OPENAI_ORG_ID', current: organization },
  { name: 'OPENAI_PROJECT', instead: 'OPENAI_PROJECT_ID', current: project },
];

/** The variables that are set here, that current clients do not read, and that would change something if they did. */
export function ignoredVariables(target: Target): { name: string; instead: string }[] {
  return IGNORED.flatMap(({ name, instead, current }) => {
    const value = (target.env[name] ?? '').trim();
    return value === '' || isSame(value, current(target)) ? [] : [{ name, instead }];
  });
}

/** `OPENAI_API_HOST` and similar variables often contain only a host, so the default host differs from nothing. */
function isSame(value: string, current: string | null): boolean {
  const bare = (text: string) => text.replace(/^https?:\/\//i, '').replace(/(?<!\/)\/+$/, '');
  return current !== null && (bare(current) === bare(value) || bare(current) === `${bare(value)}/v1`);
}
