import type { BodyFacts, BodyTrial } from '../../model/facts/calls.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { FEW_PACKETS, isAlike, sizeOf } from '../../probes/http/body.ts';
import { factsOf } from '../seen.ts';

/**
 * The smallest body that was lost, where packets of full size are: a large body was lost twice, one of a few packets was lost too, and a small one
 * was answered before and after. Null else: a gateway that swallows large bodies lets a few packets through.
 */
export function lostSize({ tried }: BodyFacts): number | null {
  const [small, ...larger] = tried;
  if (small?.outcome !== 'answered') return null;
  const isLost = (one: BodyTrial) => one.outcome === 'lost' && !one.isSlow;
  const few = larger.find(({ bytes }) => bytes === FEW_PACKETS);
  const large = larger.filter(({ bytes }) => bytes > FEW_PACKETS && bytes > small.bytes);
  const after = larger.filter(({ bytes }) => bytes === small.bytes);
  const isProved =
    few && isLost(few) && large.filter(isLost).length > 1 && after.length > 0 && after.every((one) => isAlike(one, small));
  return isProved ? few.bytes : null;
}

/** Request bodies of more than one packet are lost on the path to the API. */
export function largeBodiesLost(c: DiagnosisInput): Evidence | null {
  const facts = factsOf(c, 'http/body');
  const bytes = facts && lostSize(facts);
  if (!facts || !bytes) return null;
  const lossy = facts.families?.find(({ outcome }) => outcome === 'lost');
  const sound = facts.families?.find(({ outcome }) => outcome === 'answered');
  const isOneFamily = lossy !== undefined && sound !== undefined;
  const { host = '' } = c.target.url ?? {};
  const address = isOneFamily ? lossy.address : addressOf(c);
  return {
    details: [
      ...facts.tried.map((one) => `POST ${facts.endpoint} with ${sizeOf(one.bytes)}: ${wordOf(one)} after ${one.ms} ms`),
      ...(facts.families ?? []).map((one) => `IPv${one.family} ${one.address} with ${sizeOf(bytes)}: ${one.outcome}`),
    ],
    probeIds: ['http/body'],
    templateValues: {
      peer: host,
      what: `a request body of more than one packet gets no response${isOneFamily ? ` over IPv${lossy.family}` : ''}`,
      small: sound
        ? `A small request gets one at once. Over IPv${sound.family} (${sound.address}) the same body is answered.`
        : 'A small request gets one at once.',
      direction: 'to the API',
      ...(address ? { address, netsh: address.includes(':') ? 'ipv6' : 'ipv4' } : {}),
      ...(isOneFamily && sound.family === 4 ? { lossy: host } : {}),
    },
  };
}

function wordOf({ outcome, status }: BodyTrial): string {
  return status === null ? outcome : `HTTP ${status}`;
}

/** The address that was connected to first. */
function addressOf(c: DiagnosisInput): string | null {
  const attempts = factsOf(c, 'tcp/connect')?.attempts ?? [];
  return attempts.find(({ outcome }) => outcome === 'connected')?.address ?? null;
}
