import { shownWord, UsageError, unknownWord } from '../model/usage-error.ts';

/** What `--only` and `--skip` take, in the order of a call's way. `status` is the API's status page. */
export const LAYERS = [
  'config',
  'dns',
  'tcp',
  'proxy',
  'tls',
  'http',
  'auth',
  'limit',
  'server',
  'stream',
  'status',
  'client',
] as const;

/** The layers that a run looks at. The configuration is always read, because nothing else can be asked without it. */
export function chooseLayers(only: string | undefined, skip: string | undefined): { only: string[] | null; skip: string[] } {
  const chosen = only === undefined ? null : layersIn(only, '--only');
  const left = skip === undefined ? [] : layersIn(skip, '--skip');
  if (!(chosen ?? LAYERS).some((layer) => !left.includes(layer))) {
    throw new UsageError(`--skip: ${left.join(',')} leaves nothing of ${chosen ? `--only ${chosen.join(',')}` : 'the check'}.`);
  }
  return { only: chosen, skip: left };
}

function layersIn(list: string, option: string): string[] {
  const names = list.split(',').map((name) => name.trim().toLowerCase());
  const layers = [...new Set(names.filter(Boolean))];
  if (layers.length === 0) throw new UsageError(`${option}: ${shownWord(list)} names no layer.`, `Layers: ${LAYERS.join(', ')}`);
  const unknown = layers.find((name) => !LAYERS.some((layer) => layer === name));
  if (unknown !== undefined) throw unknownWord(unknown, { option, kind: 'layer', known: LAYERS });
  return layers;
}
