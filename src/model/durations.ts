const UNIT_SECONDS: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration as Go prints it (`6m0s`, `20ms`, `7m12s`, `1h2m3.5s`); null where the text is none. */
export function goDuration(text: string): number | null {
  const part = /(\d{1,9}(?:\.\d{1,12})?)(ns|us|µs|ms|s|m|h|d)/y;
  let seconds = 0;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) return null;
    seconds += Number(found[1]) * (UNIT_SECONDS[found[2] as string] as number);
  }
  return text === '' ? null : seconds;
}

/** Longer than any rate limit window. A longer value is not quoted. */
const LONGEST_WAIT_SECONDS = 32 * 86_400;

/** Seconds that a server asks to wait: `retry-after-ms`, then `retry-after` as seconds or as a date (RFC 9110 section 10.2.3) counted from its own `Date`. */
export function retryAfter(headers: Record<string, string>): number | null {
  const ms = decimal(headers['retry-after-ms']);
  const text = headers['retry-after'];
  const seconds = ms === null ? (decimal(text) ?? untilDate(text, headers.date)) : ms / 1000;
  return seconds !== null && seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS ? seconds : null;
}

/** A plain number: what else JavaScript takes for one (`1e9`, `0x10`, nothing at all) no server means. */
function decimal(text: string | undefined): number | null {
  return text !== undefined && /^\s{0,8}\d{1,12}(?:\.\d{0,9})?\s{0,8}$/.test(text) ? Number(text) : null;
}

function untilDate(text: string | undefined, date: string | undefined): number | null {
  const seconds = (Date.parse(text ?? '') - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(seconds) ? seconds : null;
}

/** A span for people: `20 s`, `7 min 12 s`, `1 h 5 min`, `644 ms`. */
export function inWords(seconds: number): string {
  if (seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  const whole = Math.ceil(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  return parts
    .filter(([amount]) => amount > 0)
    .slice(0, 2)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
