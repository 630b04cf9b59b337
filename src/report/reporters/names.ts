/** The names of the output formats, apart from their code, which help and errors do without. */
export const formatNames = ['human', 'json', 'markdown', 'html', 'junit', 'github', 'openmetrics'] as const;

export type FormatName = (typeof formatNames)[number];
