import type { CaFileState } from '../../model/facts/config.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput, ProbeId } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';

const CA_FLAWS: Record<NonNullable<CaFileState['flaw']>, string> = {
  missing: 'does not exist',
  unreadable: 'cannot be read by this user, or is not a regular file',
  directory: 'is a directory, not a file',
  'not-pem': 'contains no PEM certificate (it may be in DER format)',
  empty: 'is empty',
  'bad-block': 'contains a PEM block that is not a valid certificate: truncated or corrupted',
};

/**
 * CA files that cannot be loaded. One that this process could not open for lack of file descriptors may be fine. One that the reference
 * client reads makes all of its calls fail.
 */
export function badCaFiles(c: DiagnosisInput): Evidence | null {
  const bad = (factsOf(c, 'config/ca-files')?.files ?? []).filter(({ flaw, code }) => flaw !== null && !isStarved(code));
  const [worst] = [...bad].sort((a, b) => Number(b.readByReference) - Number(a.readByReference));
  if (!worst?.flaw) return null;
  // OpenSSL reads a directory only when it verifies a certificate; a file is read when the client is created.
  const breaks = worst.readByReference && (worst.name !== 'SSL_CERT_DIR' || c.target.url?.scheme !== 'http');
  return {
    details: bad.map(caLine),
    probeIds: ['config/ca-files'],
    severity: breaks ? 'error' : 'warning',
    pythonType: breaks && worst.name === 'SSL_CERT_DIR' ? 'APIConnectionError' : null,
    templateValues: {
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

const EMPTY_FOLDER = 'contains no certificate under a hash name such as 5ed36f99.0, the only names that OpenSSL reads';

function caLine(file: CaFileState): string {
  const code = file.code ? ` (${file.code})` : '';
  return `${file.name}=${file.path}: ${file.flaw}${code}`;
}

/** What happens in the clients that read it. Measured with openai 3.22, Node 20 and curl 7.88. */
function caConsequence({ name, flaw }: CaFileState): string {
  if (name === '--ca-file') return 'This check runs without these CA certificates.';
  if (name === 'SSL_CERT_DIR') return 'The Python SDK then trusts nothing else, so it rejects every certificate.';
  if (name === 'SSL_CERT_FILE') {
    const error = flaw === 'missing' ? 'FileNotFoundError' : flaw === 'directory' ? 'IsADirectoryError' : 'an SSLError';
    return `The Python SDK stops with ${flaw === 'unreadable' ? 'PermissionError' : error} before it sends anything, which is not one of its own exceptions.`;
  }
  if (name === 'NODE_EXTRA_CA_CERTS') {
    const quiet = flaw === 'directory' || flaw === 'not-pem';
    return `Node.js continues without these CA certificates${quiet ? ' and prints no warning' : ' after a warning that is easy to miss'}. The Python SDK does not read the variable.`;
  }
  const readers = name === 'CURL_CA_BUNDLE' ? 'curl and Python programs that use requests' : 'Python programs that use requests';
  return `${readers} read it and fail. The OpenAI SDK for Python does not read it.`;
}

function pathHint(path: string): Record<string, string> {
  if (path.startsWith('~')) return { tilde: path.replace(/^~\/?/, '') };
  return /^["']|["']$/.test(path) ? { unquoted: path.replace(/^["']|["']$/g, '') } : {};
}

/** Number of files that a client with a few connections has open at once. */
const ENOUGH = 8;

/** Too few file descriptors, shown by the count or by a probe that failed with EMFILE. A response of the API disproves it. */
export function tooFewDescriptors(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'config/descriptors');
  if (!facts || facts.available >= facts.tried) return null;
  const starved = starvedProbes(c);
  const answered = factsOf(c, 'http/models')?.answer ?? factsOf(c, 'http/unauthenticated')?.answer;
  if (starved.length === 0 && (facts.available >= ENOUGH || answered)) return null;
  return {
    details: [
      `This process could open ${facts.available} more file descriptors`,
      ...starved.map((id) => `${id} failed for lack of file descriptors`),
    ],
    probeIds: ['config/descriptors', ...starved],
    templateValues: { available: facts.available },
  };
}

function starvedProbes(c: DiagnosisInput): ProbeId[] {
  const ids = Object.keys(c.observations) as ProbeId[];
  return ids.filter((id) => {
    const observation = c.observations[id];
    if (observation?.status === 'failed') return isStarved(observation.problem.code);
    const problem = (observation?.status === 'ok' ? observation.facts : {}) as { problem?: { code?: string | null } | null };
    return isStarved(problem.problem?.code ?? null);
  });
}

function isStarved(code: string | null): boolean {
  return code === 'EMFILE' || code === 'ENFILE';
}
