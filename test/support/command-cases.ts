/** Commands of every template of the tool, filled with what an attacker could put into a value. */
import { buildCommand, languageOf } from '../../src/catalogue/command/build.ts';
import { fragmentOf } from '../../src/catalogue/command/fragments.ts';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import type { Platform } from '../../src/model/layers.ts';
import { templates } from './templates.ts';

/** What a log, a server, a certificate, a setting or somebody's report could hold in the place of a host, a path or a URL. */
export const HOSTILE = [
  'x$(pwn)',
  '$' + '{IFS}pwn',
  'x`pwn`',
  'x;pwn',
  'x & pwn',
  'x&&pwn||pwn|pwn',
  'x\npwn\n',
  'x\r\npwn',
  '-oProxyCommand=pwn',
  '--upload-file=/etc/passwd',
  '@/etc/passwd',
  '+pwn',
  'x" ; pwn ; "',
  `x'; pwn; '`,
  `x\\'; pwn; \\'`,
  'x\\',
  'x\\"; pwn #',
  '%COMSPEC% ^& pwn & %PATH%',
  'x!pwn',
  '!!',
  'two  words',
  'ünï例え.example',
  '~/x',
  '~root',
  '*',
  '[::1]',
  '{a,b}',
  'x > pwned',
  'x<pwned',
  '=pwn',
  '#x',
  'a\u2019; pwn; \u2018b',
  'a\u201d; pwn; \u201cb',
  'x\u202eexe.y',
  'x\u200by',
  'x\u0000y',
  'x\u001b[2Jy',
  'https://h.example/v1?a=$(pwn)&pwn',
  "https://h.example/v1/$(pwn)'pwn'",
  'http://u:$(pwn)@h.example/v1',
  '…(12 chars)',
  'plain.example',
];

/** A value of the right form for each placeholder that is a piece of a command. */
export const FRAGMENTS: Record<string, string> = {
  sClient: '-connect [::1]:443 -noservername -proxy proxy.example:3128',
  lookup: 'getent ahosts host.example',
  checkClock: 'date -u',
  keyShell: '$OPENAI_API_KEY',
  keyPowerShell: '$env:OPENAI_API_KEY',
  otherShell: '$OPENAI_KEY',
  shellFilter: `sed -E 's/^[^=:]*[=:]//' | LC_ALL=C tr -cd 'A-Za-z0-9._~+/=-'`,
  powerFilter: `-replace '^[^=:]*[=:]' -replace '[^A-Za-z0-9._~+/=-]'`,
  settingNames: 'NODE_TLS_REJECT_UNAUTHORIZED PYTHONHTTPSVERIFY',
  idVariables: 'OPENAI_ORG_ID OPENAI_PROJECT_ID',
  settingItems: 'Env:NODE_TLS_REJECT_UNAUTHORIZED, Env:PYTHONHTTPSVERIFY',
  idVariablesPowerShell: 'Env:OPENAI_ORG_ID, Env:OPENAI_PROJECT_ID',
  exports: 'export OPENAI_BASE_URL="$OPENAI_BASE"; export OPENAI_ORG_ID="$OPENAI_ORGANIZATION"',
  powerExports: '$env:OPENAI_BASE_URL = $env:OPENAI_BASE',
  nodeSwitch: 'NODE_USE_ENV_PROXY=1',
  flag: '--proxy',
  edit: '2s/[[:blank:]]api[.]openai[.]com//;7d',
  unquoted: '/etc/ssl/my roots.pem',
  storeless: 'ca-certificates',
};

const KINDS: Platform[] = ['linux', 'windows'];

/** Each command's template once for each language, with the platform that it is for. */
export const commands = [
  ...new Map(
    templates.flatMap(({ from, text, on }) =>
      partsOf(text)
        .filter(({ isTyped }) => isTyped)
        .flatMap((part) =>
          KINDS.filter((platform) => on.some((one) => (one === 'windows') === (platform === 'windows'))).map((platform) => {
            const language = languageOf(part.text, platform === 'windows' ? 'powershell' : 'posix');
            return [`${language} ${part.text}`, { from, template: part.text, platform, language }] as const;
          }),
        ),
    ),
  ).values(),
];

export const namesIn = (template: string) => [...template.matchAll(/\{([a-z][a-zA-Z0-9]*)\}/g)].map(([, name]) => name as string);

export const variableFor = (name: string) => (fragmentOf(name) && !FRAGMENTS[name] ? 'HTTPS_PROXY' : undefined);

/** The values of a template: pieces and names as they should be, everything else hostile. */
export function valuesFor(template: string, hostile: string): Record<string, string> {
  return Object.fromEntries(
    [...namesIn(template), 'keyPowerShell'].map((name) => [name, FRAGMENTS[name] ?? variableFor(name) ?? hostile]),
  );
}

export const plainNames = (template: string) => namesIn(template).filter((name) => !fragmentOf(name));

/** What of a value has to arrive: of a URL not its secrets. */
export const arriving = (value: string) =>
  value.replace(/^(http:\/\/).*@/, '$1USER:PASSWORD@').replace(/^(https?:.*)\?.*$/, '$1?QUERY');

/** A command for a shell of Unix, with the value that was put into it. */
export interface PosixCase {
  from: string;
  template: string;
  hostile: string;
  command: string;
}

/** Each template with every `step`th value, another one first for each template; `from` is below `step`, and all of them together make the whole. */
export function posixCases(step: number, from = 0): PosixCase[] {
  const posix = commands.filter(({ language, template }) => language === 'posix' && plainNames(template).length > 0);
  return posix.flatMap(({ from: place, template }, start) =>
    HOSTILE.filter((_, at) => at % step === (start + from) % step).flatMap((hostile) => {
      const built = buildCommand(template, valuesFor(template, hostile), { platform: 'linux' });
      if (built === 'a value is missing') throw new Error(`${place}: ${template}: ${built}`);
      return typeof built === 'string' ? [] : [{ from: place, template, hostile, command: built.command }];
    }),
  );
}

/** Every word that could be a program's name in some template, and what the values would run. */
export const programs = [
  ...new Set([
    'pwn',
    ...commands.flatMap(({ template, language }) => (language === 'posix' ? (template.match(/[A-Za-z][\w.-]*/g) ?? []) : [])),
  ]),
];
