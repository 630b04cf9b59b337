/** Second levels of country domains below which anybody registers a name, as `co.uk` and `com.au`. */
const OPEN_SECOND_LEVEL = /\.(?:com?|ne|net|org?|go|gov|gob|edu|ac|mil)\.[a-z]{2}$/;

/**
 * The domain that the owner of a host name registered, by its last labels; an address as it is. The public suffix list knows more: names of
 * customers of one hosting provider count as one site here.
 */
export function siteOf(host: string): string {
  const name = host.toLowerCase();
  if (/^[\d.[]+$|:/.test(name)) return name;
  return name
    .split('.')
    .slice(OPEN_SECOND_LEVEL.test(name) ? -3 : -2)
    .join('.');
}

/** Addresses and names of this machine and of private networks (RFC 1918, 3927, 4193, 6761, and suffixes in use). */
const PRIVATE_HOST =
  /^(?:localhost|\[?::1\]?|[^.:]+|(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|0\.0\.0)\.[\d.]+|\[?f[cd][0-9a-f]{2}:.*|.*\.(?:local|internal|lan|corp|home|localhost|intranet|test))$/i;

/** Whether a host is on this machine or in a private network. */
export function isPrivateHost(host: string): boolean {
  return PRIVATE_HOST.test(host.slice(0, 300));
}
