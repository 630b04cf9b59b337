import type { Platform, Shell } from '../../model/layers.ts';

/**
 * Templates are written for the shells of Unix or, where they are for Windows alone, for PowerShell. Here they are rewritten for the shell
 * that will read them. Null where a shell has no way to say it: the step is then said in words.
 */
export function templateFor(template: string, { shell, platform }: { shell: Shell; platform: Platform }): string | null {
  if (shell === 'fish') return rewritten(template, TO_FISH);
  if (shell === 'powershell') return rewritten(template, TO_POWERSHELL);
  if (shell === 'cmd') return forCmd(rewritten(template, TO_POWERSHELL) ?? template);
  return platform === 'windows' ? forGitBash(template) : template;
}

type Rule = [pattern: RegExp, by: string | ((...found: string[]) => string)];

function rewritten(template: string, rules: Rule[]): string {
  return rules.reduce((text, [pattern, by]) => text.replace(pattern, by as string), template);
}

/** fish has `export` and `$(…)` as the others do (3.4 and later), but its own loops and no `unset`. */
const TO_FISH: Rule[] = [
  [/^unset /, 'set -e '],
  [/^export (\w+)="\$\(trap 'stty echo' EXIT INT; stty -echo; read -r key; .*\)"$/, 'read --silent --export --global $1'],
  [/^for (\w{1,40}) in ([^;]{0,2000}); do (.*); done$/, 'for $1 in $2; $3; end'],
  [/^set -a; \. \.\/(\S+); set \+a$/, 'export (grep -v "^#" $1)'],
];

