import type { Held, Place } from '../../model/facts/places.ts';

/** A program or library that takes a key or a base URL from some of these places. */
export interface Reader {
  /** As people call it. */
  name: string;
  /** Where it looks, the place that wins first. A variable that is set and empty wins, too. */
  order: readonly ((place: Place) => boolean)[];
  /** Of two places that are equal in the order above, the last one counts; else the nearest one. */
  lastWins?: boolean;
  /** Listed only where a place of its own is here. */
  ofItsOwn?: Place['kind'];
  /** Where this is documented or can be read in its source. */
  source: string;
}

const process = ({ kind }: Place) => kind === 'process';
const kind = (wanted: Place['kind']) => (place: Place) => place.kind === wanted;

/** A dotenv file of the working directory. */
const file = (name: string) => (place: Place) => place.kind === 'dotenv' && place.path === name;
const files = (...names: string[]) => names.map(file);

/** The first of that name from the working directory upward. */
const nearest = (name: string) => (place: Place) =>
  place.kind === 'dotenv' && (place.path ?? '').split(/[\\/]/).at(-1) === name && !(place.path ?? '').startsWith('~');

const settings = (name: RegExp) => (place: Place) => place.kind === 'claude-code' && name.test(place.path ?? '');

/** Who reads what. `test/knowledge/readers.long.test.ts` compares all that can be installed with the real ones. */
export const readers: readonly Reader[] = [
  { name: 'the SDKs by themselves', order: [process], source: 'openai/openai-python src/openai/_client.py' },
  { name: 'node --env-file=.env', order: [process, file('.env')], source: 'nodejs.org/api/cli.html --env-file' },
  { name: 'dotenv', order: [process, file('.env')], source: 'motdotla/dotenv README' },
  { name: 'python-dotenv', order: [process, nearest('.env')], source: 'theskumar/python-dotenv README' },
  { name: 'Deno (--env-file)', order: [process, nearest('.env')], source: 'docs.deno.com/runtime/reference/env_variables' },
  {
    name: 'Next.js in development',
    order: [process, ...files('.env.development.local', '.env.local', '.env.development', '.env')],
    source: 'nextjs.org/docs/app/guides/environment-variables',
  },
  {
    name: 'Next.js in production',
    order: [process, ...files('.env.production.local', '.env.local', '.env.production', '.env')],
    source: 'nextjs.org/docs/app/guides/environment-variables',
  },
  {
    name: 'Vite in development',
    order: [process, ...files('.env.development.local', '.env.development', '.env.local', '.env')],
    source: 'vite.dev/guide/env-and-mode',
  },
  {
    name: 'Bun',
    order: [process, ...files('.env.development.local', '.env.local', '.env.development', '.env')],
    source: 'bun.com/docs/runtime/environment-variables',
  },
  { name: 'direnv', order: [kind('direnv'), process], ofItsOwn: 'direnv', source: 'direnv.net' },
  {
    name: 'the containers of Docker Compose',
    order: [kind('compose'), kind('compose-env-file')],
    lastWins: true,
    source: 'docs.docker.com/compose/how-tos/environment-variables/envvars-precedence',
  },
  {
    name: 'programs that Claude Code starts',
    order: [settings(/^\.claude.settings\.local\.json$/), settings(/^\.claude.settings\.json$/), settings(/^~/), process],
    ofItsOwn: 'claude-code',
    source: 'code.claude.com/docs/en/settings',
  },
  { name: 'codex', order: [kind('codex')], source: 'openai/codex codex-rs/login/src/auth/manager.rs' },
  { name: 'aider', order: [process, kind('aider')], ofItsOwn: 'aider', source: 'aider.chat/docs/config' },
  { name: 'Continue', order: [kind('continue')], source: 'docs.continue.dev/reference' },
  { name: 'services of systemd --user', order: [kind('systemd-user')], source: 'environment.d(5)' },
  { name: 'programs started from the Dock', order: [kind('launchd')], source: 'launchctl(1)' },
  {
    name: 'new programs of Windows',
    order: [kind('windows-user'), kind('windows-machine')],
    source: 'learn.microsoft.com/windows/win32/procthread/environment-variables',
  },
];

/** A place, and the readers that take their value from it. */
export interface ReadBy {
  place: Place;
  readers: string[];
}

/** Who takes the value of a variable from which of these places. A reader that finds none is left out. */
export function readBy(places: readonly Place[], holds: Held, name: string): ReadBy[] {
  const own = places.filter((place) => place.holds === holds && (place.name === name || !isVariable(place.name)));
  const winners = readers.flatMap((reader) => {
    const place = winnerFor(reader, own);
    return place ? [{ place, reader: reader.name }] : [];
  });
  const distinct = [...new Set(winners.map(({ place }) => place))];
  return distinct.map((place) => ({
    place,
    readers: winners.filter((one) => one.place === place).map(({ reader }) => reader),
  }));
}

/** The place that a reader takes its value from; null where it finds none. */
export function winnerFor({ order, lastWins, ofItsOwn }: Reader, places: readonly Place[]): Place | null {
  if (ofItsOwn && !places.some((place) => place.kind === ofItsOwn)) return null;
  for (const matches of order) {
    const found = lastWins ? places.findLast(matches) : places.find(matches);
    if (found) return found;
  }
  return null;
}

/** Programs have names of their own in their files, which mean the same there. */
function isVariable(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}
