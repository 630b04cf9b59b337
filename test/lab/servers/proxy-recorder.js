// Runs real clients against proxies that only take notes. Meant for a namespace without a way out: whatever does not come here fails.
// Standard input: {clients: [{name, command, forks}], cases: [{env, url}]}, where `command` is the client's argument list without the URL
// and `@0` or `@1` at the end of a value of `env` stands for the address of a proxy. A client that `forks` takes environment and URL as a
// line of JSON, forks, and answers with such a line: what takes long to load is loaded once. Standard output: for each case, for each
// client, which proxy was asked (null for none), the exit status, and the environment as it was.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const PROXIES = 2;
const PATIENCE_MS = 8000;

/** A set of proxies for one client, so that all clients can run at once. */
async function openProxies() {
  const notes = { asked: null };
  const servers = Array.from({ length: PROXIES }, (_, index) => takingNotes(notes, index));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))));
  return { notes, servers, addresses: servers.map((server) => `127.0.0.1:${server.address().port}`) };
}

function takingNotes(notes, index) {
  return createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      notes.asked ??= index;
      socket.end('HTTP/1.1 403 Noted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
  });
}

function runClient(command, env) {
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      said = (said + chunk).slice(-2000);
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.on('close', (status) => {
      clearTimeout(limit);
      resolve({ status, said });
    });
  });
}

/** Starts a client that forks; resolves to what runs it. */
function openForks(command) {
  const child = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  let last = Promise.resolve();
  const ask = async (one) => {
    child.stdin.write(`${JSON.stringify(one)}\n`);
    const [line] = await once(lines, 'line');
    return JSON.parse(line);
  };
  return {
    run(env, url) {
      last = last.then(() => ask({ env, url }));
      return last;
    },
    close: () => child.stdin.end(),
  };
}

async function runCase({ name, command }, { env, url }) {
  const { notes, servers, addresses } = await openProxies();
  const whole = { PATH: process.env.PATH, HOME: '/nonexistent' };
  for (const [key, value] of Object.entries(env))
    whole[key] = value.replace(/@([01])$|@([01])(?=\/)/g, (_, a, b) => addresses[Number(a ?? b)]);
  const done = await (forks.get(name)?.run(whole, url) ?? runClient([...command, url], whole));
  for (const server of servers) server.close();
  return [name, { asked: notes.asked, ...done, env: whole, addresses }];
}

const AT_ONCE = 3;
const { clients, cases } = JSON.parse(await text(process.stdin));
const forks = new Map(clients.filter((client) => client.forks).map(({ name, command }) => [name, openForks(command)]));
const results = [];
const left = [...cases.entries()];
const work = async () => {
  for (let next = left.shift(); next; next = left.shift())
    results[next[0]] = Object.fromEntries(await Promise.all(clients.map((client) => runCase(client, next[1]))));
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
process.stdout.write(JSON.stringify(results));
for (const { close } of forks.values()) close();
