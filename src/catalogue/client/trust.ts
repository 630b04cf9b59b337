import type { ClientName } from '../../knowledge/clients/proxy-rules/prediction.ts';
import { isSince, isUsed, rootSets } from '../../knowledge/clients/trust-stores.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';
import { factsOf } from '../seen.ts';
import { detailsOf, present, systemBundle, type Values } from '../tls/evidence.ts';
import { acceptanceLines, trustName } from '../tls/lines.ts';
import { trustedHandshake } from '../tls/trusted.ts';

/** A client and the trust stores that it uses. */
interface ClientTrust {
  name: string;
  /** Programs on the PATH that indicate it. */
  programs: string[];
  sets: string[];
  /** Whether a rejection is a warning. For a library that may not be installed it is only evidence. */
  counts: boolean;
}

const SDK = 'the OpenAI SDK for Python';

/** Clients on this machine that reject a chain that others accept. */
export function trustDivergence(c: DiagnosisInput): Evidence | null {
  const facts = trustedHandshake(c);
  if (!facts) return null;
  const isShutOut = isReferenceShutOut(c, facts);
  const here = verifiers(c.target).filter(({ programs, name }) => isHere(c, programs) || (isShutOut && name.startsWith(SDK)));
  const accepts = ({ sets }: ClientTrust) => facts.trust.some((set) => set.accepts && isUsed(set.name, sets, c.target.platform));
  const refusing = here.filter((verifier) => verifier.counts && !accepts(verifier)).map(({ name }) => name);
  if (refusing.length === 0 || onlyByOption(facts)) return commonNameOnly(facts);
  const accepting = here.filter((verifier) => verifier.counts && accepts(verifier)).map(({ name }) => name);
  const lines = here.map((one) => `${one.name}: ${accepts(one) ? 'accepted' : 'rejected'} by ${one.sets.join(', ')}`);
  const why = 'because each uses its own trust store, and not all of them contain the root certificate of this chain';
  const who = { refusing: listed(refusing), accepting: listed(accepting) || `programs that use ${storesOf(facts)}`, why };
  return {
    details: [...lines, ...acceptanceLines(facts)],
    templateValues: { ...fixes(c, facts, refusing), ...(isShutOut ? shutBy(c, facts) : {}), ...who },
    probeIds: ['tls/handshake'],
    ...(isShutOut ? { severity: 'error' as const, pythonType: 'APIConnectionError' as const } : {}),
  };
}

/** A variable names roots for the official Python library, in every version of it, that reject this chain: all of its calls fail. */
function isReferenceShutOut(c: DiagnosisInput, facts: HandshakeFacts): boolean {
  const { env, platform } = c.target;
  // Where the file itself is invalid, another finding reports it.
  if (factsOf(c, 'config/ca-files')?.files.some(({ name, flaw }) => name === 'SSL_CERT_FILE' && flaw !== null)) return false;
  if (!env.SSL_CERT_FILE && !env.SSL_CERT_DIR) return false;
  if (!facts.trust.some(({ name }) => name === 'SSL_CERT_FILE' || name === 'SSL_CERT_DIR')) return false;
  return (['httpx', 'httpx2'] as const).every((name) => {
    const sets = rootSets({ name, version: null, platform }, env);
    return !facts.trust.some((set) => set.accepts && isUsed(set.name, sets, platform));
  });
}

/** The variable that does that, and its file. */
function shutBy({ target }: DiagnosisInput, facts: HandshakeFacts): Values {
  const { trust } = facts;
  const set = trust.find(({ name }) => name === 'SSL_CERT_FILE') ?? trust.find(({ name }) => name === 'SSL_CERT_DIR');
  const system = systemBundle(target, facts);
  // The system's own bundle has the public ones: what it lacks is to be added there.
  if (set?.path === system) return present({ systemBundle: system });
  return present({
    shutVariable: set?.name,
    shutFile: set?.name === 'SSL_CERT_FILE' ? set.path : null,
    systemBundle: system,
  });
}

/** Only the file given with `--ca-file` accepts the chain: then a divergence is expected. */
function onlyByOption({ trust }: HandshakeFacts): boolean {
  return trust.filter(({ accepts }) => accepts).every(({ name }) => name === '--ca-file');
}

/** Node.js always is: it runs this check. */
function isHere(c: DiagnosisInput, programs: string[]): boolean {
  const seen = c.observations['config/environment'];
  const found = seen?.status === 'ok' ? seen.facts.clients : [];
  return programs.includes('node') || programs.some((program) => found.includes(program));
}

/** The trust stores of each usual client in this environment. */
function verifiers({ env, runtime, platform }: Target): ClientTrust[] {
  const sets = (name: ClientName, version: string | null = null) => rootSets({ name, version, platform }, env);
  const python = ['python3', 'python'];
  return [
    { name: `${SDK} (3.0 and later)`, programs: python, sets: sets('httpx2'), counts: true },
    { name: 'Python requests', programs: python, sets: sets('requests'), counts: false },
    { name: 'curl', programs: ['curl'], sets: sets('curl'), counts: true },
    { name: `Node.js ${runtime.node}`, programs: ['node'], sets: sets('node-fetch', runtime.node), counts: true },
  ];
}

/** `--use-system-ca` came with 22.15 and 23.9 (on Linux). */
function knowsSystemOption(node: string): boolean {
  return isSince(node, { 22: 15, 23: 9 });
}

/** The fix for each client that rejects the chain, from files that already exist. */
function fixes({ target }: DiagnosisInput, facts: HandshakeFacts, refusing: string[]): Values {
  const accepting = facts.trust.filter(({ accepts, name }) => accepts && name !== 'node-bundled');
  const file = accepting.find(({ path, name }) => path !== null && name !== 'SSL_CERT_DIR')?.path ?? null;
  const refuses = (name: string) => refusing.some((client) => client.includes(name));
  const system = facts.trust.some(({ name, accepts }) => name === 'system' && accepts);
  const { node } = target.runtime;
  const noBundle = accepting.length === 0;
  return present({
    nodeFile: refuses('Node') ? file : null,
    nodeSystem: refuses('Node') && system && knowsSystemOption(node) ? node : null,
    pythonFile: refuses('SDK for Python') ? file : null,
    requestsFile: refuses('SDK for Python') ? file : null,
    curlFile: refuses('curl') ? file : null,
    storeless: noBundle && (refuses('SDK for Python') || refuses('curl')) ? 'ca-certificates' : null,
  });
}

function storesOf({ trust }: HandshakeFacts): string {
  return listed(trust.filter(({ accepts }) => accepts).map(trustName));
}

/** A name only in the common name: some clients accept it and others never do (RFC 9525 section 2). */
function commonNameOnly(facts: HandshakeFacts): Evidence | null {
  const detail = detailsOf(facts, 'common-name-only');
  if (!detail) return null;
  const who = { refusing: 'Go and Python requests', accepting: 'the OpenAI SDK for Python, Node.js, and curl' };
  const why = 'because it contains the host name only in the common name, which RFC 9525 does not allow';
  return {
    details: [detail],
    probeIds: ['tls/handshake'],
    severity: 'info',
    templateValues: { ...who, why, commonName: facts.host },
  };
}

/** `a`, `a and b`, `a, b, and c`. */
function listed(words: string[]): string {
  return words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
}
