import type { RepeatArm, RepeatFacts } from '../../model/facts/calls.ts';
import type { Evidence, Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';

/** Of fewer connections nothing can be said, and a single failure of many may be chance. */
const ENOUGH = 10;

/** Some connections failed or were delayed, and others were not. Where all fail, the fault is not intermittent, and others name it. */
export function intermittent(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'tcp/repeat');
  if (!facts) return null;
  const arms = facts.arms.filter((arm) => !isDead(arm, facts.arms));
  const tries = sum(arms, ({ tries: of }) => of);
  const failed = sum(arms, ({ failed: of }) => of);
  const delayed = sum(arms, ({ delayed: of }) => of);
  const bad = failed + delayed;
  if (tries < ENOUGH || failed === tries || bad < 2 || bad / tries < 0.01) return null;
  const codes = arms.flatMap(({ failures }) =>
    failures.map(({ stage, code }) => `${code} (${stage === 'tls' ? 'TLS handshake' : 'connect'})`),
  );
  const { kind, text } = whereOf(arms, c);
  return {
    details: facts.arms.map(armLine),
    probeIds: ['tcp/repeat'],
    ...(failed * 2 > tries ? { severity: 'error' } : {}),
    steps: stepsFor(kind, facts),
    templateValues: {
      failed: failed > 0 ? failed : delayed,
      tries,
      how: failed > 0 ? 'failed' : 'were delayed by a second or more',
      codes: codes.length > 0 ? [...new Set(codes)].join(', ') : 'packets that had to be sent again',
      where: text,
      reading:
        delayed > 0 && failed > 0
          ? `Another ${delayed} were delayed by a second or more, because packets were lost.`
          : 'A single check does not show that.',
    },
  };
}

/** An address that never works is no intermittent fault, and one connection shows it; where another kind of ClientHello works there, it is. */
function isDead(arm: RepeatArm, arms: RepeatArm[]): boolean {
  const there = arms.filter(({ address }) => address === arm.address);
  return there.every(({ failed, tries }) => failed === tries);
}

type Kind = 'address' | 'family' | 'hello' | 'unclear' | 'everywhere';

/** Above this, failures of one kind alone are taken for chance. */
const CHANCE = 0.02;

/** What the connections that fail have in common and the others have not. */
function whereOf(arms: RepeatArm[], { target }: DiagnosisInput): { kind: Kind; text: string } {
  const splits: [Kind, (arm: RepeatArm) => string | null][] = [
    ['hello', ({ hello }) => hello && `with a ${hello === 'classic' ? 'classic' : 'post-quantum'} key share`],
    ['family', ({ family }) => family && `over IPv${family}`],
    ['address', ({ address }) => address && `to ${address}`],
  ];
  const found = splits.flatMap(([kind, of]) => splitOf(arms, { kind, of }) ?? []).sort((a, b) => a.chance - b.chance);
  const [likeliest] = found;
  if (likeliest && likeliest.chance < CHANCE) return likeliest;
  if (likeliest)
    return { kind: 'unclear', text: `${likeliest.text} With so few failures that may be chance: more connections will tell.` };
  return {
    kind: 'everywhere',
    text: `They are spread over all addresses${target.route.kind === 'proxy' ? ', through the proxy' : ''}.`,
  };
}

/** Where only some of the groups that a property makes have failures: which, and how likely that is where the property has no effect. */
function splitOf(
  arms: RepeatArm[],
  { kind, of }: { kind: Kind; of: (arm: RepeatArm) => string | null },
): { kind: Kind; text: string; chance: number } | null {
  const names = [...new Set(arms.map(of).filter((name) => name !== null))] as string[];
  const groups = names.map((name) => ({ name, ...countsOf(arms.filter((arm) => of(arm) === name)) }));
  const bad = groups.filter((group) => group.bad > 0);
  const good = groups.filter((group) => group.bad === 0 && group.tries > 0);
  if (bad.length === 0 || good.length === 0) return null;
  const listed = (some: typeof groups) => some.map(({ name }) => name).join(' and ');
  const text = `All of them were ${listed(bad)}; ${listed(good)} none failed.`;
  return {
    kind,
    text,
    chance: chanceOf(
      countsOf(arms),
      bad.reduce((total, group) => total + group.tries, 0),
    ),
  };
}

function countsOf(arms: RepeatArm[]): { tries: number; bad: number } {
  return { tries: sum(arms, (arm) => arm.tries), bad: sum(arms, (arm) => arm.failed + arm.delayed) };
}

/** How likely it is that all failures are among so many of the connections (hypergeometric). */
function chanceOf({ tries, bad }: { tries: number; bad: number }, among: number): number {
  return Array.from({ length: bad }, (_, at) => (among - at) / (tries - at)).reduce((product, share) => product * share, 1);
}

function stepsFor(kind: Kind, { arms }: RepeatFacts): Step[] {
  const text = {
    hello: isBad(arms, ({ hello }) => hello === 'classic')
      ? 'Update the client: something between here and the API rejects a ClientHello without a post-quantum key share. OpenSSL sends one from 3.5 on, Go from 1.24 on.'
      : 'A middlebox drops large ClientHello messages. Until it is fixed, disable the post-quantum key share in the client: tls.DEFAULT_ECDH_CURVE = "X25519:P-256" in Node.js, GODEBUG=tlsmlkem=0 in Go.',
    family: `Use the other address family until the network is fixed: Node.js takes --dns-result-order=${isBad(arms, ({ family }) => family === 6) ? 'ipv4first' : 'ipv6first'}.`,
    address:
      'Ask the operator of the API, or of the load balancer in front of it, to check the server at the address that fails.',
    unclear: 'Measure with more connections, to see what those that fail have in common: `api-doctor check --repeat 200`',
    everywhere:
      'Packets are lost on the path: check the Wi-Fi, the VPN, and the limits for new connections of firewall and NAT gateway.',
  }[kind];
  return [{ text, first: true }];
}

function isBad(arms: RepeatArm[], are: (arm: RepeatArm) => boolean): boolean {
  return countsOf(arms.filter(are)).bad > 0;
}

function armLine({ address, hello, tries, failed, delayed, failures, connectMs, tlsMs }: RepeatArm): string {
  const name = [address ?? 'through the proxy', hello && `${hello} key share`].filter(Boolean).join(', ');
  const codes = failures.map(({ stage, code, count }) => `${count} × ${code} at ${stage}`);
  const times = [
    connectMs && `connect ${connectMs.p50}/${connectMs.p90}/${connectMs.p99} ms`,
    tlsMs && `TLS ${tlsMs.p50}/${tlsMs.p90}/${tlsMs.p99} ms`,
  ];
  const said = [
    `${failed} of ${tries} failed`,
    ...codes,
    delayed > 0 ? `${delayed} delayed` : '',
    ...times.filter(Boolean),
  ].filter(Boolean);
  return `${name}: ${said.join(', ')}${connectMs ? ' (percentiles 50/90/99)' : ''}`;
}

function sum(arms: RepeatArm[], of: (arm: RepeatArm) => number): number {
  return arms.reduce((total, arm) => total + of(arm), 0);
}
