import type { CatalogueEntry } from '../model/finding.ts';
import { documentedLink } from './documented.ts';

/** Where docs/ of this project can be read; null as long as the project has no address of its own. */
const DOCS: string | null = null;

/** The anchor of a finding in docs/findings.md. */
export function anchorOf(id: string): string {
  return id.replace('/', '-');
}

/** What a finding's `docs` leads to: its own section where docs/ can be reached, else the section of the API's guide. */
export function docsOf(id: string, entry: Pick<CatalogueEntry, 'docs' | 'apiError' | 'pythonType'>, docs = DOCS): string {
  if (docs !== null) return `${docs}/findings.md#${anchorOf(id)}`;
  return entry.docs ?? documentedLink(entry.apiError, entry.pythonType);
}
