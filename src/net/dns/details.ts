/** Control name: the host of the status page. Distinguishes a filter from a dead resolver. */
export const CONTROL_NAME = 'status.openai.com';

/** In `DnsAnswer.detail`: the server refers to others, which C libraries treat like REFUSED. Part of recorded reports, as are those below. */
export const REFERRAL = 'it refers to other servers instead of looking the name up';

/** Prefix of `DnsAnswer.detail` where the response came from another address; the address follows. */
export const ELSEWHERE = 'its answer from another address than was asked';

/** Suffix of `DnsAnswer.detail` where a response over TCP ended early. */
export const UNFINISHED = 'of an answer over TCP, and not the rest of it';

/** In `DnsAnswer.detail`: why the query was repeated over TCP. */
export const TRUNCATED = 'its UDP answer was cut short, so the question went over TCP';
