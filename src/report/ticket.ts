import { parseErrorBody } from '../knowledge/answer/read-answer.ts';
import type { CallFacts, ExchangeFacts } from '../model/facts/http.ts';
import type { DiagnosisInput } from '../model/observation.ts';
import type { Ticket } from '../model/report.ts';

/** What support asks for when a problem persists: the request, the response with its request ID, and the time. */
export function ticketOf(c: DiagnosisInput, timeZone: string): Ticket {
  const exchange = exchangeOf(c);
  const answer = exchange?.answer ?? null;
  const error = answer && answer.status >= 400 ? parseErrorBody(answer.body) : null;
  return {
    model: c.target.model ?? (exchange && 'model' in exchange ? exchange.model : null),
    errorCode: error?.code ?? exchange?.problem?.code ?? null,
    errorMessage: error?.message ?? exchange?.problem?.message ?? null,
    requestId: answer?.headers['x-request-id'] ?? null,
    request: exchange && { method: exchange.method, url: exchange.url, headers: exchange.requestHeaders },
    response: answer && { status: answer.status, headers: answer.headers },
    timestamp: c.startedAt,
    timeZone,
  };
}

/** Authenticated requests, the most informative first. */
const KEYED = ['stream/events', 'http/call', 'http/model', 'http/models'] as const;

/** The rejected authenticated request, else the first with a response, else the first that was tried. */
function exchangeOf(c: DiagnosisInput): ExchangeFacts | CallFacts | null {
  const keyed = KEYED.map((id) => exchangeBy(c, id)).filter((facts) => facts !== null);
  const all = [...keyed, exchangeBy(c, 'http/unauthenticated')].filter((facts) => facts !== null);
  const refused = keyed.find((facts) => (facts.answer?.status ?? 0) >= 400);
  return refused ?? all.find((facts) => facts.answer) ?? all[0] ?? null;
}

function exchangeBy(c: DiagnosisInput, id: (typeof KEYED)[number] | 'http/unauthenticated'): ExchangeFacts | CallFacts | null {
  const observation = c.observations[id];
  return observation?.status === 'ok' ? observation.facts : null;
}
