import type { Target } from '../model/target.ts';
import { type Carrier, mayTravelOn } from './key.ts';
import { maskerOf } from './secrets.ts';

/** Some gateways take the key as a part of the path: `https://host/KEY/v1`. It goes where the key goes, also in requests that carry no other. */
export function pathOn(path: string, target: Target, carrier: Carrier): string {
  return mayTravelOn(carrier, target) ? path : publicPath(path, target);
}

/** A path in which a word stands for each segment with a secret. */
export function publicPath(path: string, target: Target): string {
  const mask = maskerOf(target);
  const isPublic = (segment: string) => [segment, decoded(segment)].every((form) => mask(form) === form);
  return path
    .split('/')
    .map((segment) => (isPublic(segment) ? segment : 'KEY'))
    .join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
