import { STATUS_CODES } from 'node:http';
import { apiErrors, documentedLink, libraryTypes, newerErrors } from '../../catalogue/documented.ts';
import { catalogue, type FindingId, findingIds } from '../../catalogue/index.ts';
import { libraryType } from '../../knowledge/answer/documented-names.ts';
import type { PythonType } from '../../model/layers.ts';
import { statusOf } from '../../report/exit-status.ts';
import { findingsOfStatus } from './distinctions.ts';
import { meaningOf } from './meanings.ts';
import { listed, type PageTemplate, rowOf, typesOf } from './page.ts';

/** The page of an HTTP status: its possible meanings, and how to distinguish them. */
export function statusPage(status: number, term: string): PageTemplate | null {
  const ids = (findingsOfStatus[status] ??
    (status >= 500 && status < 600
      ? ['server/bad-gateway']
      : status >= 400 && status < 500
        ? ['http/unmapped-status']
        : [])) as FindingId[];
  if (ids.length === 0) return null;
  const rows = Object.values(apiErrors).filter((row) => row.httpStatus === status);
  const newer = newerErrors.filter((row) => row.httpStatus === status);
  const statuses = new Set(ids.map((id) => statusOf({ id, httpStatus: status, causes: [] })));
  return {
    term,
    kind: 'status',
    title: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
    meaning:
      ids.length > 1
        ? 'Several errors use this status. The response body shows which: check error.code first, then error.type, then the message.'
        : meaningOf(ids[0] as FindingId).means,
    causes: ids.length > 1 ? [] : meaningOf(ids[0] as FindingId).causes,
    steps: [...new Set(rows.flatMap(({ steps }) => steps))],
    findings: ids.map(listed),
    apiErrors: [
      ...rows.map(({ id }) => rowOf(id)),
      ...newer.flatMap((row) => (row.apiError ? [] : [{ id: row.finding, httpStatus: row.httpStatus, title: row.title }])),
    ],
    ...typesOf(libraryType(status)),
    exitStatus: statuses.size === 1 ? ([...statuses][0] as number) : null,
    docs: documentedLink(rows[0]?.id ?? null, libraryType(status)),
  };
}

/** The page of an exception of the official SDKs. `note` explains another name for it. */
export function typePage(type: PythonType, term: string, note: string | null): PageTemplate {
  const { meaning, causes, steps, httpStatuses } = libraryTypes[type];
  const status = httpStatuses[0];
  const ids =
    status === undefined
      ? findingIds.filter((id) => catalogue[id].pythonType === type && !id.startsWith('client/'))
      : ((findingsOfStatus[status] ?? []) as FindingId[]);
  return {
    term,
    kind: 'type',
    title: type,
    meaning: note ? `${note} ${meaning}` : meaning,
    causes,
    steps,
    findings: ids.map(listed),
    apiErrors: Object.values(apiErrors)
      .filter((row) => httpStatuses.includes(row.httpStatus))
      .map(({ id }) => rowOf(id)),
    ...typesOf(type),
    exitStatus: null,
    docs: documentedLink(null, type),
  };
}

/** The page of a layer: its findings. */
export function layerPage(layer: string): PageTemplate | null {
  const ids = findingIds.filter((id) => id.startsWith(`${layer}/`));
  if (ids.length === 0) return null;
  return {
    term: layer,
    kind: 'layer',
    title: `Findings of the layer ${layer}`,
    meaning: 'Run explain with an ID to see its page.',
    causes: [],
    steps: [],
    findings: ids.map(listed),
    apiErrors: [],
    pythonTypes: [],
    nodeTypes: [],
    exitStatus: null,
    docs: documentedLink(null, null),
  };
}
