import type { Evidence, Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { SYSTEM_PROXY } from '../../model/system-proxy.ts';
import { isOwnHost, planFacts } from './facts.ts';

/** A PAC script of the system names the proxy that browsers take. No client of the API runs it, and neither does this check. */
const SCRIPT_STEPS: Step[] = [
  {
    text: 'Browsers here take their proxy from the PAC script {pacScript}, which SDKs and this check do not run. Open it, find the proxy that it returns for {pacHost}, and set it: `$env:HTTPS_PROXY = "http://PROXY:PORT"`',
    on: ['windows'],
    first: true,
  },
  {
    text: 'Browsers here take their proxy from the PAC script {pacScript}, which SDKs and this check do not run. Open it, find the proxy that it returns for {pacHost}, and set it: `export HTTPS_PROXY=http://PROXY:PORT`',
    on: ['macos'],
    first: true,
  },
];

/** Failures of the direct route that a proxy would avoid. */
const DIRECT_FAILURES = /^(?:dns\/(?!hosts|slow)|tcp\/(?:refused|timeout|unreachable|reset)|tls\/(?:reset|timeout))/;

/** Adds what to do about a PAC script to a failure of the direct route. */
export function withScript(c: DiagnosisInput, id: string, evidence: Evidence): Evidence {
  const { url, route } = c.target;
  if (route.kind !== 'direct' || !url || isOwnHost(url) || !DIRECT_FAILURES.test(id)) return evidence;
  const isSystems = (source: string) => Object.values<string>(SYSTEM_PROXY).includes(source);
  const hint = planFacts(c)?.hints.find(({ source, proxy }) => isSystems(source) && proxy.startsWith('script '));
  if (!hint) return evidence;
  const pacScript = hint.proxy.slice('script '.length);
  return {
    ...evidence,
    steps: [...SCRIPT_STEPS, ...(evidence.steps ?? [])],
    templateValues: { ...evidence.templateValues, pacScript, pacHost: url.host },
    details: [...evidence.details, `${hint.source} names the PAC script ${pacScript}`],
  };
}
