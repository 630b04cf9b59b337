import { DEEP_PARTS } from '../../model/deep.ts';
import type { GivenOption, Invocation } from '../../model/invocation.ts';
import type { KeySetting, ProxySetting, Settings } from '../../model/settings.ts';
import { REPEATED_OPTIONS } from '../../settings/invocation.ts';
import { rule } from './config-facts.ts';
import { amount, flag, inside, list, oneOf, orNull, port, record, text, type Validator } from './shape.ts';

const named = record<{ value: string; source: string }>({ value: text, source: text });

const space = orNull(oneOf('space', 'tab', 'line-break'));

const key = record<KeySetting>({
  source: text,
  shown: text,
  before: space,
  after: space,
  idPrefix: orNull(oneOf('org-', 'proj_')),
});

const proxy = record<ProxySetting>({
  scheme: oneOf('http', 'https', 'socks4', 'socks4a', 'socks5', 'socks5h'),
  host: text,
  port,
  source: text,
  hasCredentials: flag,
});

/** A report is untrusted, and this text starts a command: only known ways to start this tool are accepted. */
const PROGRAMS = [/^api-doctor$/, /^npx --no-install api-doctor$/, /^node [\w@+./:\\-]*\bbin[/\\]api-doctor(?:\.js)?$/];

const program: Validator<string[]> = (value) => {
  const words = list(text)(value);
  return PROGRAMS.some((known) => known.test(words.join(' '))) ? words : ['api-doctor'];
};

const option = record<GivenOption>({
  name: oneOf(...REPEATED_OPTIONS),
  value: orNull(text),
});

const shape = record<Settings>({
  baseUrlSource: text,
  key: orNull(key),
  keyPlaces: list(text),
  model: orNull(text),
  organization: orNull(named),
  project: orNull(named),
  proxy: orNull(proxy),
  choice: orNull(
    record<NonNullable<Settings['choice']>>({
      variable: orNull(text),
      bypassedBy: orNull(rule),
      unused: orNull(proxy),
      error: orNull(record<{ variable: string; message: string }>({ variable: text, message: text })),
      given: orNull(text),
    }),
  ),
  caFile: orNull(text),
  timeoutMs: amount,
  deadlineMs: amount,
  offline: flag,
  clients: flag,
  deep: orNull(list(oneOf(...DEEP_PARTS))),
  repeat: orNull(amount),
  only: orNull(list(text)),
  skip: list(text),
  failOn: oneOf('error', 'warning', 'never'),
  invocation: orNull(record<Pick<Invocation, 'program' | 'options'>>({ program, options: list(option) })),
});

/** Parses the settings in a report. */
export const settings: Validator<Settings> = (value) => inside('settings', () => shape(value));
