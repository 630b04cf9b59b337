import { vendorOf } from '../../knowledge/providers/vendors.ts';
import type { KeyFacts } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';

/** Whether the API's host accepted the key: `unknown` where it was not asked, or where something else answered. */
type KeyVerdict = 'accepted' | 'rejected' | 'unknown';

/** The key's facts, where this run uses a key. */
export function keySeen(c: DiagnosisInput): KeyFacts | null {
  const observation = c.observations['config/key'];
  return observation?.status === 'ok' && keyMatters(c) ? observation.facts : null;
}

/** A run over layers that send no key, or without `auth`, needs none. */
function keyMatters({ target: { only, skip } }: DiagnosisInput): boolean {
  const chosen = only === null || only.some((layer) => ['config', 'auth', 'limit', 'stream'].includes(layer));
  return chosen && !skip.includes('auth');
}

/** The response of the host outweighs the format of the key. */
export function keyVerdict(c: DiagnosisInput): KeyVerdict {
  const models = c.observations['http/models'];
  const answer = models?.status === 'ok' ? models.facts.answer : null;
  if (!answer || isPage(answer.headers, answer.body)) return 'unknown';
  if (answer.status === 200) return 'accepted';
  return answer.status === 401 || answer.status === 403 ? 'rejected' : 'unknown';
}

function isPage(headers: Record<string, string>, body: string): boolean {
  return /html/i.test(headers['content-type'] ?? '') || /^\s*</.test(body);
}

/** Whether a key that looks wrong may be called wrong: a self-hosted server may accept any text, so there it has to reject the key first. */
export function isWrongHere(c: DiagnosisInput): boolean {
  const word = keyVerdict(c);
  return word === 'rejected' || (word === 'unknown' && c.target.url?.isPublicApi !== false);
}

/** Evidence from the key's text and, where there is one, from the host's response. */
export function keyEvidence(c: DiagnosisInput, facts: KeyFacts, more: Partial<Evidence>): Evidence {
  const rejected = keyVerdict(c) === 'rejected';
  const models = c.observations['http/models'];
  const status = rejected && models?.status === 'ok' ? models.facts.answer?.status : null;
  const lines = [`The key from ${facts.source} is shown as ${facts.shown}`, ...(more.details ?? [])];
  return {
    ...more,
    details: status ? [...lines, `The API rejected it with ${status}`] : lines,
    probeIds: rejected ? ['config/key', 'http/models'] : ['config/key'],
    httpStatus: status ?? null,
    templateValues: {
      key: facts.shown ?? '',
      keySource: facts.source ?? '',
      keyPage: keyPage(c.target),
      ...sourceValues(c),
      ...more.templateValues,
    },
  };
}

/** The source of the key for the commands: a variable, or a file. */
function sourceValues(c: DiagnosisInput): Record<string, string> {
  const source = c.target.key?.source ?? '';
  const file = /^--api-key-file (.+)$/.exec(source)?.[1];
  if (file) return { keyFile: file };
  return /^[A-Z_]+$/.test(source) ? { keyVariable: source, keyShell: `$${source}` } : {};
}

/** Where to get keys for this host, as a noun phrase. */
export function keyPage({ url }: Target): string {
  if (!url || url.isOpenAi) return 'https://platform.openai.com/api-keys';
  const vendor = vendorOf(url.host);
  return vendor ? `the console of ${vendor.name}` : `the operator of ${url.host}`;
}
