/** A word that users do not understand at once, and what to write instead. */
export interface Banned {
  pattern: RegExp;
  instead: string;
}

/**
 * Words that this project once used in a sense of its own, and ways of writing that read like a translation. Each has a standard term: of
 * an RFC, or of the documentation of Node.js, curl, OpenSSL, or Python. To allow a phrase, make its pattern narrower; do not add exceptions
 * for single texts.
 */
export const BANNED: Banned[] = [
  // Network paths (RFC 9110, RFC 9473)
  { pattern: /\b(?:on|along|beside) (?:the|its|their) way\b/i, instead: 'on the network path, in transit, auxiliary' },
  { pattern: /\b(?:direct|other|own) way\b/i, instead: 'direct connection, alternative route' },
  { pattern: /\b(?:a|the|no) way (?:to|through|from|there|out)\b(?! (?:do|tell|find|avoid|know)\b)/i, instead: 'route, tunnel' },
  { pattern: /(?<!-)\bbox(?:es)?\b/i, instead: 'middlebox, TLS-inspecting proxy' },
  { pattern: /\bdevice on\b/i, instead: 'middlebox (RFC 3234)' },
  // TLS (RFC 8446, RFC 5280)
  { pattern: /\b(?:small|full|usual|its|a|the) hellos?\b|\bhellos\b/i, instead: 'ClientHello' },
  { pattern: /(?<!certificate )\bauthorit(?:y|ies)\b(?! key identifier)/i, instead: 'certificate authority (CA)' },
  { pattern: /\broots\b(?![.\w])/, instead: 'root certificates, CA certificates' },
  { pattern: /\bstores? of roots\b|\bset of roots\b/i, instead: 'trust store, CA bundle' },
  { pattern: /\bvouch(?:es|ed)?\b/i, instead: 'issued by a trusted CA' },
  { pattern: /\bencrypted connection\b/i, instead: 'TLS connection' },
  { pattern: /\bswitched (?:off|on)\b/i, instead: 'disabled, enabled, turned off' },
  // Connections (RFC 9293, RFC 9112)
  { pattern: /(?<!socket )\bhangs? up\b|\bhung up\b/i, instead: 'closes the connection' },
  { pattern: /\bswallow(?:s|ed)?\b|\bvanish(?:es|ed)?\b/i, instead: 'drops packets silently' },
  {
    pattern: /\bcut (?:off|at once)\b|\b(?:was|is|are|were|gets?) cut\b(?! (?:to|short)\b)/i,
    instead: 'reset, closed, truncated',
  },
  { pattern: /\bwithout a word\b|\bsilence\b/i, instead: 'no response, timeout' },
  // HTTP (RFC 9110)
  { pattern: /\bkeyless\b/i, instead: 'unauthenticated, without the key' },
  { pattern: /\blog-ins?\b/i, instead: 'login, proxy authentication' },
  { pattern: /\bgrowing (?:and random )?(?:pause|wait)s?\b/i, instead: 'exponential backoff with jitter' },
  { pattern: /\bin one lump\b/i, instead: 'buffered' },
  { pattern: /\bpercent codes?\b/i, instead: 'percent-encoded' },
  // Files and machines
  { pattern: /\bfolders?\b/i, instead: 'directory' },
  { pattern: /\btoo few files\b/i, instead: 'open file limit reached (EMFILE)' },
  // Headings
  {
    pattern: /^(?:What shows it|What to do|Raised as|Read on|Told by)\b/,
    instead: 'Evidence, How to fix it, SDK error, Documentation',
  },
  // Personification
  { pattern: /\b(?:speaks?|spoken|spoke|hears?|heard)\b/i, instead: 'uses, supports, receives' },
  { pattern: /\bstands? (?:in|before|between|behind|below|at|there|here|with|alone)\b/i, instead: 'is in, precedes' },
  { pattern: /\b(?:own|its|the) words? (?:of|on|for)\b|\bown words?\b/i, instead: 'message, response' },
  { pattern: /\bnames? the (?:root )?cause\b/i, instead: 'identifies the root cause' },
  { pattern: /\blook(?:s|ed|ing)? (?:at|into)\b/i, instead: 'check, inspect, test' },
  { pattern: /\btell(?:s|ing)? (?:\w+ ){0,4}apart\b/i, instead: 'distinguish' },
  // Sentences that read like a translation
  { pattern: /\b(?:whoever|nobody|everybody|somebody|anybody)\b/i, instead: 'the administrator, the operator, no one' },
  { pattern: /\bsound\b/i, instead: 'valid, healthy, well-formed' },
  { pattern: /\bmend(?:s|ed)?\b|\bcures?\b/i, instead: 'fix' },
  { pattern: /\banew\b|\bonce more\b/i, instead: 'again' },
  { pattern: /\bin vain\b/i, instead: 'without success' },
  { pattern: /\band kin\b/i, instead: 'and similar' },
  { pattern: /\bgives? (?:it|them) out\b|\bgave out\b/i, instead: 'returns, issues' },
  { pattern: /\bwas looked\b|\bthat was asked for\b|\bbe it\b/i, instead: 'was checked, requested' },
  { pattern: /\b(?:See|see) (?:that|whether)\b/, instead: 'Check that, Check whether' },
  { pattern: /^(?:Have|Let) (?:the|a|an|it|them|your|calls)\b/, instead: 'Ask the administrator to, Configure' },
  // Spelling
  {
    pattern: /\b\w*(?:recognis|authoris|summaris|organis|normalis|behaviour|colour|licence|misspelt)\w*/i,
    instead: 'American spelling',
  },
];
