/** One question as it goes onto the wire. */
export interface Question {
  name: string;
  type: 'A' | 'AAAA';
  /** With EDNS0 (RFC 6891), which a server needs before it may say more about a failure (RFC 8914). Applications ask without. */
  edns: boolean;
  /** Sets the CD bit (RFC 4035 section 3.2.2): the resolver answers although it could not validate. */
  unchecked: boolean;
}
