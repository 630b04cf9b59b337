import { type Command, Option } from 'commander';
import type { Io } from '../../machine/io.ts';
import { UsageError } from '../../model/usage-error.ts';
import { LAYERS } from '../../settings/layers.ts';
import type { Finish } from '../finish.ts';
import { formatOption, USUAL_FORMAT } from './format-option.ts';
import type { CheckCommand } from './run-check.ts';

const LAYER_LIST = `comma-separated, of ${LAYERS.join(', ')}`;

/** Adds `check`, which also runs where no command is named. */
export function addCheck(root: Command, io: Io, finish: Finish): void {
  withOptions(root.command('check', { isDefault: true }), USUAL_FORMAT)
    .description('probe the way to the API layer by layer and name the root cause')
    .argument('[command]')
    .action(async (stray: string | undefined, options: CheckCommand) => {
      // A misspelt command arrives here as an argument, because this one runs where none is named.
      if (stray !== undefined) throw new UsageError(`There is no command "${stray.slice(0, 40)}". ${commandsOf(root)}`);
      finish(await run(options, io));
    });
}

/** Adds `report`, the short name for a check whose report is a ticket. */
export function addReport(root: Command, io: Io, finish: Finish): void {
  withOptions(root.command('report'), 'markdown')
    .description('make the same check, and of what it shows a ticket for support in Markdown')
    .action(async (options: CheckCommand) => finish(await run({ format: ['markdown'], ...options }, io)));
}

/** Loaded where it is needed, so that --help and --version cost no more than they show. */
async function run(options: CheckCommand, io: Io): Promise<number> {
  if (!options.offline) (await import('../../net/route/lookup.ts')).prepareLookup();
  const { runCheck } = await import('./run-check.ts');
  return runCheck(options, io);
}

/** The options of a check. */
export function withOptions(command: Command, usualFormat: string): Command {
  return command
    .usage('[options]')
    .option('--base-url <url>', 'the API to check (default: $OPENAI_BASE_URL, else https://api.openai.com/v1)')
    .option('--model <id>', 'also check that this model may be used')
    .option('--organization <id>', 'sent as OpenAI-Organization (default: $OPENAI_ORG_ID)')
    .option('--project <id>', 'sent as OpenAI-Project (default: $OPENAI_PROJECT_ID)')
    .option('--api-key-file <path>', 'read the key from a file, - for standard input (default: $OPENAI_API_KEY)')
    .option(
      '--env-file <path>',
      'take the variables of this dotenv file too, as node --env-file reads it; may be given several times',
      collected,
    )
    .option('--env-of <pid>', 'take the variables of a running process instead (Linux, same user)')
    .option('--proxy <url|none>', 'use this proxy, or none, whatever the environment says')
    .option('--ca-file <pem>', 'trust these roots too (default: $NODE_EXTRA_CA_CERTS, $SSL_CERT_FILE)')
    .option('--deep', 'also send one smallest billable request, and one streamed')
    .option('--timeout <duration>', 'for one network step (default: 5s)')
    .option('--deadline <duration>', 'for the whole run, whatever happens (default: 20s)')
    .option(
      '--wait <duration>',
      'go on checking until all is well or until this long has passed; ends at once where waiting cannot help',
    )
    .option('--only <layers>', `look at these layers alone: ${LAYER_LIST}`)
    .option('--skip <layers>', 'leave these layers out; status is the status page')
    .addOption(formatOption(usualFormat))
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit status non-zero')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .option('--quiet', 'show people the root cause and its steps alone; nothing where all is well')
    .option('--verbose', 'show people every probe on every way, with all that it saw')
    .option('--clients', 'also show which way the usual clients take, and run those found here once, without the key')
    .option('--offline', 'look at the configuration alone, send nothing')
    .allowExcessArguments(false);
}

/** Values of an option that may be given several times. */
function collected(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function commandsOf(root: Command): string {
  return `The commands are ${root.commands.map((command) => command.name()).join(', ')}.`;
}
