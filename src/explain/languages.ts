/** Languages that steps name one by one. */
type Language = 'Python' | 'Node.js';

/** What only programs in that language print: frames, packages, the official library's classes with their module, codes of the runtime. */
const MARKS: Record<Language, RegExp> = {
  Python:
    /\bTraceback \(most recent call last\)|\bFile "[^"\n]{1,400}\.py", line \d|\bsite-packages[\\/]|\b(?:openai|httpx|httpcore|litellm)\.\w{0,40}(?:Error|Timeout)\b|\[SSL: [A-Z_]{4,60}\]|\(_ssl\.c:\d/,
  'Node.js':
    /\bnode_modules[\\/]|\bnode:internal\/|\(node:\d{1,8}\)|\bUND_ERR_|\bcode: '[A-Z_]{4,60}'|\.[cm]?[jt]s:\d{1,6}:\d{1,6}\)?/,
};

/** How steps for one language begin. */
const FOR: Record<Language, RegExp> = { Python: /^(?:For|In) Python\b/, 'Node.js': /^(?:For|In) Node\.js\b/ };

/** The steps without those for a language that the log does not show, where it shows another one. */
export function withoutOtherLanguages(steps: string[], text: string): string[] {
  const shown = (Object.keys(MARKS) as Language[]).filter((language) => MARKS[language].test(text));
  const [only] = shown;
  if (shown.length !== 1 || only === undefined) return steps;
  const other: Language = only === 'Python' ? 'Node.js' : 'Python';
  return steps.filter((step) => !FOR[other].test(step));
}
