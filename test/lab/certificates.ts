/** What a whole run of the tests shares: a folder for the certificates that were made, which goes at the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { CERTIFICATE_STORE } from './pki.ts';

export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'api-doctor-certificates-'));
  process.env[CERTIFICATE_STORE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
