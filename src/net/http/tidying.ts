import type { ExchangeFacts } from '../../model/facts/http.ts';

/** Whether the paths differ only in slashes: clients follow that. */
export function isTidying(from: URL, to: URL): boolean {
  const plain = (url: URL) => `${url.origin}${url.pathname.replace(/\/+/g, '/').replace(/\/$/, '')}${url.search}`;
  return plain(from) === plain(to) && from.href !== to.href;
}

/** The address that a redirect leads to, where it differs in slashes alone. */
export function tidiedUrl({ url, answer }: Pick<ExchangeFacts, 'url' | 'answer'>): URL | null {
  const to = answer && redirectTarget(answer, url);
  return to && isTidying(new URL(url), to) ? to : null;
}

/** Where a redirect leads; null for another answer. */
export function redirectTarget(
  { status, headers }: { status: number; headers: Record<string, string> },
  from: string,
): URL | null {
  const { location = '' } = headers;
  return status >= 300 && status < 400 && location !== '' && URL.canParse(location, from) ? new URL(location, from) : null;
}
