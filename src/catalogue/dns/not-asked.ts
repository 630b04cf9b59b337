import type { NameServiceFacts } from '../../model/facts/dns.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { asksDns, stopBeforeDns } from '../../net/dns/nsswitch.ts';
import { factsOf } from '../seen.ts';
import { causesOf, type Failure, type FailureKind, failureLines, failureOf } from './failure.ts';

/** A resolver that has no address for the name: corrected, nsswitch.conf would not help either. */
const SAID_NO: FailureKind[] = ['blocked', 'nxdomain', 'no-address'];

/** The name service switch of this machine, which decides whether DNS is queried at all. */
export const dnsNotAsked = {
  'dns/not-asked': {
    severity: 'error',
    title: 'System does not query DNS (nsswitch.conf)',
    explanation:
      'This machine does not query DNS for {host}: line {line} of {nsswitch} is “{rule}”. {reading} {known}Python, curl, Node.js, and every other program that uses the C library fail.',
    steps: [
      {
        text: 'Add dns to that line (“{wanted}”): `sudo sed -i "{sedEdit}" {nsswitch}`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Add dns to that line (“{wanted}”), here and in the image: `sed -i "{sedEdit}" {nsswitch}`',
        on: ['container'],
      },
      'Remove the action {stop} from that line, or move it after dns.',
      { text: 'Check that the name resolves now: `getent ahosts {host}`', on: ['linux', 'wsl', 'container'] },
      'If this machine should work without DNS, add {host} to /etc/hosts, or set HTTPS_PROXY to a proxy that resolves names.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: notAsked,
    suppressedBy: ['config/descriptor-limit', 'proxy/required'],
  },
} satisfies Record<string, CatalogueEntry>;

function notAsked(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'dns/name-service');
  const failure = failureOf(c);
  const host = c.target.url?.host ?? '';
  if (!facts?.entry || !failure || !isNo(failure) || asksDns(facts, host) !== false) return null;
  return {
    details: [`${facts.path} line ${facts.entry.line}: ${facts.entry.text}`, ...failureLines(failure, host)],
    templateValues: {
      nsswitch: facts.path,
      line: facts.entry.line,
      rule: facts.entry.text,
      ...notAskedReason(facts, host),
      known: known(failure),
    },
    probeIds: causesOf(c, ['dns/name-service', 'dns/system', 'dns/resolvers']),
  };
}

/** Without DNS the C library fails at once; the error code depends on its other sources. */
function isNo({ lookup, kind, telling }: Failure): boolean {
  if (lookup.pending || lookup.problem?.code === 'TIMEOUT') return false;
  return telling === null || !SAID_NO.includes(kind);
}

function notAskedReason(facts: NameServiceFacts, host: string): Record<string, string | number> {
  const stop = stopBeforeDns(facts, host);
  if (stop) return { stop, reading: `The action ${stop} comes before dns and ends the lookup.` };
  const { text = '', line = 0 } = facts.entry ?? {};
  const isPlain = /^[\w: =[\]-]{1,200}$/.test(text);
  return {
    reading: 'It contains neither dns nor resolve.',
    ...(isPlain ? { wanted: `${text} dns`, sedEdit: `${line}s/$/ dns/` } : {}),
  };
}

function known({ telling }: Failure): string {
  const found = telling && [...telling.a.addresses, ...telling.aaaa.addresses];
  return found && found.length > 0 ? `Queried directly, ${telling.server} returns addresses for the name. ` : '';
}
