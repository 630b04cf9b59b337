import { Option } from 'commander';
import { formatNames } from '../../report/reporters/names.ts';

/** What a report is printed as where no format is named. */
export const USUAL_FORMAT = 'human, with github in GitHub Actions';

/** The option for formats and their destinations. `usual` is the default format. */
export function formatOption(usual: string, names: readonly string[] = formatNames): Option {
  const description = `${names.join(', ')}; repeatable, each to its own file (default: ${usual})`;
  return new Option('--format <name[=file]>', description).argParser((value: string, before: string[] = []) => [
    ...before,
    value,
  ]);
}
