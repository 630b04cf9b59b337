import { apiErrors, libraryTypes, newerErrors } from '../../catalogue/documented.ts';
import { catalogue, findingIds } from '../../catalogue/index.ts';
import { books } from '../../knowledge/books.ts';
import { type Io, write } from '../../machine/io.ts';
import type { CatalogueEntry } from '../../model/finding.ts';
import { statusOf } from '../../report/exit-status.ts';
import { asciiUnless, hangingIndent, pad, type Theme, themeFor } from '../../report/reporters/human/layout.ts';
import { styleOf } from '../output/style.ts';

/** The JSON of `codes`. */
interface Codes {
  apiErrors: { id: string; httpStatus: number; title: string }[];
  newerErrors: { httpStatus: number; title: string; code: string | null; apiError: string | null }[];
  libraryTypes: { python: string; node: string; httpStatuses: number[] }[];
  findings: {
    id: string;
    severity: string;
    title: string;
    exitCode: number;
    apiError: string | null;
    pythonType: string | null;
  }[];
  /** The products that are known, each with a page of its own in `explain`. */
  parties: { book: string; id: string; name: string; kind: string | null }[];
}

/** Prints every documented error and every finding. */
export async function listCodes(format: 'human' | 'json', io: Io): Promise<void> {
  const style = await styleOf(io);
  const text =
    format === 'json' ? `${JSON.stringify(codes(), null, 2)}\n` : asciiUnless(style.unicode, human(codes(), themeFor(style)));
  await write(io.stdout, text);
}

function codes(): Codes {
  return {
    apiErrors: Object.values(apiErrors).map(({ id, httpStatus, title }) => ({ id, httpStatus, title })),
    newerErrors: newerErrors.map(({ httpStatus, title, code, apiError }) => ({ httpStatus, title, code, apiError })),
    libraryTypes: Object.values(libraryTypes).map(({ name, nodeName, httpStatuses }) => ({
      python: name,
      node: nodeName,
      httpStatuses,
    })),
    findings: findingIds.map((id) => {
      const { severity, title, apiError, pythonType }: CatalogueEntry = catalogue[id];
      return {
        id,
        severity,
        title,
        exitCode: severity === 'error' ? statusOf({ id, httpStatus: null, causes: [] }) : 0,
        apiError,
        pythonType,
      };
    }),
    parties: Object.entries(books).flatMap(([book, entries]) =>
      entries.map((entry) => ({ book, id: entry.id, name: entry.name, kind: 'kind' in entry ? entry.kind : null })),
    ),
  };
}

const PARTIES: [keyof typeof books, string][] = [
  ['client', 'Clients that are known'],
  ['middlebox', 'Products between client and API that are known'],
  ['provider', 'Providers that are known'],
];

function human(all: Codes, look: Theme): string {
  const list = (name: string, lines: string[]) => `${look.bold(name)}\n${lines.join('\n')}\n`;
  const errors = all.apiErrors.map(({ id, httpStatus, title }) =>
    hangingIndent(`  ${pad(id, 28)} `, `${httpStatus} - ${title}`, look),
  );
  const newer = all.newerErrors.map(({ httpStatus, title, code }) =>
    hangingIndent(`  ${pad(code ?? '', 36)} `, `${httpStatus} - ${title}`, look),
  );
  const types = all.libraryTypes.map(({ python, node, httpStatuses }) => {
    const raised = httpStatuses.length > 0 ? `status ${httpStatuses.join(', ')}` : 'no response';
    return hangingIndent(`  ${pad(python, 26)} `, node === python ? raised : `${raised}; ${node} in Node.js`, look);
  });
  const findings = all.findings.map(({ id, severity, title, exitCode }) =>
    hangingIndent(`  ${pad(severity === 'error' ? String(exitCode) : severity, 8)} ${pad(id, 32)} `, title, look),
  );
  const products = (book: string) =>
    all.parties
      .filter((party) => party.book === book)
      .map(({ id, name, kind }) => hangingIndent(`  ${pad(id, 28)} `, kind ? `${name}, ${kind}` : name, look));
  const parties = PARTIES.flatMap(([book, heading]) => (products(book).length > 0 ? [list(heading, products(book))] : []));
  return [
    list('Documented API errors', errors),
    list('Errors of newer revisions of the documentation, by code', newer),
    list('Exceptions of the Python SDK', types),
    list('Findings (exit status for errors)', findings),
    ...parties,
  ].join('\n');
}
