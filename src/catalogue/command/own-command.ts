import type { GivenOption } from '../../model/invocation.ts';
import { isFlag, isTypeable, type Language, posixWord, powerShellWord, promptWord } from './quote.ts';
import type { Typist } from './typist.ts';

/** A template in which commands of this tool begin with a placeholder, and the value of that placeholder. */
interface Own {
  template: string;
  raw: Record<string, string>;
  notes: string[];
}

/** The shell, and the option that `{flag}` expands to where the template sets it. */
interface How {
  language: Language;
  flag: string | undefined;
}

/** The tool's name where a command begins, with what belongs to that command. */
const OWN = /(^|[|;&]\s*)api-doctor(?=\s|$)([^|<>;&]*[^|<>;&\s])?/g;

/** Makes each command of this tool begin as the tool was started, and repeats in each check what selected this one. */
export function ownCommand(template: string, { invocation }: Typist, { language, flag }: How): Own {
  const notes: string[] = [];
  const words = invocation?.program ?? ['api-doctor'];
  const program = words.map((word) => (isFlag(word) ? word : (wordOf(word, language) ?? 'api-doctor'))).join(' ');
  const raw: Record<string, string> = { thisProgram: program };
  const marked = template.replace(OWN, (_all, before: string, rest = '') => {
    const set = rest.replace('{flag}', flag ?? '').split(/[\s=]/);
    const options = isCheck(rest) ? (invocation?.options ?? []).filter(({ name }) => !set.includes(name)) : [];
    const repeated = options.map((option) => optionText(option, language, notes));
    raw.repeatedOptions = repeated.map((text) => ` ${text}`).join('');
    return `${before}{thisProgram}${rest}${repeated.length > 0 ? '{repeatedOptions}' : ''}`;
  });
  return { template: marked, raw, notes };
}

/** `check`, which also runs where no command is named, and `report`, which checks as well. */
function isCheck(rest: string): boolean {
  return /^(?:\s+(?:check|report|-\S*)(?=\s|$)|$)/.test(rest);
}

/** Values of these are shown but where a report comes from elsewhere: what is at that place here is another matter. */
const NAMES_A_FILE = /-(?:file|of)$/;

/** What an option's value is called where it cannot be shown, and why. */
function optionText({ name, value }: GivenOption, language: Language, notes: string[]): string {
  const word = value === null || /^-(?!$)/.test(value) ? null : wordOf(value, language);
  if (word !== null) return `${name} ${word}`;
  const placeholder = name.slice(2).replaceAll('-', '_').toUpperCase();
  const hidden = NAMES_A_FILE.test(name) ? 'it is for the machine that was checked' : 'it may hold a secret, so it is not shown';
  const why = value === null ? hidden : 'it cannot be shown in a command';
  notes.push(`${placeholder}: what ${name} was given in this run; ${why}`);
  return `${name} ${placeholder}`;
}

function wordOf(value: string, language: Language): string | null {
  if (!isTypeable(value)) return null;
  if (language === 'powershell') return powerShellWord(value);
  if (language === 'prompt') return promptWord(value);
  return language === 'fish' && value.includes('\\') ? null : posixWord(value);
}
