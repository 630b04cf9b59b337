import { apiErrors, type LibraryType, libraryTypes } from '../../catalogue/documented.ts';
import { endpoint } from '../../model/endpoint.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { isFromLog } from './outcome.ts';

/** Layers whose findings are about the host of the API. */
const ABOUT_HOST = /^(?:dns|tcp|tls|http|auth|request|limit|server|stream)\//;

/** The fault with its subject: `api.openai.com: Connection refused`. */
export function headlineOf(finding: Finding, report: Report): string {
  const subject = subjectOf(finding, report);
  return subject === '' || finding.title.includes(subject) ? finding.title : `${subject}: ${finding.title}`;
}

function subjectOf({ id }: Finding, { target, settings }: Report): string {
  const proxy = settings?.proxy;
  if (id.startsWith('proxy/')) return proxy ? endpoint(proxy.host, proxy.port) : '';
  if (!ABOUT_HOST.test(id) || target.host === null) return '';
  return target.port === null || [80, 443].includes(target.port) || id.startsWith('dns/')
    ? target.host
    : endpoint(target.host, target.port);
}

/** What the SDKs report where no answer came. */
const MESSAGES: Partial<Record<LibraryType['name'], string>> = {
  APIConnectionError: 'Connection error.',
  APITimeoutError: 'Request timed out.',
};

/** The exception of the SDKs, as it stands in a stack trace; null where there is none. */
export function sdkErrorOf({ pythonType, httpStatus }: Finding): string | null {
  const type = pythonType ? libraryTypes[pythonType] : null;
  if (!type) return null;
  const status = httpStatus ?? type.httpStatuses[0];
  const message = MESSAGES[type.name] ?? (status ? `Error code: ${status}` : '');
  const names = type.name === type.nodeName ? 'Python, Node.js' : `Python; ${type.nodeName} in Node.js`;
  return `${type.name}${message ? `: ${message}` : ''} (${names})`;
}

/** The row of the documentation, if it is about this status. */
export function documentedErrorOf({ apiError, httpStatus }: Finding): string | null {
  const error = apiError ? apiErrors[apiError] : null;
  if (!error || (httpStatus !== null && httpStatus !== error.httpStatus)) return null;
  return `${error.httpStatus} - ${error.title}`;
}

/** How the calls were made: `direct`, `via proxy`, `read from a log`. */
export function routeWord(report: Report): string {
  if (isFromLog(report)) return 'read from a log';
  return report.target.route === 'proxy' ? 'via proxy' : 'direct';
}
