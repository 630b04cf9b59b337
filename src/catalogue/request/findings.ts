import type { CatalogueEntry } from '../../model/finding.ts';
import { answered } from '../answered.ts';
import { pages } from '../documented.ts';

/** Findings of the layer `request`: the API understood who asks, not what. A live check meets few of these; logs are full of them. */
export const request = {
  'request/context-length': {
    severity: 'error',
    title: 'More tokens than the model’s context holds',
    explanation:
      '{who} answered {answer}. Messages, tools and the room kept for the reply are together larger than the context of the model. Repeating the request changes nothing.',
    steps: [
      'Send fewer tokens: the context holds {contextLimit}, and the request came to {contextUsed}.',
      'Drop or summarise the oldest messages, and send only the parts of documents that matter.',
      'Ask for a shorter reply, by max_completion_tokens or max_output_tokens, which count too.',
      `Or use a model with a larger context: ${pages.models}`,
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: answered('request/context-length'),
  },
  'request/unsupported-parameter': {
    severity: 'error',
    title: 'Parameter that this model does not take',
    explanation: '{who} answered {answer}. The model, or this server, does not take the parameter or the value that was sent.',
    steps: [
      'Use {instead} in place of {parameter}.',
      'Leave out {parameter}, or give it a value that the answer allows.',
      'Leave out the parameter that the answer names: models that reason take no temperature or top_p, and max_completion_tokens in place of max_tokens.',
      'If a framework sends it, update the framework, or tell it which model it talks to.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: answered('request/unsupported-parameter'),
  },
  'request/content-policy': {
    severity: 'error',
    title: 'Request refused for its content',
    explanation:
      '{who} answered {answer}. A safety system refused the text or the picture. The same request will be refused again.',
    steps: [
      'Reword the request, and look at what users can put into it.',
      `Check texts beforehand with the moderation endpoint, which is free: ${pages.reference}/moderations`,
      'On Azure OpenAI the resource’s content filter can be set, with approval.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: answered('request/content-policy'),
  },
  'request/invalid-body': {
    severity: 'error',
    title: 'Body that the endpoint cannot parse',
    explanation:
      '{who} answered {answer}. The body is not what this endpoint takes: no valid JSON, another encoding than UTF-8, or another media type.',
    steps: [
      'Let a library write the JSON, as json=… in Python or JSON.stringify in JavaScript, instead of putting it together by hand.',
      'Send the header Content-Type: application/json, or multipart/form-data where files are sent.',
      'In a shell put the JSON into a file and send it with `curl --json @body.json`, which avoids the quoting.',
      'The answer gives a hint: {hint}',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: answered('request/invalid-body'),
  },
  'request/invalid-messages': {
    severity: 'error',
    title: 'Messages in an order or form that is not allowed',
    explanation: '{who} answered {answer}. The order, the roles or the parts of the messages break a rule.',
    steps: [
      'Let every message with tool_calls be followed by one message with role tool for each call, with the same tool_call_id.',
      'Use roles that the endpoint knows (system or developer, user, assistant, tool), and give each message content.',
      'When history is cut, cut it between a reply and the next question, never between a call and its result.',
      'The answer points at {parameter}.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: answered('request/invalid-messages'),
  },
  'request/invalid-schema': {
    severity: 'error',
    title: 'Tool or response schema that is not allowed',
    explanation: '{who} answered {answer}. A JSON schema in the request is not valid, or uses what strict mode does not support.',
    steps: [
      'With strict mode list every property under required and set additionalProperties to false on every object.',
      'Give arrays their items, and leave out keywords that are not supported, such as minLength or format in older models.',
      'Let a library make the schema, as Pydantic with client.chat.completions.parse or Zod with zodResponseFormat.',
      'The answer points at {parameter}.',
    ],
    pythonType: 'BadRequestError',
    apiError: null,
    when: answered('request/invalid-schema'),
  },
  'request/wrong-method': {
    severity: 'error',
    title: 'HTTP method that the endpoint does not take',
    explanation: '{who} answered {answer}. The address exists and takes another method, as POST in place of GET.',
    steps: [
      'If the base URL includes an endpoint, such as /chat/completions, take that off: {baseUrl}',
      'Use the method that the reference names for {badPath}: https://platform.openai.com/docs/api-reference',
      'If a redirect was followed on the way, call its target directly: clients turn a POST into a GET when they follow one.',
    ],
    pythonType: null,
    apiError: null,
    when: answered('request/wrong-method'),
  },
  'request/model-retired': {
    severity: 'error',
    title: 'Model that was withdrawn',
    explanation: '{who} answered {answer}. The model existed once and is not served any more.',
    steps: [
      'Use {instead}, which the answer names in its place.',
      `Look up what replaces it: ${pages.deprecations}`,
      'Search the code and its settings for the old name {model}.',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    when: answered('request/model-retired'),
  },
} satisfies Record<`request/${string}`, CatalogueEntry>;
