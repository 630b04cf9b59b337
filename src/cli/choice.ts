import { Option } from 'commander';
import { unknownWord } from '../model/usage-error.ts';

/** An option that takes one of a few words. commander's own complaint has neither the tool's form nor a suggestion. */
export function choice(flags: string, description: string, known: readonly string[]): Option {
  const option = new Option(flags, description);
  return option.argParser((given: string) => {
    if (!known.includes(given)) throw unknownWord(given, { option: option.long ?? flags, kind: 'value', known });
    return given;
  });
}

/** The option for what makes the exit status non-zero. */
export function failOnOption(): Option {
  return choice('--fail-on <severity>', 'what makes the exit status non-zero: error, warning, or never', [
    'error',
    'warning',
    'never',
  ]);
}
