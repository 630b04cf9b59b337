/** A name that exists and that the tool may ask for anyway, being the host of the API's status page: tells a filter from a dead resolver. */
export const CONTROL_NAME = 'status.openai.com';

/** In `DnsAnswer.detail`: the server names others to ask, and C libraries then go on as if it had refused. */
export const REFERRAL = 'it refers to other servers instead of looking the name up';

/** Begins `DnsAnswer.detail` where somebody else answered, with the sender's address behind it. */
export const ELSEWHERE = 'its answer from another address than was asked';

/** Ends `DnsAnswer.detail` where an answer over TCP stopped in the middle. */
export const UNFINISHED = 'of an answer over TCP, and not the rest of it';

/** In `DnsAnswer.detail`: why TCP came into it. */
export const TRUNCATED = 'its UDP answer was cut short, so the question went over TCP';
