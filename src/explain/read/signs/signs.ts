import { messages } from '../../../knowledge/clients/messages/index.ts';
import { clientSigns } from './client.ts';
import { codes } from './codes.ts';
import { signFor } from './formats.ts';
import { httpSigns } from './http.ts';
import { networkSigns } from './network.ts';
import { proxySigns } from './proxy.ts';
import type { Sign } from './sign.ts';
import { tlsSigns } from './tls.ts';

/** A connect that the kernel or undici gives up is no timeout of the official library: that has a timer of its own. */
const BY_KERNEL = { type: 'APIConnectionError' } as const;

/** Every sign. The search through a log and the reading of what it found both go by this one table. */
export const signs: Sign[] = [
  ...Object.entries(codes).map(([says, id]): Sign => ({ says, id, weight: 'code', ...(id === 'tcp/timeout' ? BY_KERNEL : {}) })),
  ...networkSigns,
  ...proxySigns,
  ...tlsSigns,
  ...httpSigns,
  ...clientSigns,
  ...messages.filter(({ finding }) => finding !== 'none').map(signFor),
];
