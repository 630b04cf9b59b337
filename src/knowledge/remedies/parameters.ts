import { OF_REQUEST, type Remedy } from './remedy.ts';

const ELSEWHERE = 'If another program sends it, update that program, change its settings, or choose another model there.';

/** Messages that name the parameter, and what to do with it. */
export const parameters: Remedy[] = [
  {
    of: OF_REQUEST,
    said: /Unsupported parameter:? ['"`]{0,2}(?<refusedParameter>[a-z][\w.]{1,60})['"`]{0,2} is not supported.{0,60}\bUse ['"`](?<betterParameter>[a-z][\w.]{1,60})['"`] instead/,
    steps: ['Send {betterParameter} instead of {refusedParameter}.', ELSEWHERE],
    sample: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  },
  {
    of: OF_REQUEST,
    said: /Unsupported value:? ['"`]{0,2}(?<refusedParameter>[a-z][\w.]{1,60})['"`]{0,2} does not support (?<refusedValue>\S{1,40}) with this model\. Only the default \((?<onlyValue>\S{1,20})\)/,
    steps: ['Remove {refusedParameter} from the request, or set it to {onlyValue}: this model takes no other value.', ELSEWHERE],
    sample: "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
  },
  {
    of: OF_REQUEST,
    said: /(?:['"`](?:messages\[\d{1,4}\]\.)?role['"`] does not support ['"`]system['"`]|does not support (?:system|developer) (?:role|messages?|instructions?)|(?:System|Developer) (?:role|instruction) (?:is )?not (?:supported|enabled))/i,
    steps: [
      'Put the instructions into the first message with role user: this model takes no message with role system.',
      ELSEWHERE,
    ],
    sample: "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
  },
  {
    of: OF_REQUEST,
    said: /max_tokens is too large: (?<tokensWanted>\d{1,9})\. This model supports at most (?<tokensAtMost>\d{1,9}) completion tokens/,
    steps: ['Set max_tokens to at most {tokensAtMost}; {tokensWanted} was sent.', ELSEWHERE],
    sample: 'max_tokens is too large: 32000. This model supports at most 16384 completion tokens, whereas you provided 32000.',
  },
  {
    of: OF_REQUEST,
    said: /(?:valid range of|Range of) (?<rangedParameter>[a-z]\w{1,40}) (?:is|should be) (?<validRange>[[(][\d., -]{1,40}[\])])/,
    steps: ['Set {rangedParameter} to a value in {validRange}.', ELSEWHERE],
    sample: 'Invalid max_tokens value, the valid range of max_tokens is [1, 8192]',
  },
  {
    of: OF_REQUEST,
    said: /enable_thinking must be set to false for non-streaming calls/,
    steps: [
      'Set enable_thinking to false, extra_body={"enable_thinking": False} in the SDK for Python, or stream the response.',
      ELSEWHERE,
    ],
    sample: 'parameter.enable_thinking must be set to false for non-streaming calls',
  },
  {
    of: OF_REQUEST,
    said: /only supports? stream(?:ing)? mode|please enable the stream parameter/i,
    steps: ['Set stream to true: this model answers only streamed calls.', ELSEWHERE],
    sample: 'This model only support stream mode, please enable the stream parameter to access the model.',
  },
  {
    of: OF_REQUEST,
    said: /temperature.{1,4} and .{0,2}top_p.{1,4} cannot both be specified/,
    steps: ['Remove top_p, or temperature: this model takes one of them alone.', ELSEWHERE],
    sample: '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
  },
  {
    of: OF_REQUEST,
    said: /Invalid 'tools\[\d{1,4}\]\.(?:function\.)?name': string does not match pattern/,
    steps: [
      'Rename the tool: its name may hold only letters, digits, _ and -.',
      'If another program sends it, rename or turn off the tool or MCP server that it comes from.',
    ],
    sample:
      "Invalid 'tools[3].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  },
  {
    of: OF_REQUEST,
    said: /Invalid '(?<longParameter>[\w.[\]]{1,80})': (?<longKind>string|array) too long\. Expected an? \w{5,6} with maximum length (?<lengthAtMost>\d{1,9})/,
    steps: ['Shorten {longParameter}: the {longKind} may have at most {lengthAtMost} characters or entries.', ELSEWHERE],
    sample:
      "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 140 instead.",
  },
  {
    of: OF_REQUEST,
    said: /Invalid schema for (?:function|response_format) '(?<schemaName>[\w.-]{1,80})'.{0,80}'required' is required to be supplied and to be an array including every key in properties\..{0,40}Missing '(?<missingKey>[\w.-]{1,80})'/,
    steps: [
      'Add {missingKey} to required in the schema {schemaName}, or set strict to false: in strict mode required lists every property.',
    ],
    sample:
      "Invalid schema for function 'get_weather': In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'unit'.",
  },
  {
    of: OF_REQUEST,
    said: /Invalid schema for (?:function|response_format) '(?<schemaName>[\w.-]{1,80})'.{0,80}'additionalProperties' is required to be supplied and to be false/,
    steps: ['Set additionalProperties to false in every object of the schema {schemaName}, or set strict to false.'],
    sample:
      "Invalid schema for response_format 'answer': In context=(), 'additionalProperties' is required to be supplied and to be false.",
  },
  {
    of: OF_REQUEST,
    said: /Invalid schema for (?:function|response_format) '(?<schemaName>[\w.-]{1,80})'.{0,120}array schema missing items/,
    steps: [
      'Give each array in the schema {schemaName} its items, such as "items": {"type": "string"}.',
      'If another program sends it, update or turn off the tool or MCP server {schemaName}.',
    ],
    sample: "Invalid schema for function 'list_files': In context=('properties', 'paths'), array schema missing items.",
  },
  {
    of: OF_REQUEST,
    said: /Unsupported parameter:? ['"`]{0,2}(?<refusedParameter>[a-z][\w.]{1,60})['"`]{0,2} is not supported/,
    steps: ['Remove {refusedParameter} from the request: this model does not take it.', ELSEWHERE],
    sample: "Unsupported parameter: 'temperature' is not supported with this model.",
  },
  {
    of: OF_REQUEST,
    said: /(?:Unrecognized request arguments? supplied: |Unknown (?:parameter: |name \\{0,2}["'])|property \\{0,2}['"])\\{0,2}['"`]?(?<refusedParameter>[a-z][\w.[\]]{1,80})(?!\S*' is missing)/,
    steps: ['Remove {refusedParameter} from the request: this server does not know it.', ELSEWHERE],
    sample: 'Unrecognized request argument supplied: parallel_tool_calls',
  },
  {
    of: OF_REQUEST,
    said: /Missing required parameter: '(?<missingParameter>[\w.[\]]{1,80})'/,
    steps: ['Send {missingParameter}, which the endpoint requires.', ELSEWHERE],
    sample: "Missing required parameter: 'messages[2].content[0].type'.",
  },
];
