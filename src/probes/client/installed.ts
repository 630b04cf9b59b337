import { tmpdir } from 'node:os';
import { bugsHere, packagesOf } from '../../knowledge/clients/bugs/index.ts';
import { packagesThatCall } from '../../knowledge/clients/endpoints.ts';
import { npmHere } from '../../machine/installed/npm.ts';
import { pythonHere } from '../../machine/installed/python.ts';
import { workingDirectory } from '../../machine/working-directory.ts';
import type { InstalledFacts, InstalledPackage } from '../../model/facts/client.ts';
import type { Probe } from '../../model/probe.ts';
import type { Target } from '../../model/target.ts';

/** The official SDKs and their HTTP libraries: their versions determine routes, trust stores, and known bugs. */
const ALWAYS = {
  npm: ['openai', 'undici', 'node-fetch', 'ws'],
  python: ['openai', 'httpx', 'httpx2', 'requests', 'aiohttp', 'truststore'],
};

/** What people build on, and whose settings differ from those of the SDKs below. */
const FRAMEWORKS = {
  npm: ['@ai-sdk/openai', '@ai-sdk/openai-compatible', '@langchain/openai', '@anthropic-ai/claude-code', 'bun', 'deno'],
  python: ['litellm', 'langchain-openai', 'llama-index-llms-openai'],
};

/** Finds the client libraries that a program in the working directory would load. Runs nothing and sends nothing. */
export const clientInstalled: Probe<'client/installed'> = {
  id: 'client/installed',
  after: [],
  readsFiles: true,
  run: ({ target }) => installedIn(workingDirectory() ?? tmpdir(), target),
  summarise,
  trouble: () => null,
};

/** The client libraries as seen from a directory. */
export async function installedIn(directory: string, { env, runtime }: Pick<Target, 'env' | 'runtime'>): Promise<InstalledFacts> {
  const names = (registry: 'npm' | 'python') => [
    ...new Set([...ALWAYS[registry], ...packagesOf(registry), ...packagesThatCall(registry), ...FRAMEWORKS[registry]]),
  ];
  const [npm, python] = await Promise.all([npmHere(names('npm'), directory, env), pythonHere(names('python'), directory, env)]);
  const packages: InstalledPackage[] = [
    ...npm.map((one) => ({ registry: 'npm' as const, ...one })),
    ...(python?.packages ?? []).map((one) => ({ registry: 'python' as const, ...one })),
  ];
  const versions = packages.map(({ registry, name, version }) => [`${registry}:${name}`, version]);
  const installed = Object.fromEntries([...versions, ...(python?.version ? [['python', python.version]] : [])]);
  const bugs = bugsHere({ node: runtime.node, installed, env, hasProxy: hasProxy(env) });
  return { python: python?.version ?? null, packages, bugs: bugs.map(({ id }) => id) };
}

function hasProxy(env: Target['env']): boolean {
  return ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].some((name) => (env[name] ?? '') !== '');
}

function summarise({ packages }: InstalledFacts): string {
  return packages.length === 0
    ? 'no known client library here'
    : packages.map(({ name, version }) => `${name} ${version}`).join(', ');
}
