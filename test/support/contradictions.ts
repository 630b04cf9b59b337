/** Pairs of sentences of which a report may say one, never both. */
export const PAIRS: [string, RegExp, RegExp][] = [
  [
    'the key is accepted and was not sent',
    /accepts the API key/i,
    /did not send the key|key was not sent|not send(?:ing)? the key/i,
  ],
  [
    'the key is accepted and was not verified',
    /accepts the API key/i,
    /could not (?:be verified|verify the key)|rejected the credentials/i,
  ],
  ['all is well and calls fail', /^✓ /, /(?:^|\n)[✗x] /],
  ['there is credit and there is none', /the account has credit/i, /used up|not tested|buy credit/i],
  [
    'it is reachable and it is not',
    /is reachable(?! without this proxy)/i,
    /could not (?:be reached|connect)|connection failed/i,
  ],
  ['the call was answered and refused', /answered a small request/i, /refused a small request/i],
  [
    'the API took the key and was not reached',
    /key was accepted|The key is valid|accepts the API key/i,
    /did not reach (?:the|an) API/i,
  ],
  ['the network works and fails', /The network works/i, /SYN packets got no response|refused the connection|No route to \S/],
  ['the key was sent and was not', /This check sent a key|sent the key to/i, /did not send the key/i],
  ['the name resolves and does not exist', /\bNXDOMAIN\b/, /\d\.\d{1,3}:\d{1,5}: (?:connected|refused|timeout)/],
  ['the chain is trusted and is not', /is trusted here through/i, /No trust store on this machine contains/i],
  ['a key is missing and is refused', /No API key was found/i, /does not recognize this key|rejected the credentials/i],
  ['waiting helps and does not', /Do not retry: waiting does not help/, /send requests more slowly/],
];
