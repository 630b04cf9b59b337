/** What `--deep` can add, in the order of the help. */
export const DEEP_PARTS = ['call', 'stream', 'endpoints', 'body', 'websocket', 'idle'] as const;

export type DeepPart = (typeof DEEP_PARTS)[number];
