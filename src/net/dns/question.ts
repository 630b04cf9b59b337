/** One DNS query. */
export interface Question {
  name: string;
  type: 'A' | 'AAAA';
  /** With EDNS0 (RFC 6891), which Extended DNS Errors (RFC 8914) require. Applications do not use it. */
  edns: boolean;
  /** Sets the CD bit (RFC 4035 section 3.2.2): the resolver responds without validation. */
  unchecked: boolean;
}
