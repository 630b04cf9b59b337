import { agents } from './agents.ts';
import { alerts } from './alerts.ts';
import { applications } from './applications.ts';
import { backends } from './backends.ts';
import { certificates } from './certificates.ts';
import { clients } from './clients.ts';
import { libraries } from './libraries.ts';
import { names } from './names.ts';
import { numbers } from './numbers.ts';
import { sockets } from './sockets.ts';
import { statuses } from './statuses.ts';
import type { Printed } from './table.ts';

/** What the usual clients print of what fails everywhere in the same way, by subject. */
export const vocabulary: Record<string, Printed[]> = {
  sockets,
  names,
  certificates,
  alerts,
  statuses,
  numbers,
  libraries,
  applications,
  agents,
  backends,
  clients,
};
