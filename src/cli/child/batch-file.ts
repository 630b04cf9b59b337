/**
 * The arguments of cmd.exe that run a batch file, such as the npx.cmd and npm.cmd of Node.js, which no other program can start. They have to
 * be handed over verbatim.
 */
export function batchArguments(file: string, args: readonly string[]): string[] {
  const line = [withCarets(file), ...args.map((arg) => withCarets(quoted(arg)))].join(' ');
  return ['/d', '/s', '/c', `"${line}"`];
}

/** One word by the rules of CommandLineToArgvW, which the program behind the batch file applies: backslashes count before a quote alone. */
function quoted(arg: string): string {
  const inner = arg.replace(/(?<!\\)(\\*)"/g, '$1$1\\"').replace(/(?<!\\)(\\+)$/, '$1$1');
  return `"${inner}"`;
}

/** cmd.exe reads the line first: a caret keeps it from every sign that means something to it. */
function withCarets(text: string): string {
  return text.replace(/[()[\]%!^"`<>&|;, *?]/g, '^$&');
}
