import type { CatalogueEntry } from '../../model/finding.ts';
import { onApiError } from '../answered.ts';

/** Findings of the layer `request`: the credentials are valid, the request is not. Mostly seen in logs. */
export const request = {
  'request/context-length': {
    severity: 'error',
    title: 'Context length exceeded',
    explanation:
      '{who} returned {answer}. The messages, the tools, and the tokens reserved for the output exceed the context window of the model. Retrying does not help.',
    steps: [
      'Send fewer tokens: the request has {contextUsed}, and the context window has {contextLimit}.',
      'If the server at {unknownApi} is yours, start it with a larger context: --max-model-len in vLLM, --context-length in SGLang, -c in llama.cpp.',
      'Remove or summarize the oldest messages, and send only the relevant parts of documents.',
      'Lower max_completion_tokens or max_output_tokens, which also count.',
      'Or use a model with a larger context window: {modelsPage}',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: onApiError('request/context-length'),
  },
  'request/unsupported-parameter': {
    severity: 'error',
    title: 'Unsupported parameter',
    explanation: '{who} returned {answer}. The model, or this server, does not support a parameter or value in the request.',
    steps: [
      'Use {instead} instead of {parameter}.',
      'Remove {parameter}, or set a value that the response allows.',
      'For reasoning models, remove temperature and top_p, and use max_completion_tokens instead of max_tokens.',
      'If a framework sends the parameter, update the framework, or set the model in its configuration.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: onApiError('request/unsupported-parameter'),
  },
  'request/content-policy': {
    severity: 'error',
    title: 'Content policy violation',
    explanation: '{who} returned {answer}. A safety system rejected the text or the image. Retrying does not help.',
    steps: ['Reword the request, and check what users can put into it.'],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: onApiError('request/content-policy'),
  },
  'request/invalid-body': {
    severity: 'error',
    title: 'Invalid request body',
    explanation:
      '{who} returned {answer}. The endpoint cannot parse the body: it is not valid JSON, not UTF-8, or has the wrong media type.',
    steps: [
      'Create the JSON with a library (json= in Python, JSON.stringify in JavaScript), not by concatenating text.',
      'Set the header Content-Type: application/json, or multipart/form-data for file uploads.',
      'In a shell, write the JSON to a file to avoid quoting: `curl --json @body.json -H "Authorization: Bearer {keyShell}" {origin}/v1/chat/completions`',
      'Follow the hint in the response: {hint}',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: onApiError('request/invalid-body'),
  },
  'request/invalid-messages': {
    severity: 'error',
    title: 'Invalid order or format of messages',
    explanation: '{who} returned {answer}. The order, a role, or a part of the messages is invalid.',
    steps: [
      'After each message with tool_calls, send one message with role tool for each call, with the same tool_call_id.',
      'Use only supported roles (system or developer, user, assistant, tool), and set the content of each message.',
      'Send the history back whole: in thinking mode each assistant message with its reasoning_content, and no tool call without its result.',
      'Check {parameter}, which the response names.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: onApiError('request/invalid-messages'),
  },
  'request/invalid-schema': {
    severity: 'error',
    title: 'Invalid JSON schema',
    explanation:
      '{who} returned {answer}. The JSON schema of a tool or response format is invalid, or uses a keyword that strict mode does not support.',
    steps: [
      'In strict mode, list every property under required, and set additionalProperties to false in every object.',
      'Define items for arrays, and remove unsupported keywords, such as minLength or format with older models.',
      'Generate the schema with a library: Pydantic with client.chat.completions.parse, or Zod with zodResponseFormat.',
      'Check {parameter}, which the response names.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    matches: onApiError('request/invalid-schema'),
  },
  'request/wrong-method': {
    severity: 'error',
    title: 'Method not allowed (405)',
    explanation: '{who} returned {answer}. The endpoint exists but requires another HTTP method, such as POST instead of GET.',
    steps: [
      'If the base URL {baseUrl} includes an endpoint, such as /chat/completions, remove it.',
      'Use the method that the API reference gives for {badPath}: {referencePage}',
      'If the URL redirects, call the target directly: clients change POST to GET when they follow a redirect.',
    ],
    pythonType: null,
    apiError: null,
    matches: onApiError('request/wrong-method'),
  },
  'request/model-retired': {
    severity: 'error',
    title: 'Model has been retired',
    explanation: '{who} returned {answer}. The model is no longer available.',
    steps: [
      'Use {instead}, which the response recommends.',
      'Find the replacement: {deprecationsPage}',
      'List the models that are available: `curl -sS {modelsUrl} -H "Authorization: Bearer {keyShell}"`',
      'Replace {model} in your code and configuration.',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    matches: onApiError('request/model-retired'),
  },
} satisfies Record<`request/${string}`, CatalogueEntry>;
