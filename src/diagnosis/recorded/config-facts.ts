import type { ClientPrediction, ClientRun, ClientRunFacts, InstalledFacts, InstalledPackage } from '../../model/facts/client.ts';
import type {
  BaseUrlFacts,
  CaFileFacts,
  CaFileState,
  DescriptorFacts,
  EnvironmentFacts,
  KeyFacts,
  ProxyFlaw,
  ProxyPlanFacts,
} from '../../model/facts/config.ts';
import { ENV_FILE_EFFECTS, ENV_FILE_READERS, type EnvFileDifference } from '../../model/facts/env-file.ts';
import { HELD, PLACE_KINDS, type Place, type PlacesFacts } from '../../model/facts/places.ts';
import type { PythonType } from '../../model/layers.ts';
import type { ClientWay } from '../../model/route-plan.ts';
import { amount, flag, list, number, oneOf, orNull, record, text, type Validator } from './shape.ts';

/** Shapes of the facts of configuration and client probes. */

export const rule = record<{ variable: string; entry: string }>({ variable: text, entry: text });

export const keyFacts: Validator<KeyFacts> = record<KeyFacts>({
  source: orNull(text),
  shown: orNull(text),
  length: amount,
  flaws: list(oneOf('padded', 'inner-space', 'line-break', 'quotes', 'bearer-prefix', 'assignment', 'non-ascii', 'control')),
  flawDetails: list(text),
  kind: oneOf('none', 'openai', 'openai-admin', 'session', 'jwt', 'id', 'placeholder', 'other-vendor', 'unknown'),
  vendor: orNull(text),
  elsewhere: list(text),
});

const pythonType = oneOf<PythonType>(
  'APIConnectionError',
  'APITimeoutError',
  'AuthenticationError',
  'BadRequestError',
  'ConflictError',
  'InternalServerError',
  'NotFoundError',
  'PermissionDeniedError',
  'RateLimitError',
  'UnprocessableEntityError',
);

export const baseUrlFacts: Validator<BaseUrlFacts> = record<BaseUrlFacts>({
  shown: text,
  source: text,
  invalid: orNull(text),
  raises: orNull(pythonType),
  suggestion: orNull(text),
  pathFlaw: orNull(oneOf('missing-version', 'doubled-version', 'doubled-slash', 'endpoint-included', 'trailing-space', 'query')),
  insecure: flag,
});

export const environmentFacts: Validator<EnvironmentFacts> = record<EnvironmentFacts>({
  ignored: list(record<EnvironmentFacts['ignored'][number]>({ name: text, instead: orNull(text) })),
  verificationDisabled: list(text),
  malformedIds: list(record<EnvironmentFacts['malformedIds'][number]>({ name: text, shown: text, expected: text })),
  nodeTlsOptions: list(text),
  clients: list(text),
});

export const caFileFacts: Validator<CaFileFacts> = record<CaFileFacts>({
  files: list(
    record<CaFileState>({
      name: text,
      path: text,
      flaw: orNull(oneOf('missing', 'unreadable', 'directory', 'not-pem', 'empty', 'bad-block')),
      code: orNull(text),
      certificates: amount,
      expired: amount,
      readByReference: flag,
    }),
  ),
});

export const placesFacts: Validator<PlacesFacts> = record<PlacesFacts>({
  places: list(
    record<Place>({
      kind: oneOf(...PLACE_KINDS),
      holds: oneOf(...HELD),
      name: text,
      path: orNull(text),
      line: orNull(amount),
      shown: text,
      last: text,
      inUse: flag,
      quoted: flag,
    }),
  ),
  unreadable: list(record<PlacesFacts['unreadable'][number]>({ path: text, code: text })),
  envFileDifferences: list(
    record<EnvFileDifference>({
      path: text,
      line: amount,
      name: text,
      readers: list(oneOf(...ENV_FILE_READERS)),
      effect: oneOf(...ENV_FILE_EFFECTS),
    }),
  ),
});

export const descriptorFacts: Validator<DescriptorFacts> = record<DescriptorFacts>({ available: amount, tried: amount });

export const proxyPlanFacts: Validator<ProxyPlanFacts> = record<ProxyPlanFacts>({
  route: text,
  variable: orNull(text),
  bypassedBy: orNull(rule),
  flaw: orNull(
    record<ProxyFlaw>({
      variable: text,
      kind: oneOf('unescaped', 'quotes', 'doubled-scheme', 'pac', 'no-host', 'bad-port', 'unknown-scheme'),
      shown: text,
      suggestion: orNull(text),
      unescapedCharacters: list(text),
    }),
  ),
  clients: list(
    record<ClientWay>({
      client: text,
      version: orNull(text),
      route: text,
      variable: orNull(text),
      bypassedBy: orNull(rule),
      error: orNull(text),
      readsEnvironment: flag,
    }),
  ),
  hints: list(record<ProxyPlanFacts['hints'][number]>({ source: text, proxy: text })),
});

export const installedFacts: Validator<InstalledFacts> = record<InstalledFacts>({
  python: orNull(text),
  packages: list(record<InstalledPackage>({ registry: oneOf('npm', 'python'), name: text, version: text, place: text })),
  bugs: list(text),
});

export const clientRunFacts: Validator<ClientRunFacts> = record<ClientRunFacts>({
  url: text,
  clients: list(
    record<ClientPrediction>({
      client: text,
      rules: orNull(text),
      route: text,
      variable: orNull(text),
      bypassedBy: orNull(rule),
      error: orNull(text),
      keyVariable: orNull(text),
      baseUrlVariable: orNull(text),
      reads: orNull(list(text)),
      sendsAs: orNull(text),
      trustStores: list(text),
      accepts: orNull(flag),
      expected: orNull(oneOf('answer', 'failure')),
      run: orNull(record<ClientRun>({ status: orNull(number), error: orNull(text), ms: amount })),
      asExpected: orNull(flag),
    }),
  ),
});
