import { problem } from '../../model/errors.ts';
import type { CaFileState } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { CaSource, Target } from '../../model/target.ts';
import { inspectCaFile, inspectCaFolders } from '../../settings/ca-file.ts';

/** Variables with the path of a CA file, for some client. */
const VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];

/** Reads the CA files that clients here are configured to trust. */
export const configCaFiles: Probe<'config/ca-files'> = {
  id: 'config/ca-files',
  after: [],
  run: async ({ target }) => {
    const read = readOnce();
    return { files: await Promise.all(sources(target).map((source) => inspect(source, target, read))) };
  },
  summarise: ({ files }) => (files.length === 0 ? 'none set' : byPath(files).map(inShort).join('; ')),
  trouble: ({ files }) => {
    const bad = files.find((file) => file.flaw !== null);
    return bad ? problem(bad.code ?? 'BAD_CA_FILE', inShort(bad)) : null;
  },
};

/** Python reads `SSL_CERT_DIR` only where `SSL_CERT_FILE` is not set (httpx, `create_ssl_context`). */
function sources({ env, caFile }: Target): CaSource[] {
  const flag = caFile ? [{ name: '--ca-file', path: caFile }] : [];
  const names = given(env.SSL_CERT_FILE) ? VARIABLES : [...VARIABLES, 'SSL_CERT_DIR'];
  return [...flag, ...names.flatMap((name) => (given(env[name]) ? [{ name, path: env[name] ?? '' }] : []))];
}

function given(value: string | undefined): boolean {
  return (value ?? '').trim() !== '';
}

/** Often all variables are set to the same file, and its certificates take time to parse. */
function readOnce(): typeof inspectCaFile {
  const looks = new Map<string, ReturnType<typeof inspectCaFile>>();
  return (path) => {
    const look = looks.get(path) ?? inspectCaFile(path);
    looks.set(path, look);
    return look;
  };
}

async function inspect({ name, path }: CaSource, target: Target, read: typeof inspectCaFile): Promise<CaFileState> {
  return { name, path, ...(await look({ name, path }, target, read)), readByReference: /^(?:SSL_CERT_|--)/.test(name) };
}

/** `requests` accepts a directory where the others require a file. */
async function look({ name, path }: CaSource, target: Target, read: typeof inspectCaFile): ReturnType<typeof inspectCaFile> {
  if (name === 'SSL_CERT_DIR') return inspectCaFolders(path.split(target.platform === 'windows' ? ';' : ':').filter(Boolean));
  const file = await read(path);
  return name === 'REQUESTS_CA_BUNDLE' && file.flaw === 'directory' ? inspectCaFolders([path]) : file;
}

/** Each file once, with all the variables that are set to it. */
function byPath(files: CaFileState[]): CaFileState[] {
  const same = (a: CaFileState, b: CaFileState) => a.path === b.path && a.flaw === b.flaw;
  const firsts = files.filter((file, at) => at === files.findIndex((other) => same(file, other)));
  return firsts.map((first) => ({
    ...first,
    name: files.flatMap((file) => (same(file, first) ? [file.name] : [])).join(', '),
  }));
}

function inShort({ name, flaw, certificates, expired }: CaFileState): string {
  if (flaw) return `${name}: ${flaw}`;
  return `${name}: ${certificates} certificates${expired > 0 ? `, ${expired} expired` : ''}`;
}
