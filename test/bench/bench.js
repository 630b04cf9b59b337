// Whole-process wall time and peak memory of a healthy check on loopback TLS, as ratios to what it is measured against: a bare Node
// script that makes the same one request, and curl. Prints a table; judges nothing, because absolute times say more about the machine.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-bench-'));

const openssl = (...args) => {
  const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${done.stderr}`);
};

/** A certificate authority and a leaf for localhost. */
function makeCertificates() {
  const subject = (name) => ['-subj', `/CN=${name}`, '-nodes', '-newkey', 'rsa:2048'];
  openssl('req', '-x509', ...subject('Bench Root'), '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30');
  openssl('req', ...subject('localhost'), '-keyout', 'leaf.key', '-out', 'leaf.csr');
  writeFileSync(join(folder, 'ext'), 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '30',
    '-extfile',
    'ext',
    '-out',
    'leaf.pem',
  );
}

/** Answers as the API does: a list of models to a key, a 401 without one. */
function answer(request, response) {
  const keyed = request.headers.authorization === 'Bearer sk-bench-0123456789abcdefghijklmnop';
  const body = keyed
    ? { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model', created: 1, owned_by: 'system' }] }
    : { error: { message: "You didn't provide an API key.", type: 'invalid_request_error', param: null, code: null } };
  response
    .writeHead(keyed ? 200 : 401, { 'content-type': 'application/json', 'x-request-id': 'req_bench' })
    .end(JSON.stringify(body));
}

/** Runs one command; wall time in milliseconds and the sum of the peaks of the process and its children in MiB, from /proc. */
function measure(command, env) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command[0], command.slice(1), { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'ignore'] });
    const peaks = new Map();
    const look = setInterval(() => notePeaks(child.pid, peaks), 4);
    child.on('error', reject);
    child.on('exit', (status) => {
      const ms = performance.now() - started;
      clearInterval(look);
      if (status !== 0) return reject(new Error(`${command.join(' ')} ended with ${status}`));
      resolve({ ms, main: peaks.get(child.pid) ?? 0, all: [...peaks.values()].reduce((sum, peak) => sum + peak, 0) });
    });
  });
}

function notePeaks(pid, peaks) {
  try {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    if (peak) peaks.set(pid, Number(peak[1]) / 1024);
    for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')) {
      if (child) notePeaks(Number(child), peaks);
    }
  } catch {}
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function main() {
  makeCertificates();
  const tls = { key: readFileSync(join(folder, 'leaf.key')), cert: readFileSync(join(folder, 'leaf.pem')) };
  const server = createServer(tls, answer);
  await new Promise((done) => server.listen(0, 'localhost', done));
  const base = `https://localhost:${server.address().port}/v1`;
  const ca = join(folder, 'ca.pem');
  const bare = join(folder, 'bare.mjs');
  writeFileSync(
    bare,
    `const r = await fetch('${base}/models', { headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY } }); await r.text();`,
  );
  const env = { OPENAI_API_KEY: 'sk-bench-0123456789abcdefghijklmnop', NODE_EXTRA_CA_CERTS: ca, OPENAI_BASE_URL: base };
  const tool = join(root, 'bin', 'api-doctor.js');
  const curl = [
    'curl',
    '-sS',
    '--cacert',
    ca,
    '-H',
    'Authorization: Bearer sk-bench-0123456789abcdefghijklmnop',
    `${base}/models`,
  ];
  const subjects = {
    'node -e 0': ['node', '-e', '0'],
    'bare Node script': ['node', bare],
    curl,
    'api-doctor --version': ['node', tool, '--version'],
    'api-doctor check': ['node', tool, 'check', '--ca-file', ca],
  };
  const results = {};
  for (const name of Object.keys(subjects)) results[name] = [];
  // Round by round, so that a busy moment of the machine touches all alike.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, command] of Object.entries(subjects)) {
      const result = await measure(command, env);
      if (round > 0) results[name].push(result);
    }
  }
  server.close();
  print(results);
}

function print(results) {
  const of = (name, field) => median(results[name].map((result) => result[field]));
  const ratio = (name, other, field) => (of(name, field) / of(other, field)).toFixed(2);
  console.log(`Node ${process.version}, medians of ${ROUNDS} rounds`);
  for (const name of Object.keys(results)) {
    const own = of(name, 'main').toFixed(0);
    console.log(
      `  ${name.padEnd(22)} ${of(name, 'ms').toFixed(0).padStart(5)} ms  ${own.padStart(4)} MiB  (with children ${of(name, 'all').toFixed(0)} MiB)`,
    );
  }
  console.log('Ratios');
  console.log(
    `  check / bare Node script   wall ${ratio('api-doctor check', 'bare Node script', 'ms')}  peak memory ${ratio('api-doctor check', 'bare Node script', 'main')}`,
  );
  console.log(
    `  check / curl               wall ${ratio('api-doctor check', 'curl', 'ms')}  peak memory ${ratio('api-doctor check', 'curl', 'main')}`,
  );
  console.log(`  --version / node -e 0      wall ${ratio('api-doctor --version', 'node -e 0', 'ms')}`);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
