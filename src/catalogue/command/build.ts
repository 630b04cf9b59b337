import type { Shell } from '../../model/layers.ts';
import { isWrapped, templateFor } from './dialects.ts';
import { fragmentOf, fragmentText } from './fragments.ts';
import { withKeyGuard } from './key-guard.ts';
import { ownCommand } from './own-command.ts';
import { isTypeable, type Language, quoted, type Written } from './quote.ts';
import { piecesOf, type Slot } from './template.ts';
import { shellOf, type Typist } from './typist.ts';

export type Values = Record<string, string | number>;

/** What became of a template: the command, with what has to be said beside it, or why there is none. */
export type Built = { command: string; notes: string[] } | 'a value is missing' | 'a value cannot be typed';

/** Puts the values of one command's template in, each quoted for its place and for what will read the command. */
export function buildCommand(template: string, values: Values, typist: Typist): Built {
  const shell = shellOf(typist);
  const source = languageOf(template, shell);
  const rewritten =
    source === 'docker' || source === 'code' ? template : templateFor(template, { shell, platform: typist.platform });
  if (rewritten === null) return 'a value cannot be typed';
  const language = languageOf(rewritten, shell);
  const guarded = withKeyGuard(rewritten, values, shell);
  const own = ownCommand(guarded.template, typist, { language, flag: values.flag?.toString() });
  const isForCurl = /(?:^|[|;&{(]\s*)curl(?:\.exe)? /.test(template);
  let command = '';
  let eats = false;
  for (const piece of piecesOf(own.template, language === 'posix' || language === 'fish')) {
    if ('text' in piece) {
      command += eats ? piece.text.slice(1) : piece.text;
      eats = false;
      continue;
    }
    const written = writtenFor(piece.slot, {
      own: own.raw,
      values: { ...guarded.values, ...inCmd(values) },
      language,
      isForCurl,
    });
    if (typeof written === 'string') return written;
    eats = written.isRequoted ?? false;
    command = (eats ? command.slice(0, -1) : command) + written.text;
  }
  return { command, notes: own.notes };
}

/** Pieces as cmd takes them: it reads a variable, and no file, in the midst of a command, and needs a command for each name. */
function inCmd(values: Values): Values {
  const { keyPowerShell } = values;
  const key = keyPowerShell === undefined ? {} : { keyCmd: String(keyPowerShell).replace(/^\$env:(\w+)$/, '%$1%') };
  const lists = ['settingNames', 'idVariables'].flatMap((name) => {
    const names = values[name] === undefined ? [] : String(values[name]).split(' ');
    return names.length === 0 ? [] : [[`${name}Cmd`, names.map((one) => `set "${one}="`).join(' & ')]];
  });
  return { ...key, ...Object.fromEntries(lists) };
}

interface Sources {
  own: Record<string, string>;
  values: Values;
  language: Language;
  isForCurl: boolean;
}

function writtenFor(slot: Slot, { own, values, language, isForCurl }: Sources): Written | Exclude<Built, object> {
  const text = own[slot.name];
  if (text !== undefined) return { text };
  const value = values[slot.name];
  if (value === undefined || value === '') return 'a value is missing';
  const shown = withoutSecrets(String(value));
  const isSeveral = isForCurl && !fragmentOf(slot.name) && SEVERAL_FOR_CURL.test(shown);
  return (isSeveral ? null : write(shown, slot, language)) ?? 'a value cannot be typed';
}

/** curl makes several URLs of one with braces or brackets, in whatever quotes: the key would go to each of them. */
const SEVERAL_FOR_CURL = /[{}]|\[(?![\da-f:.]{2,45}\])/i;

/** The user part and the query of a URL are secrets, also where they are masked already; a word in their place can be filled in. */
function withoutSecrets(value: string): string {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(value)) return value;
  return value.replace(/^([^/]*\/\/)[^/?#]*@/, '$1USER:PASSWORD@').replace(/\?.*/s, '?QUERY');
}

function write(value: string, slot: Slot, language: Language): Written | null {
  const fragment = fragmentOf(slot.name);
  if (!fragment) return quoted(value, slot, language);
  const text = isTypeable(value) ? fragmentText(value, fragment) : null;
  // cmd has no single quotes: in them a word is another word.
  return text === null || (language === 'prompt' && text.includes("'")) ? null : { text };
}

/** What reads a template. The few that are no shell's begin in a way that no shell's command does. */
export function languageOf(template: string, shell: Shell): Language {
  if (template.startsWith('cmd /c ') || isWrapped(template)) return 'cmd';
  if (/^(?:COPY|RUN|ENV|FROM) /.test(template)) return 'docker';
  if (/^(?:new )?[A-Za-z_][\w.]*\(|^[a-z_.]+ (?:&= ~|= )|^except /.test(template)) return 'code';
  return shell === 'cmd' ? 'prompt' : shell;
}
