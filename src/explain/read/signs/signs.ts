import { messages } from '../../../knowledge/clients/messages/index.ts';
import { middleboxes } from '../../../knowledge/middleboxes/index.ts';
import { clientSigns } from './client.ts';
import { codes } from './codes.ts';
import { configSigns } from './config.ts';
import { signFor } from './formats.ts';
import { httpSigns } from './http.ts';
import { networkSigns } from './network.ts';
import { proxySigns } from './proxy.ts';
import type { Sign } from './sign.ts';
import { tlsSigns } from './tls.ts';

/** A connect that the kernel gives up is no timer of the client's own: the official library raises its general class. */
const BY_KERNEL = { type: 'APIConnectionError' } as const;

/** Every sign. The search through a log and the reading of what it found both go by this one table. */
export const signs: Sign[] = [
  ...Object.entries(codes).map(
    ([says, id]): Sign => ({
      says,
      id,
      weight: 'code',
      ...(says === 'ETIMEDOUT' || says === 'ERR_CONNECTION_TIMED_OUT' ? BY_KERNEL : {}),
    }),
  ),
  ...networkSigns,
  ...proxySigns,
  ...tlsSigns,
  ...httpSigns,
  ...configSigns,
  ...clientSigns,
  ...middleboxes.flatMap(({ words = [] }) => words.map((word) => word as Sign)),
  ...messages.filter(({ finding }) => finding !== 'none').map(signFor),
];
