/** An error of the network or of Node, dug out of its wrappers by `problemOf`. Data, redacted at the door like all the rest. */
export interface NetworkError {
  /** Node's or the library's code: `ECONNREFUSED`, `ENOTFOUND`, `DEPTH_ZERO_SELF_SIGNED_CERT`, `TIMEOUT` for the runner's own deadline. */
  code: string | null;
  /** libuv or getaddrinfo number, negative, as Node gives it. */
  errno: number | null;
  syscall: string | null;
  message: string;
  /** The TLS alert's number, where the message names one. Code names changed between OpenSSL versions, numbers did not. */
  alert: number | null;
  address: string | null;
  port: number | null;
  /** The members of an AggregateError, in order. */
  errors: NetworkError[];
}

/** A mistake of this program: no finding about the network, and never hidden. */
export interface InternalError {
  /** The operation that failed: `alternate route`, `judging dns/nxdomain`. */
  step: string;
  message: string;
}
