import type { PythonType } from '../model/layers.ts';

/** One fault that the practice API plays. */
export interface PracticeRow {
  /** What a model, a header or a path selects it by. */
  name: string;
  /** One line for the list. */
  says: string;
  /** The class that the official Python library raises; null where it raises the base class, or nothing at all. */
  python: PythonType | null;
  /** Which requests it answers where a path selects it: all of them, or those that generate. */
  on: 'every request' | 'generation' | 'upgrade';
  plays: Play;
}

/** What happens in place of the usual answer. */
export type Play =
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body: string | object }
  /** `headers`: the head of an answer comes, and no body. */
  | { kind: 'silent'; after: 'nothing' | 'headers' }
  | { kind: 'close'; how: 'end' | 'reset' | 'half of the body' }
  | { kind: 'stream'; flaw: StreamFlaw }
  | { kind: 'upgrade'; how: UpgradeFault }
  | { kind: 'missing'; endpoint: Endpoint }
  /** Requests with a larger body are refused as a gateway does it. */
  | { kind: 'limit'; bytes: number; how: 'status' | 'reset' };

export type Endpoint = '/responses' | '/chat/completions' | '/embeddings' | '/completions';

export type StreamFlaw =
  | 'cut'
  | 'stalled'
  | 'buffered'
  | 'slow'
  | 'error'
  | 'no-terminal'
  | 'doubled-terminal'
  | 'media-type'
  | 'not-json'
  | 'order'
  | 'other-shape';

/** How an upgrade to WebSocket goes wrong: refused with a status, taken for a plain GET, never answered, or closed with a code. */
export type UpgradeFault = { status: number; body: object } | 'stripped' | 'silent' | 'reset' | { code: number; reason: string };
