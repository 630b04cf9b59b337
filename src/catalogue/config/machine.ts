import type { CaFileState } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Case, ProbeId } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';

const CA_FLAWS: Record<NonNullable<CaFileState['flaw']>, string> = {
  missing: 'does not exist',
  unreadable: 'cannot be read by this user, or is no ordinary file',
  directory: 'is a folder, where a file is wanted',
  'not-pem': 'holds no certificate in PEM form (it may be DER, or something else altogether)',
  empty: 'is empty',
  'bad-block': 'holds a block that is no sound certificate: cut off, or not what its first line says',
};

/** Bundles that a client is told to trust and cannot use; what this process could not open for want of descriptors may be sound. One that the reference client reads makes every call of its fail. */
export function badCaFiles(c: Case): Evidence | null {
  const bad = (factsOf(c, 'config/ca-files')?.files ?? []).filter(({ flaw, code }) => flaw !== null && !isStarved(code));
  const [worst] = [...bad].sort((a, b) => Number(b.readByReference) - Number(a.readByReference));
  if (!worst?.flaw) return null;
  // A folder is only looked into once a certificate has to be verified; a file is read when the client is made.
  const breaks = worst.readByReference && (worst.name !== 'SSL_CERT_DIR' || c.target.url?.scheme !== 'http');
  return {
    lines: bad.map(caLine),
    causes: ['config/ca-files'],
    severity: breaks ? 'error' : 'warning',
    pythonType: breaks && worst.name === 'SSL_CERT_DIR' ? 'APIConnectionError' : null,
    values: {
      caName: worst.name,
      caPath: worst.path,
      caFlaw: worst.name === 'SSL_CERT_DIR' && worst.flaw === 'empty' ? EMPTY_FOLDER : CA_FLAWS[worst.flaw],
      caConsequence: caConsequence(worst),
      ...pathHint(worst.path),
      ...(worst.flaw === 'not-pem' ? { derFile: worst.path } : {}),
      ...(worst.name.startsWith('--') ? {} : { caVariable: worst.name }),
    },
  };
}

const EMPTY_FOLDER = 'holds no certificate under a hashed name, such as 5ed36f99.0, the only names that OpenSSL looks for';

function caLine(file: CaFileState): string {
  const code = file.code ? ` (${file.code})` : '';
  return `${file.name}=${file.path}: ${file.flaw}${code}`;
}

/** What the clients that read it make of it. Measured with openai 3.22, Node 20 and curl 7.88. */
function caConsequence({ name, flaw }: CaFileState): string {
  if (name === '--ca-file') return 'Its roots are not part of this check, although they were asked for.';
  if (name === 'SSL_CERT_DIR') return 'Python’s client trusts nothing else then, so it refuses every certificate.';
  if (name === 'SSL_CERT_FILE') {
    const error = flaw === 'missing' ? 'FileNotFoundError' : flaw === 'directory' ? 'IsADirectoryError' : 'an SSLError';
    return `Python’s client stops with ${flaw === 'unreadable' ? 'PermissionError' : error} before it sends anything; that is none of the library’s own errors.`;
  }
  if (name === 'NODE_EXTRA_CA_CERTS') {
    const quiet = flaw === 'directory' || flaw === 'not-pem';
    return `Node goes on without these roots${quiet ? ', and does not even warn' : ' after a warning that is easy to miss'}. Python’s client does not read the variable.`;
  }
  const readers = name === 'CURL_CA_BUNDLE' ? 'curl and Python programs that use requests' : 'Python programs that use requests';
  return `It is read by ${readers}, which fail with it. The official Python client does not read the variable.`;
}

function pathHint(path: string): Record<string, string> {
  if (path.startsWith('~')) return { tilde: path.replace(/^~\/?/, '') };
  return /^["']|["']$/.test(path) ? { unquoted: path.replace(/^["']|["']$/g, '') } : {};
}

/** Files that a client with a few connections has open at once. */
const ENOUGH = 8;

/** Too few descriptors: proved by the count, or by a probe that ran out of them. An answer of the API disproves it. */
export function tooFewDescriptors(c: Case): Evidence | null {
  const facts = factsOf(c, 'config/descriptors');
  if (!facts || facts.available >= facts.tried) return null;
  const starved = starvedProbes(c);
  const answered = factsOf(c, 'http/models')?.answer ?? factsOf(c, 'http/unauthenticated')?.answer;
  if (starved.length === 0 && (facts.available >= ENOUGH || answered)) return null;
  return {
    lines: [`This process could open ${facts.available} more files`, ...starved.map((id) => `${id} ran out of file descriptors`)],
    causes: ['config/descriptors', ...starved],
    values: { available: facts.available },
  };
}

function starvedProbes(c: Case): ProbeId[] {
  const ids = Object.keys(c.seen) as ProbeId[];
  return ids.filter((id) => {
    const observation = c.seen[id];
    if (observation?.status === 'failed') return isStarved(observation.problem.code);
    const problem = (observation?.status === 'ok' ? observation.facts : {}) as { problem?: { code?: string | null } | null };
    return isStarved(problem.problem?.code ?? null);
  });
}

function isStarved(code: string | null): boolean {
  return code === 'EMFILE' || code === 'ENFILE';
}
