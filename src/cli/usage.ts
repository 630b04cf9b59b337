import type { Command } from 'commander';
import { isFlag, isTypeable, posixWord, powerShellWord } from '../catalogue/command/quote.ts';
import type { Io } from '../machine/io.ts';
import { didYouMean, shownWord, UsageError } from '../model/usage-error.ts';

/** What a message shows of an error that commander found, in the tool's own form: what is wrong, then what would be right. */
export function usageMessage(error: Error & { code?: string }, complaint: string): string {
  const text = (complaint.trim() || error.message).replace(/^error: /, '');
  return COMMANDER[error.code ?? '']?.(text) ?? `${text.replace(/\.?$/, '')}.`;
}

const COMMANDER: Record<string, (text: string) => string> = {
  'commander.unknownOption': unknownOption,
  'commander.optionMissingArgument': (text) =>
    text.replace(/^option '(--?[\w-]{1,40})(?![\w-]).*' argument missing$/s, '$1: value missing.'),
  'commander.missingArgument': (text) => text.replace(/^missing required argument '(.*)'$/s, "argument '$1' missing."),
  'commander.excessArguments': (text) =>
    text.replace(/\. Expected (\d{1,9}) arguments? but got (\d{1,9})\.?$/, ': expected $1, got $2.'),
};

const KEY_OPTION = /^unknown option '--?[a-z_-]{0,16}(?:key|token|secret)\b/i;

/** The value that follows `=` is never repeated: it may be a key, and what is in the shell's history need not be in a log too. */
function unknownOption(text: string): string {
  if (KEY_OPTION.test(text)) {
    return 'there is no option that takes the key itself: other users can see command lines. Set OPENAI_API_KEY, or name a file with --api-key-file.';
  }
  if (/^unknown option '-v'/.test(text)) return "unknown option '-v'. Did you mean '-V' (version) or '--verbose'?";
  const [, option = ''] = /^unknown option '([^'=]*)/.exec(text) ?? [];
  const [, near] = /\(Did you mean (?:one of )?(--[\w-]+)/.exec(text) ?? [];
  return `unknown option '${option}'.${near ? ` Did you mean '${near}'?` : ''}`;
}

/** Rejects where the first word, or the one after `help`, is no command: commander would take it for an argument of `check`. */
export async function refuseUnknownCommand(root: Command, argv: string[], io: Io): Promise<void> {
  const [first, second] = argv;
  const word = first === 'help' ? second : first;
  const known = [...root.commands.map((command) => command.name()), 'help'];
  if (word === undefined || word.startsWith('-') || known.includes(word)) return;
  if (isUrl(word)) throw await unexpectedArgument(word, io);
  throw new UsageError(`unknown command ${shownWord(word)}.${didYouMean(word, known)}`, `Commands: ${known.join(', ')}`);
}

/** The error for an argument of a command that takes none. A URL is meant for --base-url. */
export function unexpectedArgument(word: string, io: Io): UsageError {
  const command = isUrl(word) ? commandText(['check', '--base-url', word], io) : null;
  return new UsageError(`unexpected argument ${shownWord(word)}.`, command && `To check that URL: ${command}`);
}

function isUrl(word: string): boolean {
  return /^https?:\/\/\S+$/i.test(word);
}

/** A command of this tool as it can be typed here, which begins as the tool itself was started; null where a word cannot be typed. */
export function commandText(words: string[], io: Pick<Io, 'startedAs' | 'platform'>): string | null {
  const quote = io.platform === 'windows' ? powerShellWord : posixWord;
  const typed = [...(io.startedAs ?? ['api-doctor']), ...words].map((word) =>
    isFlag(word) ? word : isTypeable(word) ? quote(word) : null,
  );
  return typed.includes(null) ? null : typed.join(' ');
}

/** How commands of this tool begin here. */
export function programText(io: Pick<Io, 'startedAs' | 'platform'>): string {
  return commandText([], io) ?? 'api-doctor';
}
