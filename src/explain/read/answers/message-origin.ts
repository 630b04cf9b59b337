/** A program's own page says this as well; the API goes on with what its client can do. */
const SAID_BY_ALL =
  /\ban error occurred while processing your request\.? {1,2}(?=[A-Z])(?!You (?:can|may)\b|If\b|Sorry|Please (?:include|retry)\b)/i;

/** True where a user interface says that, and goes on with words of its own. */
export function isPrintedByAnInterface(said: string): boolean {
  return SAID_BY_ALL.test(said);
}

/** A setting by its name in a program, which must be given: nothing was sent without it, so nobody answered. */
const KEY_WANTED =
  /\b(?:\w{0,24}[a-z_])?(?:Api|API|api)_?[Kk](?:ey|EY)\b['"`]? (?:is|was|must be) (?:missing|required|empty|not |set|provided|specified|given)/;

/** True where a program says that it has no key, and no server that none came. */
export const asksForASetting = (message: string): boolean => KEY_WANTED.test(message);

/** True where a debugger shows an exception of the API's client: it shows the class and the message alone, and what databases and stores call so has other messages. */
export function isPrintedByADebugger(text: string, place: number): boolean {
  return (
    /Exception has occurred: $/.test(text.slice(Math.max(0, place - 30), place)) &&
    OF_A_REQUEST.test(text.slice(place, place + 120))
  );
}

const OF_A_REQUEST =
  /^\w{4,40}\s+(?:Resource not found|The (?:model|API deployment)\b|(?:This|That) model\b|Must provide an? |Unrecognized request|No API key provided|You exceeded|Error code: [45]\d\d)/;
