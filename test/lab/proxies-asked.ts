import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './lab.ts';

/**
 * Runs a program in each of some environments, in a network with nothing but loopback, where eight addresses answer as proxies and note who
 * asked. For each run the address that was asked; what is not among them was tried directly.
 */
export function proxiesAsked(command: string[], runs: { env: Record<string, string> }[]): Promise<string[]> {
  const script = join(root, 'test', 'lab', 'servers', 'noting-proxies.js');
  const child = spawn('unshare', ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$1"', process.execPath, script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify({ command, runs }));
  let text = '';
  child.stdout.on('data', (piece) => {
    text += piece;
  });
  return new Promise((resolve) => child.on('close', () => resolve(JSON.parse(text))));
}
