import type { ClientName } from '../../knowledge/clients/proxy-rules/prediction.ts';
import { isSince, isUsed, rootSets } from '../../knowledge/clients/trust-stores.ts';
import type { HandshakeFacts } from '../../model/facts/tls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import type { Target } from '../../model/target.ts';
import { detailsOf, present, type Values } from '../tls/evidence.ts';
import { acceptanceLines, trustName } from '../tls/lines.ts';
import { trustedHandshake } from '../tls/trusted.ts';

/** A client and the sets of roots that it verifies with. */
interface Verifier {
  name: string;
  /** One of these on the PATH shows that it may be here. */
  programs: string[];
  sets: string[];
  /** Whether its refusal is worth a warning. That of a library which may not be installed is only told. */
  counts: boolean;
}

/** The clients of this machine that refuse a chain which others of them accept, and who those are. */
export function trustDivergence(c: Case): Evidence | null {
  const facts = trustedHandshake(c);
  if (!facts) return null;
  const here = verifiers(c.target).filter(({ programs }) => isHere(c, programs));
  const accepts = ({ sets }: Verifier) => facts.trust.some((set) => set.accepts && isUsed(set.name, sets, c.target.platform));
  const refusing = here.filter((verifier) => verifier.counts && !accepts(verifier)).map(({ name }) => name);
  if (refusing.length === 0 || onlyByOption(facts)) return commonNameOnly(facts);
  const accepting = here.filter((verifier) => verifier.counts && accepts(verifier)).map(({ name }) => name);
  const lines = here.map((one) => `${one.name}: ${accepts(one) ? 'accepted' : 'refused'} by ${one.sets.join(', ')}`);
  const why = 'because each reads roots of its own, and the one that this chain needs is not in all of them';
  const who = { refusing: listed(refusing), accepting: listed(accepting) || `programs that read ${storesOf(facts)}`, why };
  return {
    lines: [...lines, ...acceptanceLines(facts)],
    values: { ...cures(c, facts, refusing), ...who },
    causes: ['tls/handshake'],
  };
}

/** The person said with `--ca-file` what their client trusts; what it would trust without that is no news. */
function onlyByOption({ trust }: HandshakeFacts): boolean {
  return trust.filter(({ accepts }) => accepts).every(({ name }) => name === '--ca-file');
}

/** Node always is: it runs this check. */
function isHere(c: Case, programs: string[]): boolean {
  const seen = c.seen['config/environment'];
  const found = seen?.status === 'ok' ? seen.facts.clients : [];
  return programs.includes('node') || programs.some((program) => found.includes(program));
}

/** Whose roots each usual client takes in this environment. */
function verifiers({ env, runtime, platform }: Target): Verifier[] {
  const sets = (name: ClientName, version: string | null = null) => rootSets({ name, version, platform }, env);
  const python = ['python3', 'python'];
  return [
    { name: 'the Python library (3.0 and later)', programs: python, sets: sets('httpx2'), counts: true },
    { name: 'Python programs that use requests', programs: python, sets: sets('requests'), counts: false },
    { name: 'curl', programs: ['curl'], sets: sets('curl'), counts: true },
    { name: `Node ${runtime.node}`, programs: ['node'], sets: sets('node-fetch', runtime.node), counts: true },
  ];
}

/** `--use-system-ca` came with 22.15 and 23.9 (on Linux). */
function knowsSystemOption(node: string): boolean {
  return isSince(node, { 22: 15, 23: 9 });
}

/** The exact cure for each client that refuses, from what is there already. */
function cures({ target }: Case, facts: HandshakeFacts, refusing: string[]): Values {
  const accepting = facts.trust.filter(({ accepts, name }) => accepts && name !== 'node-bundled');
  const file = accepting.find(({ path, name }) => path !== null && name !== 'SSL_CERT_DIR')?.path ?? null;
  const refuses = (name: string) => refusing.some((client) => client.includes(name));
  const system = facts.trust.some(({ name, accepts }) => name === 'system' && accepts);
  const { node } = target.runtime;
  const noBundle = accepting.length === 0;
  return present({
    nodeFile: refuses('Node') ? file : null,
    nodeSystem: refuses('Node') && system && knowsSystemOption(node) ? node : null,
    pythonFile: refuses('Python library') ? file : null,
    requestsFile: refuses('Python library') ? file : null,
    curlFile: refuses('curl') ? file : null,
    storeless: noBundle && (refuses('Python library') || refuses('curl')) ? 'ca-certificates' : null,
  });
}

function storesOf({ trust }: HandshakeFacts): string {
  return listed(trust.filter(({ accepts }) => accepts).map(trustName));
}

/** A name that stands in the common name alone: some clients read it there and others never do (RFC 9525 2). */
function commonNameOnly(facts: HandshakeFacts): Evidence | null {
  const detail = detailsOf(facts, 'common-name-only');
  if (!detail) return null;
  const who = { refusing: 'Go programs and Python programs that use requests', accepting: 'the Python library, Node and curl' };
  const why = 'because it names the host in its common name alone, which newer rules no longer count';
  return { lines: [detail], causes: ['tls/handshake'], severity: 'info', values: { ...who, why, commonName: facts.host } };
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
