import type { Target } from '../model/target.ts';
import { type BaseUrlReading, readBaseUrl } from './base-url.ts';
import { cutEnds } from './trim.ts';

const LONGEST_SHOWN = 200;

/** The base URL as clients get to see it: a variable untrimmed, because Python takes it so; a flag is ours alone and was trimmed. */
export function givenBaseUrl(target: Target): string {
  return target.baseUrlSource === 'OPENAI_BASE_URL' ? (target.env.OPENAI_BASE_URL ?? target.baseUrl) : target.baseUrl;
}

/** The reading of the base URL as clients get to see it. Spaces at the end are left to the path: Python sends them as `%20`. */
export function readGiven(target: Target): BaseUrlReading {
  return readBaseUrl(cutEnds(givenBaseUrl(target), '', ' '));
}

/** The text without credentials, invisible signs spelled out. */
export function shownBaseUrl(text: string): string {
  const bare = text.replace(/^([^/]*\/\/)?[^/?#]*@/, '$1…@');
  const visible = JSON.stringify(bare.slice(0, LONGEST_SHOWN)).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  const spelled = visible.replace(/[\u007f-\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]/g, escaped);
  return bare.length > LONGEST_SHOWN ? `${spelled}…` : spelled;
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
