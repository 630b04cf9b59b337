import { posixWord } from './quote.ts';

/**
 * Placeholders whose value is a piece of a command instead of a plain value: the permitted form by the name of the placeholder. A value
 * without exactly this form is never put in. `words` are quoted one by one, `raw` ones are inserted unchanged.
 */
interface Fragment {
  form: RegExp;
  how: 'raw' | 'words';
}

/** Variables that people are told to set or unset: no name that makes a shell, a loader or an interpreter run something. */
const VARIABLE =
  '(?:[A-Za-z][A-Za-z_]{0,30}_(?:proxy|PROXY)|(?:OPENAI|AZURE)_[A-Z][A-Z0-9_]{0,40}|[A-Z][A-Z0-9_]{0,40}_(?:API_KEY|KEY|TOKEN|BASE_URL|API_BASE|ENDPOINT)|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|NODE_USE_ENV_PROXY|(?:NIX_)?SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|PYTHONHTTPSVERIFY)';

/** A host or an address as a program takes it, without and with a port. */
const HOST = '(?:[A-Za-z0-9_][\\w.-]{0,252}|\\[[0-9a-f:.]{2,45}\\])';
const PLACE = `${HOST}:\\d{1,5}`;

const exactly = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const several = (pattern: string, between: string) => exactly(`${pattern}(?:${between}${pattern})*`);

const FRAGMENTS: Record<string, Fragment> = {
  sClient: {
    form: exactly(`-connect ${PLACE} (?:-noservername|-servername ${HOST})(?: -proxy ${PLACE})?`),
    how: 'words',
  },
  lookup: { form: exactly(`(?:Resolve-DnsName|dscacheutil -q host -a name|getent ahosts) ${HOST}`), how: 'words' },
  checkClock: { form: /^(?:date -u|\(Get-Date\)\.ToUniversalTime\(\))$/, how: 'raw' },
  keyShell: { form: exactly(`\\$${VARIABLE}|\\$\\{${VARIABLE}:\\?\\}|\\$\\(cat '(?!-)(?:[^'!\\\\]|'\\\\'')+'\\)`), how: 'raw' },
  keyPowerShell: { form: exactly(`\\$env:${VARIABLE}|\\$\\(Get-Content -LiteralPath '(?!-)(?:[^'"]|'')+'\\)`), how: 'raw' },
  keyGuard: {
    form: exactly(
      `grep -q '\\[\\^\\[:space:\\]\\]' '(?!-)(?:[^'!\\\\]|'\\\\'')+' && |test -n "\\$${VARIABLE}" && |if defined ${VARIABLE} |if \\("(?:\\$env:${VARIABLE}|\\$\\(Get-Content -LiteralPath '(?!-)(?:[^'"]|'')+'\\))"\\.Trim\\(\\)\\) \\{ `,
    ),
    how: 'raw',
  },
  keyCmd: { form: exactly(`%${VARIABLE}%`), how: 'raw' },
  otherShell: { form: exactly(`\\$${VARIABLE}`), how: 'raw' },
  shellFilter: { form: /^(?:(?:sed -E|LC_ALL=C tr -cd) '[^'!]+'(?: \| (?=\S)|$))+$/, how: 'raw' },
  powerFilter: { form: /^(?:-replace '[^']+'(?: (?=\S)|$))+$/, how: 'raw' },
  settingNames: { form: several(VARIABLE, ' '), how: 'raw' },
  idVariables: { form: several(VARIABLE, ' '), how: 'raw' },
  settingNamesCmd: { form: several(`set "${VARIABLE}="`, ' & '), how: 'raw' },
  idVariablesCmd: { form: several(`set "${VARIABLE}="`, ' & '), how: 'raw' },
  settingItems: { form: several(`Env:${VARIABLE}`, ', '), how: 'raw' },
  idVariablesPowerShell: { form: several(`Env:${VARIABLE}`, ', '), how: 'raw' },
  exports: { form: several(`export ${VARIABLE}="\\$${VARIABLE}"`, '; '), how: 'raw' },
  powerExports: { form: several(`\\$env:${VARIABLE} = \\$env:${VARIABLE}`, '; '), how: 'raw' },
  nodeSwitch: { form: exactly(`${VARIABLE}=1`), how: 'raw' },
  flag: { form: /^--(?:proxy|base-url|ca-file)$/, how: 'raw' },
  edit: { form: /^(?:\d{1,9}(?:d|s\/\[\[:blank:\]\](?:[\w-]|\[\.\]){1,400}\/\/)(?:;(?=\d)|$))+$/, how: 'raw' },
  unquoted: { form: /^[\w./:\\][\w./:\\ -]*$/, how: 'raw' },
  storeless: { form: /^[a-z][a-z0-9-]*$/, how: 'raw' },
};

const NAME_OF_VARIABLE: Fragment = { form: exactly(VARIABLE), how: 'raw' };

/** The form that a placeholder's value has to have; null where it is a plain value, which is quoted. */
export function fragmentOf(name: string): Fragment | null {
  if (/(?:^v|V)ariable$|^(?:upper|lower)Case$/.test(name)) return NAME_OF_VARIABLE;
  return Object.hasOwn(FRAGMENTS, name) ? (FRAGMENTS[name] ?? null) : null;
}

/** A fragment as part of a command; null where it does not have its form. */
export function fragmentText(value: string, { form, how }: Fragment): string | null {
  if (!form.test(value)) return null;
  // The form has said which options there are.
  return how === 'raw' ? value : value.split(' ').map(wordOf).join(' ');
}

function wordOf(word: string): string {
  return /^-[a-zA-Z-]+$/.test(word) ? word : posixWord(word);
}
