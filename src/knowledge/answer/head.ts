/** How much of a page is looked at: what names its maker stands near the top. */
const PAGE_LIMIT = 65_536;

/** The first part of a body, which is all that the patterns here are run on. */
export function headOf(body: string): string {
  return body.slice(0, PAGE_LIMIT);
}
