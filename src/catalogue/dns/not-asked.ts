import type { NameServiceFacts } from '../../model/facts/dns.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { asksDns, stopBeforeDns } from '../../net/dns/nsswitch.ts';
import { factsOf } from '../seen.ts';
import { causesOf, type Failure, type FailureKind, failureLines, failureOf } from './failure.ts';

/** A resolver that has a "no" of its own for the name: put right, the name service would find nothing either. */
const SAID_NO: FailureKind[] = ['blocked', 'nxdomain', 'no-address'];

/** The name service of this machine itself, which comes before every resolver. */
export const dnsNotAsked = {
  'dns/not-asked': {
    severity: 'error',
    title: 'DNS left out by this machine’s name service',
    explanation:
      'This machine does not ask DNS for {host}: line {line} of {nsswitch} reads “{rule}”. {reading} {known}Python, curl, Node and every other program that uses the C library fail alike.',
    steps: [
      {
        text: 'Add dns to that line, so that it reads “{wanted}”: `sudo sed -i "{sedEdit}" {nsswitch}`',
        on: ['linux', 'wsl'],
      },
      {
        text: 'Add dns to that line in the container’s image or start script, so that it reads “{wanted}”: `sed -i "{sedEdit}" {nsswitch}`',
        on: ['container'],
      },
      'Take the action {stop} out of that line, or put it behind dns: as it stands, the search ends there.',
      { text: 'Check that the name is found now: `getent ahosts {host}`', on: ['linux', 'wsl', 'container'] },
      'If this machine is to work without DNS, pin {host} in /etc/hosts, or set the proxy that it is to use in HTTPS_PROXY.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: notAsked,
    unless: ['config/descriptor-limit', 'proxy/required'],
  },
} satisfies Record<string, CatalogueEntry>;

function notAsked(c: Case): Evidence | null {
  const facts = factsOf(c, 'dns/name-service');
  const failure = failureOf(c);
  const host = c.target.url?.host ?? '';
  if (!facts?.entry || !failure || !isNo(failure) || asksDns(facts, host) !== false) return null;
  return {
    lines: [`${facts.path} line ${facts.entry.line}: ${facts.entry.text}`, ...failureLines(failure, host)],
    values: {
      nsswitch: facts.path,
      line: facts.entry.line,
      rule: facts.entry.text,
      ...whyNot(facts, host),
      known: known(failure),
    },
    causes: causesOf(c, ['dns/name-service', 'dns/system', 'dns/resolvers']),
  };
}

/** The C library gives up at once then, for it has waited for nobody; with which error depends on the sources that it has. */
function isNo({ lookup, kind, telling }: Failure): boolean {
  if (lookup.pending || lookup.problem?.code === 'TIMEOUT') return false;
  return telling === null || !SAID_NO.includes(kind);
}

function whyNot(facts: NameServiceFacts, host: string): Record<string, string | number> {
  const stop = stopBeforeDns(facts, host);
  if (stop) return { stop, reading: `DNS stands behind ${stop}, which ends the search.` };
  const { text = '', line = 0 } = facts.entry ?? {};
  const isPlain = /^[\w: =[\]-]{1,200}$/.test(text);
  return {
    reading: 'Neither dns nor resolve stands there.',
    ...(isPlain ? { wanted: `${text} dns`, sedEdit: `${line}s/$/ dns/` } : {}),
  };
}

function known({ telling }: Failure): string {
  const found = telling && [...telling.a.addresses, ...telling.aaaa.addresses];
  return found && found.length > 0 ? `Asked directly, ${telling.server} has addresses for the name. ` : '';
}
