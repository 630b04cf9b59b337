import { execFile } from 'node:child_process';
import * as tls from 'node:tls';
import type { Platform } from '../../model/layers.ts';
import { readText } from './files.ts';
import { certificatesIn } from './pem.ts';

/** The root certificates of one trust store, with the path of its file where there is one. */
export interface Roots {
  path: string | null;
  certificates: string[];
}

/**
 * Where the distributions keep the bundle: Debian, Alpine and Arch; Fedora and RHEL; openSUSE; Alpine and the BSDs; NixOS; Termux. The first that
 * holds a certificate counts, as in Go's crypto/x509 and curl's configure script.
 */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/etc/ssl/certs/ca-bundle.crt',
  '/data/data/com.termux/files/usr/etc/tls/cert.pem',
];

/** Output of a store with a few hundred certificates is 500 kB. */
const MAX_OUTPUT_BYTES = 8_000_000;
const NO_ROOTS: Roots = { path: null, certificates: [] };

/** Reads the root certificates of the operating system. Node reads them itself only since 22.15, and on Linux mixes them with `SSL_CERT_FILE`. */
export async function readSystemRoots(platform: Platform, limitMs: number): Promise<Roots> {
  if (platform !== 'macos' && platform !== 'windows') return readBundle();
  const native = 'getCACertificates' in tls ? await rootsFromNode(limitMs) : '';
  return { path: null, certificates: certificatesIn(native || (await rootsFromCommand(platform, limitMs))) };
}

async function readBundle(): Promise<Roots> {
  for (const path of BUNDLES) {
    const certificates = certificatesIn(await readText(path));
    if (certificates.length > 0) return { path, certificates };
  }
  return NO_ROOTS;
}

/** Runs in a worker thread, because reading the macOS keychain blocks. */
export async function rootsFromNode(limitMs: number): Promise<string> {
  const { Worker } = await import('node:worker_threads');
  const ask = `require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system').join('\\n'))`;
  return new Promise((resolve) => {
    const worker = new Worker(ask, { eval: true });
    const end = (text: string) => {
      clearTimeout(timer);
      resolve(text);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(''), limitMs);
    worker.once('message', end).on('error', () => end(''));
  });
}

/** Each certificate as a line of numbers: a method that encodes it could not be called in the constrained language of managed machines. */
const WINDOWS_ROOTS =
  'Get-ChildItem Cert:\\LocalMachine\\Root, Cert:\\CurrentUser\\Root | ForEach-Object { $_.RawData -join " " }';

/** Certificates from lines of decimal bytes; other lines are left out. */
export function pemOfNumbers(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => /^\d{1,3}(?: \d{1,3})+$/.test(line));
  const blocks = lines.map((line) => Buffer.from(line.split(' ').map(Number)).toString('base64'));
  return blocks.map((body) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`).join('\n');
}

/** The keychains that an administrator alone can write to; the person's own one may hold certificates that were never trusted. */
const MAC_KEYCHAINS = ['/System/Library/Keychains/SystemRootCertificates.keychain', '/Library/Keychains/System.keychain'];

/** With its path, because Windows looks into the working directory first. */
const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

function rootsFromCommand(platform: 'macos' | 'windows', limitMs: number): Promise<string> {
  const command: [string, string[]] =
    platform === 'macos'
      ? ['/usr/bin/security', ['find-certificate', '-a', '-p', ...MAC_KEYCHAINS]]
      : [POWERSHELL, ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_ROOTS]];
  return new Promise((resolve) => {
    // Neither needs a variable of this process, and none of its keys.
    const options = { env: { SystemRoot: 'C:\\Windows' }, timeout: limitMs, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true };
    execFile(...command, options, (error, stdout) =>
      resolve(error ? '' : platform === 'windows' ? pemOfNumbers(stdout) : stdout),
    );
  });
}
