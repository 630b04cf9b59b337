import type { ProgressObserver } from '../../check/until-healthy.ts';
import type { Io } from '../../machine/io.ts';
import { inWords } from '../../model/durations.ts';
import type { Observation, ProbeId } from '../../model/observation.ts';
import type { Probe } from '../../model/probe.ts';
import { probes } from '../../probes/index.ts';
import { measured, milliseconds } from '../../report/reporters/layers.ts';
import { isUnicode } from '../output/style.ts';
import { bar, canShowProgress, elapsed, progressLine } from './line.ts';

type Progress = ProgressObserver & { stop(): Promise<void> };

const SILENT: Progress = { started() {}, ended() {}, waits() {}, stop: async () => {} };

/** Shows the progress of checks on standard error if that is a terminal. `waitMs` is the whole time of --wait. */
export async function progressOn(io: Io, waitMs: number | null): Promise<Progress> {
  if (!canShowProgress(io)) return SILENT;
  const begun = performance.now();
  const open = new Set<string>();
  const done = new Map<string, string>();
  let waiting = '';
  const long = new Map<string, string>();
  const head = () =>
    waiting || [...long.values()].join(', ') || (open.size > 0 ? `Checking ${layersOf(open).join(', ')}` : 'Analyzing results');
  const line = await progressLine(io, () => {
    const ms = performance.now() - begun;
    const share = waitMs === null ? '' : `${bar(ms / waitMs, isUnicode(io))} of ${inWords(waitMs / 1000)} `;
    return [`${head()}  ${share}${elapsed(ms)}`, ...done.values()].join('\n  ');
  });
  return {
    started(id) {
      if (waiting) done.clear();
      waiting = '';
      open.add(id);
      line.update();
    },
    progress(id, passed, total, leftMs) {
      const rest = leftMs === null ? `${passed} of ${total}` : `${inWords(leftMs / 1000)} left`;
      long.set(id, `${LONG_PROBES[id] ?? id}  ${bar(passed / total, isUnicode(io))} ${rest}`);
      line.update();
    },
    ended(id, observation) {
      open.delete(id);
      long.delete(id);
      const name = SHOWN[id];
      if (name && observation.status !== 'skipped')
        done.set(name, `${name.padEnd(NAME_WIDTH)} ${signOf(id, observation, isUnicode(io))}${timeOf(id, observation)}`);
      line.update();
    },
    waits(forWhat, ms) {
      waiting = `${forWhat}: retrying in ${inWords(ms / 1000)}`;
      line.update();
    },
    stop: async () => line.stop(),
  };
}

/** Probes that take minutes, and tell how far they are. */
const LONG_PROBES: { [P in ProbeId]?: string } = { 'tcp/idle': 'Idle connections', 'tcp/repeat': 'Connections' };

/** The probes that stand for their layers, and the parts of --deep: each has a line of its own once it has ended. */
const SHOWN: { [P in ProbeId]?: string } = {
  'dns/system': 'DNS',
  'tcp/connect': 'TCP',
  'proxy/tunnel': 'proxy',
  'tls/handshake': 'TLS',
  'http/models': 'HTTP',
  'http/endpoints': 'endpoints',
  'http/websocket': 'WebSocket',
  'http/body': 'bodies',
  'http/call': 'call',
  'stream/events': 'stream',
  'tcp/repeat': 'repeat',
  'tcp/idle': 'idle',
};

const TIME_WIDTH = 7;
const NAME_WIDTH = Math.max(...Object.values(SHOWN).map((name) => name.length));

/** Whether a probe got what it asked for. */
function signOf(id: ProbeId, observation: Observation, unicode: boolean): string {
  const isSound = observation.status === 'ok' && (probes[id] as Probe).trouble(observation.facts) === null;
  if (isSound) return unicode ? '✓' : '+';
  return unicode ? '✗' : 'x';
}

/** The time that the network took. Nothing else of what came from outside is shown. */
function timeOf(id: ProbeId, observation: Observation): string {
  if (observation.status !== 'ok') return '';
  const summary = (probes[id] as Probe).summarise(observation.facts);
  const { ms } = measured({ status: 'pass', summary, durationMs: observation.durationMs });
  return ms === null ? '' : ` ${milliseconds(Math.round(ms)).padStart(TIME_WIDTH)}`;
}

const LAYER_NAMES: Record<string, string> = {
  config: 'configuration',
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  http: 'HTTP',
  status: 'status page',
};

/** Only the layers: text that does not fit into one line of a terminal flickers when it changes. */
function layersOf(ids: Iterable<string>): string[] {
  return [...new Set([...ids].map((id) => id.slice(0, id.indexOf('/'))))].map((layer) => LAYER_NAMES[layer] ?? layer);
}
