import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';

const WHO_OBEYS: Record<string, string> = {
  NODE_TLS_REJECT_UNAUTHORIZED: 'Every Node.js program started here accepts any certificate.',
  PYTHONHTTPSVERIFY:
    'Python programs that use urllib accept any certificate if their version of Python still reads the variable.',
};

/** Settings that disable certificate verification. */
export function verificationOff(c: DiagnosisInput): Evidence | null {
  const settings = factsOf(c, 'config/environment')?.verificationDisabled ?? [];
  if (settings.length === 0) return null;
  const names = settings.map((setting) => setting.replace(/=.*/s, ''));
  return {
    details: settings,
    probeIds: ['config/environment'],
    templateValues: {
      settings: settings.join(' and '),
      whoObeys: names.flatMap((name) => WHO_OBEYS[name] ?? []).join(' '),
      settingNames: names.join(' '),
      settingItems: names.map((name) => `Env:${name}`).join(', '),
    },
  };
}

/** Ids without OpenAI's format, for OpenAI's hosts: other servers may have ids of another format. */
export function malformedIds(c: DiagnosisInput): Evidence | null {
  const ids = factsOf(c, 'config/environment')?.malformedIds ?? [];
  if (ids.length === 0 || !c.target.url?.isOpenAi) return null;
  const texts = ids.map(({ name, shown, expected }) => `${name} is ${shown}, but such IDs look like ${expected}.`);
  const variables = ids.flatMap(({ name }) => (name.startsWith('--') ? [] : [name]));
  return {
    details: texts,
    probeIds: ['config/environment'],
    templateValues: {
      ids: texts.join(' '),
      idVariables: variables.join(' '),
      idVariablesPowerShell: variables.map((name) => `Env:${name}`).join(', '),
    },
  };
}

/** Variables that current SDKs do not read, although their names suggest it. */
export function ignoredVariables(c: DiagnosisInput): Evidence | null {
  const ignored = factsOf(c, 'config/environment')?.ignored ?? [];
  if (ignored.length === 0) return null;
  const pairs = ignored.flatMap(({ name, instead }) => (instead ? [{ name, instead }] : []));
  const set = `${ignored.map(({ name }) => name).join(' and ')} ${ignored.length > 1 ? 'are' : 'is'} set.`;
  return {
    details: pairs.map(({ name, instead }) => `${name} is set; the SDKs read ${instead}`),
    probeIds: ['config/environment'],
    templateValues: {
      ignored: set,
      them: ignored.length > 1 ? 'them' : 'it',
      exports: pairs.map(({ name, instead }) => `export ${instead}="$${name}"`).join('; '),
      powerExports: pairs.map(({ name, instead }) => `$env:${instead} = $env:${name}`).join('; '),
    },
  };
}
