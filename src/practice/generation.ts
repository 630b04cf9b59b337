import { randomBytes } from 'node:crypto';

/** What the practice API says, word by word. */
const WORDS = Array.from({ length: 20 }, (_, at) => `${at + 1} `);

/** Tokens of a request and its answer, as the API counts them. */
const TOKENS = { input: 13, output: WORDS.length };

/** What a request wants to have generated. */
export interface Wanted {
  endpoint: string;
  model: string;
  includeUsage: boolean;
}

/** One event of a stream: its name, where the endpoint sends one, and its data. */
export interface StreamEvent {
  event: string | null;
  data: object | string;
}

const id = (prefix: string) => `${prefix}${randomBytes(12).toString('hex')}`;
const now = () => Math.floor(Date.now() / 1000);

/** The answer to a request that is not streamed; null for a path that generates nothing. */
export function generated({ endpoint, model }: Wanted): object | null {
  const text = WORDS.join('').trim();
  const chat = { prompt_tokens: TOKENS.input, completion_tokens: TOKENS.output, total_tokens: TOKENS.input + TOKENS.output };
  switch (endpoint) {
    case '/responses':
      return responseOf(model, 'completed', [messageItem('completed', text)]);
    case '/chat/completions': {
      const message = { role: 'assistant', content: text, refusal: null };
      const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }];
      return { id: id('chatcmpl-'), object: 'chat.completion', created: now(), model, choices, usage: chat };
    }
    case '/completions': {
      const choices = [{ index: 0, text, logprobs: null, finish_reason: 'stop' }];
      return { id: id('cmpl-'), object: 'text_completion', created: now(), model, choices, usage: chat };
    }
    case '/embeddings': {
      const data = [{ object: 'embedding', index: 0, embedding: Array.from({ length: 8 }, (_, at) => at / 8) }];
      return { object: 'list', data, model, usage: { prompt_tokens: TOKENS.input, total_tokens: TOKENS.input } };
    }
    default:
      return null;
  }
}

/** The events of a streamed answer, the terminal one last. */
export function eventsOf({ endpoint, model, includeUsage }: Wanted): StreamEvent[] {
  return endpoint === '/responses' ? responseEvents(model) : chatEvents(model, includeUsage);
}

function responseOf(model: string, status: string, output: object[]): object {
  const usage = {
    input_tokens: TOKENS.input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: TOKENS.output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: TOKENS.input + TOKENS.output,
  };
  return {
    id: 'resp_practice',
    object: 'response',
    created_at: now(),
    status,
    error: null,
    incomplete_details: null,
    instructions: null,
    model,
    output,
    parallel_tool_calls: true,
    tool_choice: 'auto',
    tools: [],
    temperature: 1,
    top_p: 1,
    metadata: {},
    usage: status === 'completed' ? usage : null,
  };
}

function messageItem(status: string, text: string): object {
  const content = text === '' ? [] : [{ type: 'output_text', text, annotations: [] }];
  return { id: 'msg_practice', type: 'message', status, role: 'assistant', content };
}

function responseEvents(model: string): StreamEvent[] {
  const text = WORDS.join('').trim();
  const part = { item_id: 'msg_practice', output_index: 0, content_index: 0 };
  const whole = { type: 'output_text', text, annotations: [] };
  const events: { type: string; [field: string]: unknown }[] = [
    { type: 'response.created', response: responseOf(model, 'in_progress', []) },
    { type: 'response.in_progress', response: responseOf(model, 'in_progress', []) },
    { type: 'response.output_item.added', output_index: 0, item: messageItem('in_progress', '') },
    { type: 'response.content_part.added', ...part, part: { ...whole, text: '' } },
    ...WORDS.map((delta) => ({ type: 'response.output_text.delta', ...part, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...part, text, logprobs: [] },
    { type: 'response.content_part.done', ...part, part: whole },
    { type: 'response.output_item.done', output_index: 0, item: messageItem('completed', text) },
    { type: 'response.completed', response: responseOf(model, 'completed', [messageItem('completed', text)]) },
  ];
  return events.map((event, at) => ({ event: event.type, data: { ...event, sequence_number: at } }));
}

function chatEvents(model: string, includeUsage: boolean): StreamEvent[] {
  const head = { id: id('chatcmpl-'), object: 'chat.completion.chunk', created: now(), model };
  const piece = (delta: object, finish: string | null = null): StreamEvent => ({
    event: null,
    data: { ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] },
  });
  const usage = { prompt_tokens: TOKENS.input, completion_tokens: TOKENS.output, total_tokens: TOKENS.input + TOKENS.output };
  return [
    piece({ role: 'assistant', content: '', refusal: null }),
    ...WORDS.map((content) => piece({ content })),
    piece({}, 'stop'),
    ...(includeUsage ? [{ event: null, data: { ...head, choices: [], usage } }] : []),
    { event: null, data: '[DONE]' },
  ];
}
