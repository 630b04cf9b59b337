import { fillPage } from '../explain/page/fill-page.ts';
import { pageText } from '../explain/page/page-text.ts';
import { readyPage } from '../explain/page/ready-pages.ts';
import { type Io, write } from '../machine/io.ts';
import { OK } from '../report/exit-status.ts';
import { styleOf } from './output/style.ts';

/** Prints the page of a term that the build has made, and resolves with the exit status; null where it made none. */
export async function explainReady(term: string, io: Io): Promise<number | null> {
  const ready = readyPage(term);
  if (ready === null) return null;
  const page = fillPage(ready.template, ready.values, io);
  await write(io.stdout, pageText(page, await styleOf(io)));
  return OK;
}
