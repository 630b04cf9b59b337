/**
 * How a line of output gives an order to the program that keeps a job's log: `::name …::` to the runners of GitHub and its relatives, `##[`
 * and `##vso[` to Azure's, `##teamcity[` to TeamCity's, `section_start:` to GitLab's, `^^^` and `--- ` to Buildkite's, `travis_fold` to
 * Travis'. Whether one of them reads what is printed cannot be known: a container, sudo or ssh hands no variable on that would say so.
 */
const ORDER =
  '(?:::(?!(?:[0-9a-f]{1,4}(?::[0-9a-f.]{1,15}){0,7})?(?:$|[\\s,;)/%\\]]|:\\d)(?!.*::))|##(?:vso|teamcity)?\\[|section_(?:start|end):|\\^\\^\\^|travis_(?:fold|time)|(?:---|\\+\\+\\+|~~~)[ \\t])';

/** White space of .NET and of JavaScript that ends no line, and sequences that color: runners skip both. */
const BEFORE =
  '(?:(?![\\r\\n\\u2028\\u2029])[\\s\\x1c-\\x1f\\x85\\u180e\\u200b-\\u200f\\u2060]|\\x1b\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\\x1b\\][^\\x07\\x1b\\r\\n]{0,512}(?:\\x07|\\x1b\\\\))*';

const AT_START = new RegExp(`^(${BEFORE})(?=${ORDER})`, 'gim');

/** Changes a text so that no line is a command for a CI runner: a wrapped line may start at any word of a server's text. */
export function withoutOrders(text: string): string {
  return text.replace(AT_START, '$1> ');
}
