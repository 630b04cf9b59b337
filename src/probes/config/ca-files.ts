import { problem } from '../../model/errors.ts';
import type { CaFileState } from '../../model/facts/config.ts';
import type { Probe } from '../../model/probe.ts';
import type { CaSource, Target } from '../../model/target.ts';
import { inspectCaFile, inspectCaFolders } from '../../settings/ca-file.ts';

/** Variables that name certificates to some client, other than folders. */
const VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];

/** Reads the files of certificates that clients here are told to trust. */
export const configCaFiles: Probe<'config/ca-files'> = {
  id: 'config/ca-files',
  after: [],
  run: async ({ target }) => {
    const read = readOnce();
    return { files: await Promise.all(sources(target).map((source) => inspect(source, target, read))) };
  },
  summarise: ({ files }) => (files.length === 0 ? 'none named' : files.map(inShort).join('; ')),
  trouble: ({ files }) => {
    const bad = files.find((file) => file.flaw !== null);
    return bad ? problem(bad.code ?? 'BAD_CA_FILE', inShort(bad)) : null;
  },
};

/** Python looks at `SSL_CERT_DIR` only where `SSL_CERT_FILE` is not set (httpx, `create_ssl_context`), and so it matters only then. */
function sources({ env, caFile }: Target): CaSource[] {
  const flag = caFile ? [{ name: '--ca-file', path: caFile }] : [];
  const names = given(env.SSL_CERT_FILE) ? VARIABLES : [...VARIABLES, 'SSL_CERT_DIR'];
  return [...flag, ...names.flatMap((name) => (given(env[name]) ? [{ name, path: env[name] ?? '' }] : []))];
}

function given(value: string | undefined): boolean {
  return (value ?? '').trim() !== '';
}

/** Machines tend to name one and the same file in every variable, and its certificates take a while to parse. */
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

/** `requests` takes a folder where the others want a file. */
async function look({ name, path }: CaSource, target: Target, read: typeof inspectCaFile): ReturnType<typeof inspectCaFile> {
  if (name === 'SSL_CERT_DIR') return inspectCaFolders(path.split(target.platform === 'windows' ? ';' : ':').filter(Boolean));
  const file = await read(path);
  return name === 'REQUESTS_CA_BUNDLE' && file.flaw === 'directory' ? inspectCaFolders([path]) : file;
}

function inShort({ name, flaw, certificates, expired }: CaFileState): string {
  if (flaw) return `${name}: ${flaw}`;
  return `${name}: ${certificates} certificates${expired > 0 ? `, ${expired} expired` : ''}`;
}
