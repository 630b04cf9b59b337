import type { DiagnosisInput } from '../../model/observation.ts';
import { present, type Values } from './evidence.ts';
import { helloFacts } from './verdict.ts';

/** A ClientHello that gets a response over one address family and none over the other: what to say, and the host whose IPv4 works. */
export function oneFamily(c: DiagnosisInput): { reading: string; values: Values } | null {
  const hellos = helloFacts(c);
  if (!hellos || hellos.normal === 'answered') return null;
  const sound = hellos.families?.find(({ normal }) => normal === 'answered');
  const failing = hellos.families?.find(({ normal }) => normal !== 'answered');
  if (!sound || !failing) return null;
  const reading = `Over IPv${sound.family} (${sound.address}) the same ClientHello gets a response: the fault is on the path or the server of IPv${failing.family} (${failing.address}).`;
  return { reading, values: present({ lossy: sound.family === 4 ? c.target.url?.host : null }) };
}
