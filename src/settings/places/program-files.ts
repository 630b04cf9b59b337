import type { Assignment } from './assignment.ts';

/** Splits a text into its assignments, one a line. */
type Lines = (text: string) => Assignment[];

/** `{"OPENAI_API_KEY": "…"}`: codex's `auth.json` and llm's `keys.json`. */
export function keysJson(text: string): Assignment[] {
  return textsOf(parsed(text));
}

/** `{"env": {"NAME": "…"}}`: the settings of Claude Code, which it hands to the programs that it starts. */
export function claudeJson(text: string): Assignment[] {
  const settings = parsed(text);
  return textsOf(settings !== null && typeof settings === 'object' && 'env' in settings ? settings.env : null);
}

function textsOf(json: unknown): Assignment[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value, line: null, quoted: false }] : [],
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const SECTION = /^\s{0,40}\[([^\]]{1,200})\]/;

/** The settings at the top, and the `base_url` of the provider that `model_provider` names. Profiles and other providers are left out. */
export function codexToml(text: string, lines: Lines): Assignment[] {
  const all = lines(text);
  const sections = sectionsOf(text);
  const sectionAt = (line: number) => sections.findLast((section) => section.line < line)?.name ?? '';
  const top = all.filter(({ line }) => line !== null && sectionAt(line) === '');
  const provider = top.find(({ name }) => name === 'model_provider')?.value;
  const chosen = all.filter(
    ({ name, line }) => name === 'base_url' && line !== null && providerOf(sectionAt(line)) === (provider ?? null),
  );
  return [...top.filter(({ name }) => name !== 'base_url'), ...chosen];
}

function sectionsOf(text: string): { name: string; line: number }[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const name = SECTION.exec(line)?.[1];
    return name === undefined ? [] : [{ name: name.trim(), line: index + 1 }];
  });
}

function providerOf(section: string): string | null {
  return /^model_providers\.["']?([\w.-]{1,100})["']?$/.exec(section)?.[1] ?? null;
}

/** The `apiKey` and `apiBase` of the first model whose provider is `openai`. */
export function continueYaml(text: string, lines: Lines): Assignment[] {
  const starts = [...text.matchAll(/^[ \t]{0,40}-[ \t]/gm)].map(({ index }) => index);
  const models = starts.map((start, at) => ({ start, text: text.slice(start, starts[at + 1]) }));
  const model = models.find((one) =>
    /^[ \t]{0,40}(?:- )?[ \t]{0,40}provider:[ \t]{0,8}["']?openai["']?[ \t]{0,8}$/m.test(one.text),
  );
  if (!model) return [];
  const before = text.slice(0, model.start).split('\n').length - 1;
  const own = lines(model.text).filter(({ name }) => name === 'apiKey' || name === 'apiBase');
  return own.map((one) => ({ ...one, line: one.line === null ? null : one.line + before }));
}
