import type { TargetUrl } from '../../../model/target.ts';

/** Whom a line names as the other side of a call. */
export interface Peer {
  url: TargetUrl | null;
  host: string;
  port: number | null;
  scheme: 'http' | 'https';
  /** Where in the passage's text it stands. */
  place: number;
  role: Role;
}

/** The role of an address in a line, the strongest last: mentioned, configured, part of a call, the target of the error. */
export type Role = 'mentioned' | 'configured' | 'called' | 'target';
export const STRENGTH: Role[] = ['mentioned', 'configured', 'called', 'target'];

/** The address that a server binds to, and that no client can call. */
export const isNobody = (host: string) => host === '0.0.0.0' || host === '::' || host.length < 2;
