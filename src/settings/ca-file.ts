import { X509Certificate } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { problemOf } from '../model/errors.ts';
import type { CaFileState } from '../model/facts/config.ts';

type CaFileFacts = Omit<CaFileState, 'name' | 'path' | 'readByReference'>;

/** The largest bundles in use have a few megabytes. */
const LARGEST = 16 * 1024 * 1024;
const MOST_BLOCKS = 10_000;
/** Parsing a store of 150 certificates takes 30 ms; other probes get their turn in between. */
const BLOCKS_IN_A_ROW = 32;

/** OpenSSL accepts a block only where its first line is a line of its own. It ignores a byte order mark before the first. */
const CERTIFICATE_START = /^(?=(?:\u00ef\u00bb\u00bf)?-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[ \t\r]*$)/m;

/** OpenSSL finds certificates in a directory by file names made of a hash, as `5ed36f99.0`, and ignores all others. */
const HASHED = /^[0-9a-f]{8}\.\d+$/;

/** Reads a file of certificates the way OpenSSL does. A pipe or a device under that name cannot hold the reader up. */
export async function inspectCaFile(path: string): Promise<CaFileFacts> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await inspectOpen(file);
  } catch (error) {
    const { code } = problemOf(error);
    if (code === 'EISDIR') return flawed('directory', code);
    return flawed(code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable', code);
  } finally {
    await file?.close();
  }
}

/** Checks the directories of `SSL_CERT_DIR`: one without hashed names counts as empty. */
export async function inspectCaFolders(folders: string[]): Promise<CaFileFacts> {
  const looks = await Promise.all(folders.map(inspectFolder));
  const certificates = looks.reduce((sum, look) => sum + look.certificates, 0);
  const sound: CaFileFacts = { flaw: null, code: null, certificates, expired: 0 };
  return certificates > 0 ? sound : (looks.find((look) => look.flaw !== 'missing') ?? looks[0] ?? flawed('missing', null));
}

async function inspectFolder(path: string): Promise<CaFileFacts> {
  try {
    const hashed = (await readdir(path)).filter((name) => HASHED.test(name)).length;
    return hashed > 0 ? { flaw: null, code: null, certificates: hashed, expired: 0 } : flawed('empty', null);
  } catch (error) {
    const { code } = problemOf(error);
    return flawed(code === 'ENOENT' ? 'missing' : 'unreadable', code);
  }
}

async function inspectOpen(file: FileHandle): Promise<CaFileFacts> {
  const state = await file.stat();
  if (state.isDirectory()) return flawed('directory', 'EISDIR');
  if (!state.isFile()) return flawed('unreadable', null);
  if (state.size > LARGEST) return flawed('unreadable', 'EFBIG');
  const buffer = Buffer.alloc(state.size);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  const text = buffer.toString('latin1', 0, bytesRead);
  return text.trim() === '' ? flawed('empty', null) : inspectText(text);
}

async function inspectText(text: string): Promise<CaFileFacts> {
  const blocks = blocksIn(text);
  if (blocks.length === 0) return flawed('not-pem', null);
  const facts: CaFileFacts = { flaw: null, code: null, certificates: 0, expired: 0 };
  for (const [index, block] of blocks.entries()) {
    if (index % BLOCKS_IN_A_ROW === BLOCKS_IN_A_ROW - 1) await setImmediate();
    const end = endOf(block);
    if (end === null) facts.flaw = 'bad-block';
    else facts.certificates += 1;
    if (end !== null && end < Date.now()) facts.expired += 1;
  }
  return facts;
}

/** From each first line to the end of its block; a block without an end takes in what follows, and cannot be read. */
function blocksIn(text: string): string[] {
  const pieces = text.split(CERTIFICATE_START, MOST_BLOCKS).filter((piece) => CERTIFICATE_START.test(piece));
  return pieces.map((piece) => piece.replace(/(\n-----END [^\n]*)[\s\S]*/, '$1'));
}

/** When the certificate runs out, in milliseconds; null for a block that is none. */
function endOf(block: string): number | null {
  try {
    return Date.parse(new X509Certificate(block.replace(/^\u00ef\u00bb\u00bf/, '')).validTo);
  } catch {
    return null;
  }
}

function flawed(flaw: CaFileState['flaw'], code: string | null): CaFileFacts {
  return { flaw, code, certificates: 0, expired: 0 };
}
