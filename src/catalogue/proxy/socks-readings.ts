/** What a proxy's refusal of CONNECT means, by its status (RFC 9110 section 9.3.6), for live responses and for logs. */
export type TunnelId = 'proxy/auth-required' | 'proxy/forbidden' | 'proxy/upstream-failed' | 'proxy/not-a-proxy';

/** The finding for a proxy that answers CONNECT with this status; null where that establishes the tunnel. */
export function tunnelFinding(status: number): TunnelId | null {
  if (status === 200) return null;
  if (status === 407) return 'proxy/auth-required';
  // 501 and 405: a web server without CONNECT; 400 and 404: one that reads it as a path.
  if (status < 300 || [400, 404, 405, 501].includes(status)) return 'proxy/not-a-proxy';
  if (status >= 500 && status !== 511) return 'proxy/upstream-failed';
  return 'proxy/forbidden';
}
