import { CONTINUES } from './carriers.ts';
import type { Line } from './lines.ts';

/** Python's and Java's words between the errors of one chain. */
const CONNECTOR =
  /^\s*(?:During handling of the above exception|The above exception was the direct cause|Caused by\b|Suppressed:|\[cause\])/;
const TRACEBACK = 'Traceback (most recent call last)';
/** The line with which a Python traceback ends. */
const LAST_OF_TRACEBACK = /^[A-Za-z_][\w.]*(?:Error|Exception|Timeout|Interrupt|Disconnected|Refused|Exit|Warning)\b/;
/** An error at the beginning of a line. */
const ERROR_LINE =
  /^(?:\[?(?:error|ERROR|Error)\]?:? |Uncaught |\*\*)?(?:[A-Za-z_][\w.$]*(?:Error|Exception)\b(?: \[\w+\])?|Error|ERROR|error|curl): ?\(?\S/;
const FRAME = /^\s+at \w/;
/** What ends the object that Node prints below an error. */
const CLOSED = /^[}\]]|^$/;

/** What is known of the lines since the last failure began. */
export class Grouping {
  private stamp: string | null = null;
  private traceback: 'none' | 'open' | 'over' = 'none';
  private error = false;
  private frames = false;
  private chained = false;
  private last = '';
  private started = false;

  /** Takes the next line; true where another failure begins with it. */
  next(line: Line): boolean {
    const begins = this.started && this.beginsAnother(line);
    if (begins) this.reset();
    this.note(line);
    return begins;
  }

  private beginsAnother({ text, stamp, level }: Line): boolean {
    if (text.startsWith(TRACEBACK)) return this.traceback === 'over' && !this.chained;
    if (text.startsWith('{"')) return this.last.endsWith('}');
    if (stamp === null) return ERROR_LINE.test(text) && this.isOver();
    if (level !== null) return true;
    return !CONTINUES.test(text) && this.stamp !== null && this.stamp !== stamp;
  }

  /** Errors one below the other are so many failures; inside a traceback, a trace or a chain they are one. */
  private isOver(): boolean {
    if (this.chained || this.traceback === 'open') return false;
    if (this.traceback === 'over') return true;
    return this.error && (!this.frames || CLOSED.test(this.last));
  }

  private note({ text, stamp }: Line): void {
    this.started = true;
    this.stamp ??= stamp;
    if (stamp !== null && !CONTINUES.test(text)) this.stamp = stamp;
    if (text.startsWith(TRACEBACK)) this.traceback = 'open';
    else if (this.traceback === 'open' && LAST_OF_TRACEBACK.test(text)) this.traceback = 'over';
    if (ERROR_LINE.test(text)) this.error = true;
    if (FRAME.test(text)) this.frames = true;
    if (text.trim() !== '') this.chained = CONNECTOR.test(text);
    this.last = text;
  }

  private reset(): void {
    Object.assign(this, { stamp: null, traceback: 'none', error: false, frames: false, chained: false });
  }
}
