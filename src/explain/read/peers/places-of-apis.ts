import { API_LIKE_PATH } from '../../../knowledge/clients/other-services.ts';
import { providers } from '../../../knowledge/providers/index.ts';
import type { TargetUrl } from '../../../model/target.ts';

/** Where APIs of models are served, whoever serves them: their paths, and the ports of local servers. */

/** Whether a URL is one of an API by its host or its path. */
export const isOfAnApi = ({ host, path }: TargetUrl) => isApiPath(path) || API_LIKE_PATH.test(host);

/** A version alone is a base URL; with other names behind it, those count. */
export function isApiPath(path: string): boolean {
  return /^\/v\d\w*\/?$/.test(path) || API_LIKE_PATH.test(path.replace(/\/v\d\w*(?=\/|$)/g, ''));
}

/** The ports by which local servers of models are known. */
const KNOWN_PORTS = providers.flatMap(({ recognition }) => recognition.flatMap(({ port }) => port ?? []));
/** Where else they listen, and hardly anything else does: Foundry Local, Cortex, Lemonade, MLX Omni, LMDeploy, Aphrodite. */
const OTHER_PORTS = [5272, 39281, 13305, 10240, 23333, 2242];
/** Ports that programs of all kinds have. */
const SHARED_PORTS = [8080, 8000, 4000, 5000, 30000];
/** Where local servers of models listen. */
export const MODEL_PORTS = new Set([...KNOWN_PORTS, ...OTHER_PORTS, ...SHARED_PORTS]);
/** Those of them that hardly anything else has. */
export const OF_MODEL_SERVERS = new Set([...MODEL_PORTS].filter((port) => !SHARED_PORTS.includes(port)));
