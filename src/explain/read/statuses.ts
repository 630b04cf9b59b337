import { STATUS_CODES } from 'node:http';

/** A status that a text names. */
export interface NamedStatus {
  status: number;
  /** Where the number stands, and where what follows it begins. */
  place: number;
  end: number;
  /** True where a client says that it was answered so; else the number only goes with a body or a message. */
  told: boolean;
  /** True where the words around it are a client's own form, which no sentence about the status has. */
  inForm: boolean;
}

/** Numbers that look like a failing status and are no part of a date, an address, a version, a duration or a line number. */
const NUMBER = /(?<![\w.:/#$-]|line |L)([45]\d\d)(?![\w/%]|[.:]\d|,\d{3}|-\d)/g;

/** What must stand right before the number for it to be a status. */
const CUE =
  /(?:error(?: code)?|status(?:[_ -]?code)?|code|https?(?:\/\d(?:\.\d)?)?|response(?: code)?|returned|responded(?: with)?|answered|received|api|upstream|request|failed(?: with)?|exception|got|with|unexpected|was|is|reason|Response)['"`]?\]?(?: of| was| is| code| -)?\s{0,2}(?:=>|[:=(['"`<>,-]){0,3}\s{0,2}['"([<]?$/i;
const CLASS = /\b[A-Z]\w{0,40}(?:Error|Exception|Failure)\]?(?: \[[\w ]{1,40}\])?:? ?\(?$/;
/** Words with which a client reports how it was answered. */
const TOLD =
  /Error code: $|HTTP Request: \w{3,7} \S{1,500} "HTTP\/[\d.]{1,3} $|(?:Client|Server) error '$|Request failed with status code $|does not indicate success: $|response code: $|returned (?:an |unexpected )?(?:HTTP )?(?:error|status|code)[\w :=(]{0,20}$|error, status code: $|responded with (?:a )?(?:status )?(?:code )?\(?$|status (?:client|server) error \($|resulted in a `$|returned error: $|last status: $|ERROR $|Response code (?:error: )?$|\bERROR:? (?:HTTP )?$|unexpected (?:HTTP )?status(?: code)?:? \(?$|API error:? ?\(?$|ResponseError: $|HTTP ?Error:? (?:code )?$|HTTPError: $|bad (?:status|response)(?: code)?:? ?\(?$|invalid (?:status|response)(?: code)?:? ?\(?$|non-(?:200|2xx|ok) (?:status|response)(?: code)?:? ?\(?$|failed with (?:an? )?(?:HTTP )?(?:status |code )*\(?$|statusCode: $|<Response \[$/i;
/** A status line in brackets after the word, as clients in Emacs have it. */
const IN_BRACKETS = /\berror: \(HTTP\/[\d.]{1,3} $/i;
const FOLLOWED = /^ (?:Client|Server) Error:|^ status code \(no body\)|^[^\n]{0,60}\bfor url\b/;

/** Node's library begins its messages with the status: `404 The model …`, `400 {"detail": …}`. */
const BEGINS = /^(?:|: |" |' )\n (?:[{<"[]|error code: |[A-Z][\w`']* )/;

/** What such a message is about; `404 users imported` begins like one. */
const SPEAKS_OF_A_CALL =
  /^ (?:["{<[]|.{0,60}\b(?:model|api key|request|rate limit|quota|access|denied|invalid|unauthorized|not found|does not exist|overloaded|unsupported|exceeded|insufficient)\b)/i;

/** How many statuses of one text are looked at. */
const MOST = 200;

/** The statuses that a text names, in order. */
export function statusesIn(text: string): NamedStatus[] {
  const found: NamedStatus[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const status = statusAt(text, match);
    if (status) found.push(status);
    if (found.length >= MOST) break;
  }
  return found;
}

function statusAt(text: string, found: RegExpExecArray): NamedStatus | null {
  const status = Number(found[1]);
  const place = found.index;
  const before = text.slice(Math.max(0, place - 560), place);
  const after = text.slice(place + 3, place + 80);
  const reason = reasonLength(status, after);
  const begins = BEGINS.test(`${before.slice(-2)}\n${after}`);
  const inForm = FOLLOWED.test(after) || IN_BRACKETS.test(before);
  const told = TOLD.test(before) || CLASS.test(before.slice(-60)) || inForm || (begins && SPEAKS_OF_A_CALL.test(after));
  if (!told && reason === 0 && !CUE.test(before.slice(-60)) && !begins) return null;
  return { status, place, end: place + 3 + reason, told, inForm };
}

const OTHER_REASONS: Record<number, string> = {
  413: 'Request Entity Too Large',
  504: 'Gateway Time-out',
  422: 'Unprocessable Content',
};

/** How much of the text is the standard's own phrase for the status, with its brackets. */
function reasonLength(status: number, after: string): number {
  for (const reason of [STATUS_CODES[status], OTHER_REASONS[status]]) {
    if (!reason) continue;
    const start = /^["')\]]{0,2}[ :,-]{1,3}[('"]?/.exec(after)?.[0].length ?? -1;
    if (start > 0 && after.slice(start, start + reason.length).toLowerCase() === reason.toLowerCase())
      return start + reason.length;
  }
  return 0;
}
