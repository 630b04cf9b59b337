import { lookOf } from '../knowledge/providers/key-formats.ts';
import type { ProxyAddress, RoutePlan } from '../model/route-plan.ts';
import type { KeySetting, ProxySetting, Settings } from '../model/settings.ts';
import type { ApiKey, Target } from '../model/target.ts';
import { describeKey } from '../secrets/key.ts';
import { bareKey, trimKey } from '../settings/key-text.ts';
import type { FailOn } from './exit-status.ts';

/** The settings of a run without secrets: all that a later diagnosis of the report needs. */
export function settingsOf(target: Target, failOn: FailOn): Settings {
  const { baseUrlSource, keyPlaces, model, organization, project, caFile, timeoutMs, deadlineMs, offline, clients } = target;
  return {
    baseUrlSource,
    key: target.key && keySetting(target.key),
    keyPlaces,
    model,
    organization,
    project,
    proxy: target.route.kind === 'proxy' ? proxySetting(target.route.proxy) : null,
    choice: choiceOf(target.route),
    caFile,
    timeoutMs,
    deadlineMs,
    offline,
    clients,
    only: target.only,
    skip: target.skip,
    failOn,
    ...(target.deep?.length ? { deep: [...target.deep] } : {}),
    ...(target.repeat && target.repeat > 1 ? { repeat: target.repeat } : {}),
    ...(target.invocation ? { invocation: target.invocation } : {}),
  };
}

function choiceOf({ choice }: RoutePlan): Settings['choice'] {
  if (!choice) return null;
  const { variable, bypassedBy, unused, error, given } = choice;
  return { variable, bypassedBy, unused: unused && proxySetting(unused), error, given: given ?? null };
}

function proxySetting({ scheme, host, port, username, source }: ProxyAddress): ProxySetting {
  return { scheme, host, port, source, hasCredentials: username !== null };
}

function keySetting({ value, source }: ApiKey): KeySetting {
  const [before = '', after = ''] = value.split(trimKey(value), 2);
  return { source, shown: describeKey(value), before: spaceOf(before), after: spaceOf(after), idPrefix: idPrefixOf(value) };
}

/** Only for ids: in a key, the same letters would be part of the secret. */
function idPrefixOf(value: string): KeySetting['idPrefix'] {
  if (lookOf(bareKey(value)).kind !== 'id') return null;
  return (['org-', 'proj_'] as const).find((prefix) => value.includes(prefix)) ?? null;
}

function spaceOf(text: string): KeySetting['before'] {
  if (text === '') return null;
  if (/[\r\n]/.test(text)) return 'line-break';
  return text.includes('\t') ? 'tab' : 'space';
}
