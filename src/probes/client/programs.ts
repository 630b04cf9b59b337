import { devNull } from 'node:os';
import { join } from 'node:path';
import type { ClientName } from '../../knowledge/clients/proxy-rules/prediction.ts';
import type { ClientRun } from '../../model/facts/client.ts';
import { type Finished, REFUSED, type Running, runProgram } from './run-program.ts';

/** The result of an installed program, with the name and version of its library. */
export interface RealRun {
  ran: ClientRun;
  name: ClientName;
  version: string | null;
  /** The CA bundle of the library, if it reported one. */
  bundle: string | null;
}

const UNRUN = 'not run: ';

/** The row of a client that is here and is not run, with the reason. */
export function notRun(reason: string): RealRun {
  return { ran: { status: null, error: UNRUN + reason, ms: 0 }, name: 'httpx', version: null, bundle: null };
}

/** Whether a client was left out: what it would have done stays unknown. */
export function isUnrun({ error }: ClientRun): boolean {
  return error?.startsWith(UNRUN) ?? false;
}

/** What all runs share. */
export interface RunAs extends Running {
  url: string;
}

/** Prints one line of JSON. Does not read the body or follow redirects. */
const FETCH_ONCE = `const { bun, deno, node } = process.versions;
const say = (what) => { console.log(JSON.stringify({ version: bun ?? deno ?? node, ...what })); process.exit(0); };
fetch(process.argv.at(-1), { redirect: 'manual' }).then(({ status }) => say({ status }), (error) => {
  let inner = error;
  for (let i = 0; i < 8 && inner.cause; i++) inner = inner.cause;
  say({ error: [inner.code, inner.message].filter(Boolean).join(': ') });
});`;

/** Ignores modules in the working directory and credentials in .netrc. */
const PYTHON_ONCE = `import sys
sys.path[:] = [p for p in sys.path if p]
import importlib, json
def say(**what):
    print(json.dumps(what)); sys.exit(0)
url, name = sys.argv[1:3]
try:
    m = importlib.import_module(name)
except ImportError:
    say(missing=True)
try:
    import certifi
    bundle = certifi.where()
except Exception:
    bundle = None
known = dict(version=getattr(m, "__version__", None), bundle=bundle)
async def once():
    async with m.ClientSession() as session:
        async with session.get(url, allow_redirects=False) as r:
            return r.status
try:
    if name == "requests":
        status = m.get(url, auth=lambda r: r, stream=True, allow_redirects=False, timeout=60).status_code
    elif name == "aiohttp":
        import asyncio
        status = asyncio.run(once())
    else:
        with m.stream("GET", url, auth=lambda r: r, timeout=60) as r:
            status = r.status_code
except Exception as error:
    say(error=type(error).__name__ + ": " + str(error), **known)
say(status=status, **known)`;

/** Runs curl once, without its configuration file, which could write files or send credentials. */
export async function runCurl(as: RunAs): Promise<RealRun | null> {
  const nowhere = as.target.platform === 'windows' ? 'NUL' : '/dev/null';
  const done = await runProgram(['curl', '-q', '-sS', '-g', '-o', nowhere, '-w', '%{http_code}', as.url], as);
  if (done.stopped?.startsWith(REFUSED)) return null;
  const status = done.code === 0 ? Number(/^\d{3}/.exec(done.stdout)?.[0] ?? 0) : 0;
  return {
    ran: { status: status || null, error: status ? null : failure(done), ms: done.ms },
    name: 'curl',
    version: null,
    bundle: null,
  };
}

/** Runs Node's fetch once in the environment given. */
export async function runNode(as: RunAs): Promise<RealRun | null> {
  return told(await runProgram(['node', '-e', FETCH_ONCE, as.url], as), 'node-fetch');
}

/** Runs Bun's fetch once, away from the working directory, whose settings might load code. */
export async function runBun(as: RunAs): Promise<RealRun | null> {
  return told(await runProgram(['bun', '--no-env-file', '-e', FETCH_ONCE, as.url], { ...as, elsewhere: true }), 'bun');
}

/** Runs Deno's fetch once. Its cache would be written to the home directory, so it gets a place where none can be made. */
export async function runDeno(as: RunAs): Promise<RealRun | null> {
  const more = { DENO_DIR: join(devNull, 'none'), DENO_NO_UPDATE_CHECK: '1' };
  return told(await runProgram(['deno', 'eval', '--no-config', FETCH_ONCE, as.url], { ...as, elsewhere: true, more }), 'deno');
}

/** The libraries of Python that are run. */
export type PythonLibrary = 'httpx2' | 'httpx' | 'requests' | 'aiohttp';

/** Runs a Python library; null if it is not installed. */
export async function runPython(program: string, library: PythonLibrary, as: RunAs): Promise<RealRun | null> {
  return told(await runProgram([program, '-c', PYTHON_ONCE, as.url, library], as), library);
}

/** Parses the output of a script, as untrusted data. */
function told(done: Finished, name: ClientName): RealRun | null {
  const said = parsed(done.stdout);
  if (said.missing === true || done.stopped?.startsWith(REFUSED)) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const status = typeof said.status === 'number' ? said.status : null;
  const error = status === null ? (tellingPart(text(said.error)) ?? failure(done)) : null;
  return { ran: { status, error, ms: done.ms }, name, version: text(said.version), bundle: text(said.bundle) };
}

/** Messages of requests begin with the URL and end with the cause: `(Caused by SSLError(…))`. */
function tellingPart(error: string | null): string | null {
  const cause = error?.split('(Caused by ').at(-1);
  return error && cause && cause !== error ? `${error.split(':', 1)[0]}: ${cause}` : error;
}

function parsed(stdout: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stdout);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The line of stderr with the error: the last line of a traceback, if any. */
function failure({ stderr, stopped, code }: Finished): string {
  if (stopped) return stopped;
  const lines = stderr.split('\n').map((line) => line.trim());
  const naming = lines.find((line) => /^curl: \(\d+\)|^(?:\w+\.)*\w*Error\b/.test(line));
  return naming ?? lines.findLast(Boolean) ?? `ended with status ${code}`;
}
