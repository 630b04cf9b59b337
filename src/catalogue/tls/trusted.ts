import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { commonTls, detailsOf } from './evidence.ts';
import { acceptanceLines } from './lines.ts';
import { observed } from './observed.ts';
import { interceptionValues } from './readings.ts';
import { span } from './time.ts';
import { isInspector } from './verdict.ts';

const DAY_MS = 86_400_000;
const SOON_MS = 14 * DAY_MS;
/** Short-lived certificates (six or seven days) are renewed all the time and always expire soon. */
const SHORT_LIVED_MS = 8 * DAY_MS;

/** A successful handshake with a chain that this run trusts. */
export function trustedHandshake(c: DiagnosisInput): HandshakeFacts | null {
  const facts = observed(c)?.facts;
  return facts?.stage === 'done' && facts.trusted && facts.chain.length > 0 ? facts : null;
}

/** TLS inspection that is trusted here: information, not a fault. */
export function trustedInspection(c: DiagnosisInput): Evidence | null {
  const facts = trustedHandshake(c);
  if (!facts || !isInspected(c, facts)) return null;
  const lines = [...facts.chain.map(({ subject, issuer }) => `${subject}, issued by ${issuer}`), ...acceptanceLines(facts)];
  const values = { ...commonTls(c, facts), ...interceptionValues(c, facts) };
  return { details: lines, templateValues: values, probeIds: ['tls/handshake'], severity: 'info', pythonType: null };
}

/** A chain without a public root, for a host that has a public one, or with the name of an inspecting product. */
function isInspected({ target }: DiagnosisInput, facts: HandshakeFacts): boolean {
  if (isPublic(facts)) return false;
  return isInspector(facts) || target.url?.isPublicApi === true;
}

function isPublic({ trust }: HandshakeFacts): boolean {
  return trust.some(({ name, accepts }) => name === 'node-bundled' && accepts);
}

/** A chain that works in this run and that Python 3.13 rejects. Information only, because the Python version is unknown. */
export function strictCa(c: DiagnosisInput): Evidence | null {
  const facts = trustedHandshake(c);
  const detail = facts && detailsOf(facts, 'noncompliant-ca');
  if (!facts || !detail || isPublic(facts)) return null;
  return { details: [detail], templateValues: { ...commonTls(c, facts), detail }, probeIds: ['tls/handshake'], severity: 'info' };
}

/** A leaf that expires within two weeks. Not for TLS inspection, which issues certificates daily, and not for short-lived certificates. */
export function expiringSoon(c: DiagnosisInput): Evidence | null {
  const facts = trustedHandshake(c);
  const [leaf] = facts?.chain ?? [];
  if (!facts || !leaf || isInspected(c, facts)) return null;
  const [from, until, now] = [leaf.notBefore, leaf.notAfter, c.startedAt].map((time) => Date.parse(time)) as [
    number,
    number,
    number,
  ];
  if (until - now >= SOON_MS || until < now || until - from <= SHORT_LIVED_MS) return null;
  const values = { ...commonTls(c, facts), notAfter: leaf.notAfter, left: span(until - now) };
  return { details: [`${leaf.subject} is valid until ${leaf.notAfter}`], templateValues: values, probeIds: ['tls/handshake'] };
}
