import type { Report } from '../../model/report.ts';
import { json } from '../../report/reporters/json/json.ts';
import { exposition, type Gauge } from '../../report/reporters/openmetrics/exposition.ts';
import { gaugesOf } from '../../report/reporters/openmetrics/gauges.ts';
import { type Answer, plain } from './server.ts';
import type { Checker, Watched } from './watched.ts';

const METRICS = 'text/plain; version=0.0.4; charset=utf-8';

/** More than so many requests for checks at once are sent away. */
const LONGEST_QUEUE = 8;

/** Answers the requests of Prometheus, of orchestrators, and of people. */
export function pagesOf(all: Watched[], checker: Checker): (url: URL) => Promise<Answer> {
  const pages: Record<string, (name: string | null) => Answer | Promise<Answer>> = {
    '/': () => plain(200, 'api-doctor watch: /metrics, /report?target=NAME, /probe?target=NAME, /healthz'),
    '/healthz': () => plain(200, 'ok'),
    '/metrics': () => ({ status: 200, type: METRICS, body: exposition(gaugesOf(all.flatMap(observed))) }),
    '/report': (name) => reportPage(targetNamed(all, name)),
    '/probe': (name) => probePage(targetNamed(all, name), checker),
  };
  return async ({ pathname, searchParams }) =>
    (Object.hasOwn(pages, pathname) ? pages[pathname]?.(searchParams.get('target')) : null) ?? plain(404, 'not found');
}

function observed({ name, report }: Watched): { target: string; report: Report }[] {
  return report ? [{ target: name, report }] : [];
}

/** The only target needs no name. */
function targetNamed(all: Watched[], name: string | null): Watched | undefined {
  return name === null && all.length === 1 ? all[0] : all.find((one) => one.name === name);
}

function reportPage(one: Watched | undefined): Answer {
  if (!one) return plain(404, 'unknown target; name one of the list with ?target=NAME');
  if (!one.report) return plain(503, 'not checked yet');
  return { status: 200, type: 'application/json; charset=utf-8', body: json(one.report) };
}

/** Checks now, as blackbox_exporter does, for a Prometheus that schedules the checks itself. */
async function probePage(one: Watched | undefined, checker: Checker): Promise<Answer> {
  if (!one) return plain(400, 'unknown target; name one of the list with ?target=NAME');
  if (checker.queue >= LONGEST_QUEUE) return plain(503, 'too many checks are waiting');
  const report = await checker.check(one);
  const gauges: Gauge[] = [
    {
      name: 'probe_success',
      help: 'Whether calls work.',
      samples: [{ labels: {}, value: report.verdict === 'failing' ? 0 : 1 }],
    },
    {
      name: 'probe_duration_seconds',
      help: 'How long the check took.',
      samples: [{ labels: {}, value: report.durationMs / 1000 }],
    },
  ];
  return { status: 200, type: METRICS, body: exposition([...gauges, ...gaugesOf([{ target: one.name, report }])]) };
}
