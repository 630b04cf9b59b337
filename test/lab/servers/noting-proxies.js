// Addresses 127.0.0.11 to .18 answer as proxies that refuse everything. Runs a command in each environment that stdin lists and prints
// which of them it asked, or "none". It needs a network of its own: a direct attempt must end at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';

const { command, runs } = JSON.parse(await text(process.stdin));
const asked = new Set();
const server = createServer((socket) => {
  const address = socket.localAddress;
  socket.on('error', () => {});
  socket.once('data', () => {
    asked.add(address);
    socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
  });
});
server.listen(3128, '0.0.0.0');
await once(server, 'listening');

const found = [];
for (const { env } of runs) {
  asked.clear();
  const child = spawn(command[0], command.slice(1), { env, cwd: env.HOME, stdio: 'ignore', timeout: 20_000 });
  await once(child, 'close');
  found.push([...asked].sort().join() || 'none');
}
console.log(JSON.stringify(found));
process.exit(0);
