/** Texts from outside are masked whole and cut afterwards. So each cut in the code that reads them is known here, with why it hides no end of a secret. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lab/lab.ts';

/** Where texts are that nothing has masked yet. */
const UNMASKED = ['cli', 'diagnosis/recorded', 'machine', 'model', 'net', 'probes', 'run', 'settings'];

const CUT = /\.(?:slice\(0, |substring\(|substr\()|\bcut\(/g;

/** How often a file cuts, by why it may. What no line of a report shows may be cut where it is read. */
const KNOWN: Record<string, Record<string, number>> = {
  'a list, of which so many entries are kept': {
    'cli/watch/listen.ts': 1,
    'model/durations.ts': 1,
    'machine/installed/python.ts': 1,
    'machine/programs.ts': 1,
    'net/dns/aliases.ts': 1,
    'net/dns/describe.ts': 1,
    'net/dns/getaddrinfo.ts': 2,
    'net/dns/message.ts': 1,
    'net/dns/resolv-conf.ts': 3,
    'net/dns/servers.ts': 1,
    'net/route/race.ts': 1,
    'net/tls/files.ts': 1,
    'net/tls/host-names.ts': 1,
    'net/tls/trust.ts': 1,
    'probes/http/base-path.ts': 1,
    'probes/http/key-header.ts': 1,
    'probes/tcp/connect.ts': 1,
    'probes/tcp/repeat.ts': 1,
    'probes/tcp/route.ts': 2,
    'run/other-route.ts': 1,
    'run/reason-to-skip.ts': 2,
    'settings/env-file/differences.ts': 1,
    'settings/key-text.ts': 1,
    'settings/places/compose.ts': 2,
    'settings/places/find-places.ts': 1,
  },
  'a limit of what is read, of which less than half is shown once it is masked': {
    'diagnosis/recorded/shape.ts': 4,
    'machine/distribution.ts': 1,
    'net/dns/hosts-file.ts': 2,
    'net/dns/nsswitch.ts': 1,
    'net/http/receive.ts': 2,
    'net/tls/certificate-facts.ts': 2,
    'net/tls/certificate.ts': 3,
    'probes/client/run-program.ts': 1,
    'settings/proxy-hints.ts': 5,
  },
  'masked before': {
    'cli/commands/run-explain.ts': 1,
    'net/http/facts.ts': 2,
    'net/http/upgrade.ts': 1,
    'net/route/connect.ts': 6,
    'probes/http/endpoints.ts': 1,
  },
  'judged or parsed, and not shown': {
    'cli/environment.ts': 1,
    'cli/output/destinations.ts': 1,
    'cli/output/place.ts': 1,
    'cli/progress/check-progress.ts': 1,
    'model/hosts.ts': 1,
    'model/nearest.ts': 2,
    'net/http/cut-json.ts': 1,
    'net/http/decode.ts': 1,
    'net/tls/der.ts': 1,
    'net/tls/pem.ts': 1,
    'probes/http/body.ts': 1,
    'settings/base-path.ts': 1,
    'settings/env-file/line-readings.ts': 2,
    'settings/places/assignments.ts': 1,
    'settings/places/program-files.ts': 1,
  },
  'numbers, versions, times and routes of this machine': {
    'cli/commands/run-practice.ts': 1,
    'machine/installed/npm.ts': 1,
    'machine/local-time.ts': 1,
    'net/route/own-routes.ts': 6,
    'net/tls/path-faults.ts': 1,
    'probes/tls/handshake.ts': 1,
    'settings/base-url.ts': 1,
  },
  'an ID, of which as much is shown as support is told': { 'probes/config/places.ts': 1 },
  'the address of the run, whose secrets are known by their value': { 'settings/base-url-facts.ts': 1 },
  'cut between two words': { 'probes/status/page.ts': 2 },
};

function cutsIn(folder: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const entry of readdirSync(join(root, 'src', folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const count = readFileSync(path, 'utf8').match(CUT)?.length ?? 0;
    if (count > 0) found[path.slice(join(root, 'src').length + 1)] = count;
  }
  return found;
}

test('each cut of a text that is not masked yet has a reason; a new one is made where the text is masked', () => {
  expect(Object.assign({}, ...UNMASKED.map(cutsIn))).toEqual(Object.assign({}, ...Object.values(KNOWN)));
});
