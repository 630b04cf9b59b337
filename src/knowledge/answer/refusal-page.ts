/** Words that only a filter has reason to write. */
const FILTER_WORDS =
  /(?:site|website|web ?page|url|category)[^<>.]{0,60}(?:blocked|denied|restricted|prohibited)|(?:blocked|restricted|prohibited) (?:by|due to|because|in accordance|under)|web ?filter|content filter|acceptable use|company policy|(?:network|it|security) (?:policy|department)/i;

/** Words that a filter and a web server have in common. */
const REFUSAL_WORDS =
  /(?:access|request|site|page|url|website|category)[^<>.]{0,60}(?:blocked|denied|forbidden|restricted|prohibited|not (?:allowed|permitted))|denied (?:by|due to|because|in accordance|under)|(?:system|network|it|security) (?:administrator|policy|department)/i;

/** What the usual web servers write where their own configuration refuses a request: nginx, Apache, IIS, Tomcat, lighttpd. */
const STOCK_PAGE =
  /<center>(?:nginx|openresty|tengine)(?:\/[\d.]{1,20})?<\/center>|<address>Apache|You don.t have permission to access|<h[12]>403 - Forbidden|HTTP Error 403\.\d|HTTP Status 403|<h1>403(?: -)? Forbidden<\/h1>/i;

/** Whether a page is a filter's by its words. In front of a host of one's own, only words count that no web server writes. */
export function showsFilter(page: string, isOwn: boolean): boolean {
  if (FILTER_WORDS.test(page)) return true;
  return !isOwn && !STOCK_PAGE.test(page) && REFUSAL_WORDS.test(page);
}
