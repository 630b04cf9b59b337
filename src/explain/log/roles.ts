/** A prompt of a shell or an interpreter, with something typed behind it. */
const PROMPT =
  /^\s{0,4}(?:\([\w.-]{1,40}\) {1,2})?(?:PS(?: [A-Z]:\\[^>]{0,200}| ~?\/[^>]{0,200})?> ?|[A-Z]:\\[^<>|]{0,200}> ?|[\w.-]{1,40}@[\w.-]{1,60}[: ][^#$%>]{0,120}[#$%] {1,2}|(?:~|\.{1,2})?(?:\/[\w.~-]{1,60}){0,8} ?[$%] |[❯➜] {1,2}|>>> ?|\.\.\. |iex\(\d{1,4}\)> |irb\([^)]{1,40}\)[^>]{0,20}> |(?:ba|z)?sh(?:-[\d.]{1,6})?[#$] |In \[\d{1,4}\]: ?)(?=\S)/;
/** A command as `set -x` and CI runners print it. */
const ECHOED = /^\+{1,3} (?=[a-z./])|^##\[command\]|^\[command\]|^Run (?=[a-z./]{2,40} [\w./@-])/;

/** A prompt of a client that is a program of its own, with its name. */
const OF_A_CLIENT = /^(?:lftp|s?ftp|mysql|MariaDB|redis|mongosh?|sqlite|telnet)\b[^>\n]{0,120}> ?(?=\S)|^\w{1,40}[=-][#>] (?=\S)/;

/** True for a typed command, or one that a runner is about to execute: its text is not a message of a program. */
export function isTyped(text: string): boolean {
  return PROMPT.test(text) || ECHOED.test(text) || OF_A_CLIENT.test(text);
}

/** What was typed: the command behind the prompt, with the prompt where that names the program; null for other lines. */
export function typedCommand(text: string): string | null {
  if (OF_A_CLIENT.test(text)) return text.trim();
  const prompt = PROMPT.exec(text) ?? ECHOED.exec(text);
  return prompt ? text.slice(prompt[0].length).trim() : null;
}

/** Length of the part of a line that determines its kind. */
const TELLING = 400;

/** Words with which servers say where they themselves can be reached. */
const LISTENS =
  /\b(?:running (?:on|at)|listening\b|serving (?:on|at|http|flask)|served (?:on|at)|start(?:ed|ing)\b.{0,30}\b(?:on|at):? (?:port|https?:|:\d|\[?[\d.:]{3,})|server (?:is )?(?:now )?(?:running|started|up|ready|live)|(?:available|accessible|reachable|exposed|mounted|bound|hosted|ready) (?:on|at|via|in|from)\b|binding \S{1,20} to|browse(?:r)? (?:to|at)|open (?:your browser|http)|visit (?:the |your )?(?:http|\w{2,12} at)|(?:Local|Network|External|Internal|Loopback|On Your Network|Admin|Dashboard|Swagger(?: UI)?|Docs|UI|Web ?UI|Editor|Frontend|Backend|Preview|App|Playground|Public)(?: URL)?:? {1,8}https?:|view (?:it |your \w{2,10} )?(?:at|in)|server started|now listening|copy and paste one of these|to access (?:the|this) )/i;
const FAILS =
  /\b(?:refused|fail(?:ed|ure|s)?|error|timed out|timeout|cannot|can't|unable|could ?n[o']t|unreachable|not running|ECONN\w{3,8})\b/i;

/** True where a server prints its own listening address, which is not a peer. */
export function isListening(text: string): boolean {
  const head = text.slice(0, TELLING);
  return LISTENS.test(head) && !FAILS.test(head);
}
