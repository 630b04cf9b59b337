import type { Command } from 'commander';
import type { Io } from '../../machine/io.ts';
import { DEEP_PARTS } from '../../model/deep.ts';
import { LAYERS } from '../../settings/layers.ts';
import { failOnOption } from '../choice.ts';
import type { Finish } from '../finish.ts';
import { programText, unexpectedArgument } from '../usage.ts';
import { formatOption, USUAL_FORMAT } from './format-option.ts';
import type { CheckCommand } from './run-check.ts';
import { startCheck } from './start-check.ts';

/** Adds `check`, which also runs where no command is named. */
export function addCheck(root: Command, io: Io, finish: Finish): void {
  withOptions(root.command('check', { isDefault: true }), USUAL_FORMAT)
    .description('Test each layer of a call (default); print the cause and the fix')
    .argument('[unexpected...]')
    .addHelpText('after', `${EXIT_STATUSES}\n${programText(io)} codes\n${examples(io, CHECK_EXAMPLES)}`)
    .action(async ([unexpected]: string[], options: CheckCommand) => {
      if (unexpected !== undefined) throw unexpectedArgument(unexpected, io);
      finish(await startCheck(options, io));
    });
}

const EXIT_STATUSES = `
Exit status: 0 healthy, 2 wrong usage, 10 to 16 network,
20 to 25 answers of the API, 30 warnings only
(--fail-on warning). For all of them:`;

const CHECK_EXAMPLES = [
  'check',
  'check --base-url http://localhost:8000/v1',
  'check --deep --format json=report.json',
  'check --wait 1m --quiet',
];

/** Commands to try, each on a line of its own. */
export function examples(io: Pick<Io, 'startedAs' | 'platform'>, commands: string[]): string {
  return ['\nExamples:', ...commands.map((command) => `  ${programText(io)} ${command}`)].join('\n');
}

/** Adds `report`, the short name for a check whose report is a ticket. */
export function addReport(root: Command, io: Io, finish: Finish): void {
  withOptions(root.command('report'), 'markdown')
    .description('Check, and write a support ticket in Markdown')
    .argument('[unexpected...]')
    .addHelpText('after', examples(io, ['report > ticket.md', 'report --base-url http://localhost:8000/v1']))
    .action(async ([unexpected]: string[], options: CheckCommand) => {
      if (unexpected !== undefined) throw unexpectedArgument(unexpected, io);
      finish(await startCheck({ format: ['markdown'], ...options }, io));
    });
}

/** The options of a check, in groups. */
export function withOptions(command: Command, usualFormat: string): Command {
  withTarget(command.usage('[options]').optionsGroup('Target:'));
  withNetwork(command.optionsGroup('Network:'));
  withScope(command.optionsGroup('Scope:'));
  return command
    .optionsGroup('Output:')
    .addOption(formatOption(usualFormat))
    .option('--quiet', 'only the root cause and its fix; nothing where all is well')
    .option('--verbose', 'every probe on every route, with all its data')
    .addOption(failOnOption().default('error', 'error'))
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false);
}

/** What is checked, and as whom. */
export function withTarget(command: Command): void {
  command
    .option('--base-url <url>', 'API to check (env: OPENAI_BASE_URL; default: https://api.openai.com/v1)')
    .option('--model <id>', 'also check that the key may use this model')
    .option('--api-key-file <path>', 'read the key from a file, - for standard input (env: OPENAI_API_KEY)')
    .option('--organization <id>', 'OpenAI-Organization header (env: OPENAI_ORG_ID)')
    .option('--project <id>', 'OpenAI-Project header (env: OPENAI_PROJECT_ID)')
    .option('--env-file <path>', 'also take the variables of this dotenv file; repeatable', collected)
    .option('--env-of <pid>', 'take the variables of a running process (Linux, same user)');
}

function withNetwork(command: Command): void {
  withRoute(command).option(
    '--wait <duration>',
    'repeat until healthy or until this time has passed; ends early where waiting cannot help',
  );
}

/** How the API is reached, and for how long. */
export function withRoute(command: Command): Command {
  return command
    .option('--proxy <url|none>', 'override the proxy environment variables')
    .option('--ca-file <pem>', 'trust these CA certificates too (env: NODE_EXTRA_CA_CERTS, SSL_CERT_FILE)')
    .option('--timeout <duration>', 'time limit for one network step (default: 5s)')
    .option('--deadline <duration>', 'time limit for the whole run (default: 20s)');
}

/** Which parts are checked. */
export function withScope(command: Command): void {
  command
    .option(
      '--deep [parts]',
      `also test what calls need, with at most two small billed requests (call, stream); parts, comma-separated: ${DEEP_PARTS.join(', ')}; idle takes minutes and has to be named`,
    )
    .option(
      '--repeat <n>',
      'make so many fresh connections to each address, one at a time, and count those that fail (at most 1000)',
    )
    .option('--only <layers>', `check only these, comma-separated: ${LAYERS.join(', ')}`)
    .option('--skip <layers>', 'leave these out; status is the status page')
    .option('--clients', 'also show how curl, Python, Node.js, and Go would connect, and run those found, without the key')
    .option('--offline', 'check the configuration only, send nothing');
}

/** Values of an option that may be given several times. */
function collected(value: string, before: string[] = []): string[] {
  return [...before, value];
}