/** Windows PowerShell 5.1, whose commands 7 takes too: there curl is another program's name, `<` is no redirection, and `&&` means nothing. */
const TO_POWERSHELL: Rule[] = [
  [/(^|[|;]\s*)curl(?= )/g, '$1curl.exe'],
  [/\{keyShell\}/g, '{keyPowerShell}'],
  [/^python3 /, 'python '],
  [/^(openssl [^|<]*?) <\/dev\/null/, '$$null | $1'],
  [/ 2>\/dev\/null/g, ' 2>$$null'],
  [/ -o \/dev\/null/g, ' -o NUL'],
  [/ \| grep -c (\w+)$/, ' | Select-String $1 | Measure-Object -Line'],
  [/ \| grep ("[^"]*")$/, ' | Select-String $1'],
  [/^date -u$/, '(Get-Date).ToUniversalTime()'],
  [/^env \| cut -d= -f1$/, 'Get-ChildItem Env: | Select-Object Name'],
  [/^grep -n (\S+) \/etc\/hosts$/, 'Select-String $1 "$$env:SystemRoot\\System32\\drivers\\etc\\hosts"'],
  [/^printf %s "\$(\w+)" \| od -c \| tail -n 2$/, '[int[]][char[]]$$env:$1 | Select-Object -Last 4'],
  [/^export (\w+|\{\w+\})=([^"\s]+)$/, '$$env:$1 = "$2"'],
  [/^export (\w+|\{\w+\})=(".*")$/, '$$env:$1 = $2'],
  [/^unset (\w+|\{\w+\})$/, 'Remove-Item Env:$1'],
];

/** A name of a variable, or the placeholder for one. */
const NAME = '(\\w+|\\{\\w+\\})';

const ASSIGNMENT = new RegExp(`^\\$env:${NAME} = "([^"]*)"$`);
const COPY = new RegExp(`^\\$env:${NAME} = \\$env:${NAME}$`);
const PROMPT = new RegExp(`^\\$env:${NAME} = Read-Host "([^"]*)"$`);
const REMOVAL = /^Remove-Item ((?:Env:\S+|\{\w+\})(?:, Env:\S+)*)$/;

/** What only PowerShell understands: a cmdlet, a member of an object, an operator of its own. */
const POWERSHELL_ONLY = /(?:^|[|;{(] ?)[A-Z][a-z]+-[A-Z]\w+|^[([]|\$env:[^\s$]{1,80}[[.]|-replace|\{power\w+\}/;

/** Placeholders whose value on Windows is a cmdlet. */
const MAY_BE_CMDLET = /^\{(?:lookup|checkClock)\}$/;

/** The names of the variables in `Env:A, Env:{b}`, with the placeholders for lists of such names. */
function namesIn(items: string): string[] {
  if (items === '{settingItems}') return ['{settingNames}'];
  if (items === '{idVariablesPowerShell}') return ['{idVariables}'];
  return items.split(', ').map((item) => item.replace(/^Env:/, ''));
}

function forCmd(template: string): string | null {
  const [, inner] = /^cmd \/c "(.*)"$/.exec(template) ?? [];
  if (inner !== undefined) return inner;
  const [, name = '', value = ''] = ASSIGNMENT.exec(template) ?? [];
  const program = /^\$\(([^)]*)\)(.*)$/.exec(value);
  if (program) return `for /f "delims=" %i in ('${program[1]}') do set "${name}=%i${program[2]}"`;
  if (name) return `set "${name}=${value.replace('$PWD\\', '%CD%\\').replace('$HOME/', '%USERPROFILE%\\')}"`;
  const copy = COPY.exec(template);
  if (copy) return `set "${copy[1]}=%${copy[2]}%"`;
  const prompt = PROMPT.exec(template);
  if (prompt) return `set /p "${prompt[1]}=${prompt[2]}: "`;
  const removal = REMOVAL.exec(template);
  if (removal) return cmdRemoval(namesIn(removal[1] ?? ''));
  if (MAY_BE_CMDLET.test(template)) return `powershell -NoProfile -Command "${template}"`;
  const last = /^\$env:(\S+)\[-4\.\.-1\] -join ""$/.exec(template);
  if (last) return `echo %${last[1]}:~-4%`;
  const plain = rewritten(template, FROM_POWERSHELL_TO_CMD);
  return POWERSHELL_ONLY.test(plain) ? inPowerShell(plain, '"') : plain;
}

/** cmd needs a command for each name; a placeholder for a list of them has a sibling that holds those commands. */
function cmdRemoval(names: string[]): string {
  const [list] = /^\{(?:settingNames|idVariables)\}$/.exec(names[0] ?? '') ?? [];
  return list ? list.replace('}', 'Cmd}') : names.map((name) => `set "${name}="`).join(' & ');
}

const FROM_POWERSHELL_TO_CMD: Rule[] = [
  [/^\$null \| ([^|]*?)( 2>\$null)?(?= \||$)/, '$1 <NUL$2'],
  [/ 2>\$null/g, ' 2>NUL'],
  [/ \| Select-String (\w+) \| Measure-Object -Line$/, ' | find /c "$1"'],
  [/ \| Select-String ("[^"]*")$/, ' | find $1'],
  [/^Get-ChildItem Env: \| Select-Object Name$/, 'set'],
  [/^Select-String (\w+) "\$env:SystemRoot(.*)"$/, 'find "$1" "%SystemRoot%$2"'],
  [/\{keyPowerShell\}/g, '{keyCmd}'],
  [/^(setx [^"]{0,2000}"[^\s$]{0,2000})\$env:(\w+)"/, '$1%$2%"'],
];

/** Runs a command of PowerShell from another shell of Windows. */
function inPowerShell(command: string, quote: '"' | "'"): string | null {
  const inner = quote === '"' ? command.replaceAll('"', "'") : command;
  const isClear = quote === '"' ? !command.includes("'") : !command.includes("'");
  return isClear && !/\$env:\{|\{power\w+\}/.test(command) ? `powershell -NoProfile -Command ${quote}${inner}${quote}` : null;
}

/** Git Bash and MSYS are shells of Unix on Windows: what sets a variable is theirs, what asks the system is PowerShell's or Windows'. */
function forGitBash(template: string): string | null {
  const [, inner] = /^cmd \/c "(.*) <NUL"$/.exec(template) ?? [];
  if (inner !== undefined) return `${inner} </dev/null`;
  const [, name = '', value = ''] = ASSIGNMENT.exec(template) ?? [];
  if (name) return `export ${name}="${value.replace('$PWD\\', '$PWD/')}"`;
  const copy = COPY.exec(template);
  if (copy) return `export ${copy[1]}="$${copy[2]}"`;
  const prompt = PROMPT.exec(template);
  if (prompt) return `read -rsp "${prompt[2]}: " ${prompt[1]} && export ${prompt[1]}`;
  const removal = REMOVAL.exec(template);
  if (removal) return `unset ${namesIn(removal[1] ?? '').join(' ')}`;
  if (template === '{powerExports}') return '{exports}';
  if (MAY_BE_CMDLET.test(template) || POWERSHELL_ONLY.test(template)) return inPowerShell(template, "'");
  // There a word such as /f is taken for a path and rewritten.
  const ownWords = /^(?:reg|ipconfig|w32tm|netsh|certutil|setx|tracert) .*\/\w/.test(template);
  return `${ownWords ? "MSYS2_ARG_CONV_EXCL='*' " : ''}${template.replace(/^(setx .*)\$env:(\w+)/, '$1$$$2')}`;
}

/** Whether a rewritten template hands its text to PowerShell inside of another shell's quotes: there only plain values are safe. */
export function isWrapped(template: string): boolean {
  return template.startsWith('powershell -NoProfile -Command ');
}
