/** A name that exists and that the tool may ask for anyway, being the host of the API's status page: tells a filter from a dead resolver. */
export const CONTROL_NAME = 'status.openai.com';

/** In `DnsAnswer.detail`: the server names others to ask, and C libraries then go on as if it had refused. */
export const REFERRAL = 'it refers to other servers instead of looking the name up';

/** In `DnsAnswer.detail`: why TCP came into it. */
export const TRUNCATED = 'its UDP answer was cut short, so the question went over TCP';
