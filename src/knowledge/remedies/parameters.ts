import { setVariable } from '../steps.ts';
import { OF_REQUEST, type Remedy } from './remedy.ts';

const ELSEWHERE = 'If another program sends it, update that program, change its settings, or choose another model there.';

const IN_FOUNDRY =
  'Adjust the content filter of the deployment, with its prompt shields, in Azure AI Foundry: ai.azure.com, Guardrails and controls.';
const REWORD = 'Reword the request, and check what users can put into it.';

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
    said: /Unsupported value:? '(?<refusedParameter>[a-z]\w{1,60})' does not support \S{1,40} with this model\. Supported values are: (?<fittingValues>[^.]{1,100})\./,
    steps: ['Set {refusedParameter} to a value that this model takes: {fittingValues}.', ELSEWHERE],
    sample: "Unsupported value: 'stream' does not support true with this model. Supported values are: false.",
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
    said: /extra_forbidden\W{1,16}loc\W{1,12}body\W{1,8}(?:messages\W{1,8}\d{1,4}\W{1,8}\w{1,20}\W{1,8})?(?<refusedParameter>[a-z]\w{1,60})/,
    steps: ['Remove {refusedParameter} from the request: this server does not know it.', ELSEWHERE],
    sample:
      '{"detail":[{"type":"extra_forbidden","loc":["body","messages",3,"assistant","reasoning_content"],"msg":"Extra inputs are not permitted"}]}',
  },
  {
    of: OF_REQUEST,
    said: /max_tokens: (?<tokensWanted>\d{1,9}) > (?<tokensAtMost>\d{1,9}), which is the maximum allowed number of output tokens/,
    steps: ['Set max_tokens to at most {tokensAtMost}; {tokensWanted} was sent.', ELSEWHERE],
    sample: 'max_tokens: 10240 > 4096, which is the maximum allowed number of output tokens for house-small',
  },
  {
    of: [...OF_REQUEST, 'client/inconclusive'],
    said: /Invalid argument for parameter (?<wrongArgument>[a-z]\w{1,60}): (?<argumentRule>\w{1,60} must be [^"'{}]{1,40})/i,
    means: 'The program refused its own call before it sent anything: {argumentRule}.',
    steps: [
      'Set {wrongArgument} so that it fits ({argumentRule}): in the call, or among the limits of the model in the settings of the program.',
      'If the settings have no such value, update the program.',
    ],
    local: true,
    sample: 'AI_InvalidArgumentError: Invalid argument for parameter maxOutputTokens: maxOutputTokens must be >= 1',
  },
  {
    of: ['request/context-length'],
    said: /(?:of text input|in the messages), (?<tokensOfAnswer>\d{1,9}) in the (?:output|completion)/,
    steps: ['Lower max_tokens, or the setting for the longest output: it reserves {tokensOfAnswer} tokens for the answer.'],
    sample: 'However, you requested about 244027 tokens (112955 of text input, 131072 in the output).',
  },
  {
    of: ['request/', 'client/inconclusive'],
    said: /response exceeded the (?<outputTokens>\d{1,9}) output token maximum.{0,60}CLAUDE_CODE_MAX_OUTPUT_TOKENS/,
    means: 'The answer of the model was longer than the {outputTokens} tokens that Claude Code allows.',
    steps: [
      ...setVariable('Allow more than {outputTokens} tokens, as far as the model can:', 'CLAUDE_CODE_MAX_OUTPUT_TOKENS', '64000'),
      'Or ask for less at once, such as one file after another.',
    ],
    local: true,
    sample:
      "API Error: Claude's response exceeded the 32000 output token maximum. To configure this behavior, set the CLAUDE_CODE_MAX_OUTPUT_TOKENS environment variable.",
  },
  {
    of: OF_REQUEST,
    said: /Function call is missing a thought_signature/,
    steps: [
      'Send each function call back with the thought_signature that came with it, or turn thinking off.',
      'If the call is made inside another program, update that: older versions drop the field.',
    ],
    sample: 'Function call is missing a thought_signature in functionCall parts.',
  },
  {
    of: OF_REQUEST,
    said: /Missing required parameter: 'tools\[\d{1,4}\]\.name'/,
    steps: [
      'Write name, description, and parameters of each tool beside its type, without function around them: /v1/responses requires that form.',
      ELSEWHERE,
    ],
    sample: "Missing required parameter: 'tools[0].name'.",
  },
  {
    of: OF_REQUEST,
    said: /Missing required parameter: 'tools\[\d{1,4}\]\.function'/,
    steps: [
      'Write name, description, and parameters of each tool inside function, beside its type: /v1/chat/completions requires that form.',
      ELSEWHERE,
    ],
    sample: "Missing required parameter: 'tools[0].function'.",
  },
  {
    of: OF_REQUEST,
    said: /Missing required parameter: '(?<missingParameter>[\w.[\]]{1,80})'/,
    steps: ['Send {missingParameter}, which the endpoint requires.', ELSEWHERE],
    sample: "Missing required parameter: 'messages[2].content[0].type'.",
  },
  {
    of: OF_REQUEST,
    said: /'stream_options' parameter is only allowed when 'stream' is enabled/,
    steps: ['Remove stream_options from the request, or set stream to true.', ELSEWHERE],
    sample: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
  },
  {
    of: OF_REQUEST,
    said: /does not support specifying dimensions/,
    steps: ['Remove dimensions from the request: this embedding model has one fixed length.', ELSEWHERE],
    sample: 'This model does not support specifying dimensions.',
  },
  {
    of: [...OF_REQUEST, 'auth/permission-denied'],
    said: /Streaming requests are not yet allowed/,
    steps: ['Set stream to false: the gateway in front of this API takes no streamed calls.', ELSEWHERE],
    sample: "Error code: 403 - {'message': 'Streaming requests are not yet allowed.'}",
  },
  {
    of: OF_REQUEST,
    said: /"?code"?: ?20015\b.{0,60}parameter is invalid/,
    steps: [
      'Remove the optional parameters of the request, for embeddings dimensions first: SiliconFlow does not name the one that it refuses.',
      ELSEWHERE,
    ],
    sample: '{"code":20015,"message":"The parameter is invalid. Please check again.","data":null}',
  },
  {
    of: [...OF_REQUEST, 'client/inconclusive'],
    said: /setting the header '(?<headerName>[\w-]{2,60}): (?<headerValue>[\w.=;, -]{1,80})'/,
    means: 'The API wants the header {headerName}: {headerValue} with this call.',
    steps: [
      'Send the header {headerName}: {headerValue}, in Python with default_headers={"{headerName}": "{headerValue}"}.',
      'Or update the SDK or the program: newer versions send it.',
    ],
    sample: "The v1 API has been deprecated. Please try again by setting the header 'OpenAI-Beta: assistants=v2'.",
  },
  {
    of: [...OF_REQUEST, 'auth/permission-denied'],
    said: /Unexpected value\(s\) .?(?<betaValue>[\w-]{3,60}).{0,200} for the .?anthropic-beta/,
    steps: [
      'Stop the client from sending {betaValue} in anthropic-beta, which the API behind the gateway does not know. In Claude Code: `export CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1`',
      'Or update the client and the gateway, and turn off the feature of that name.',
    ],
    sample: 'Unexpected value(s) `prompt-caching-scope-2026-01-05` for the `anthropic-beta` header.',
  },
  {
    of: OF_REQUEST,
    said: /upgrade your client SDK to (?<wantedVersions>[\w>=./ -]{5,120}?) to adopt/,
    steps: ['Upgrade the SDK to {wantedVersions}, or the program that contains it.'],
    sample: 'Please upgrade your client SDK to Python >= 2.0.0 or JavaScript/TypeScript >= 2.0.0 to adopt the new schema.',
  },
  {
    of: OF_REQUEST,
    said: /8K max_tokens is only available when using beta api/,
    steps: ['Set max_tokens to at most 4096, or use the base URL that the message names.', ELSEWHERE],
    sample: '8K max_tokens is only available when using beta api (set base_url="https://api.deepseek.com/beta")',
  },
  {
    of: OF_REQUEST,
    said: /Additional properties are not allowed \('(?<extraName>[\w-]{1,60})' was unexpected\) - '(?<extraPlace>[\w.[\]]{1,80})'/,
    steps: ['Remove {extraName} from {extraPlace}, or give it its right name: a message has role and content.', ELSEWHERE],
    sample: "Additional properties are not allowed ('message' was unexpected) - 'messages.0'",
  },
  {
    of: OF_REQUEST,
    said: /Missing mutually exclusive parameters: '(?<emptyPart>[\w.[\]]{1,80})'\. Ensure you are providing exactly one of: (?<oneOf>[\w' ,]{3,120})\./,
    steps: [
      'Give {emptyPart} exactly one of {oneOf}.',
      'If a library for agents makes it, update the library, or go back to the version before the error began.',
    ],
    sample:
      "Missing mutually exclusive parameters: 'input[17].output[0]'. Ensure you are providing exactly one of: 'file_id' or 'image_url'.",
  },
  {
    // https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter
    of: ['request/content-policy'],
    said: /\bAzure OpenAI's content management policy\b.{0,1200}\bjailbreak['"]: ?\{['"](?:filtered|detected)['"]: ?[Tt]rue/,
    steps: [
      'The prompt shield of Azure took the prompt for a jailbreak. Take out what tells the model to ignore its rules or to play a part, or put it into the system message.',
      IN_FOUNDRY,
      REWORD,
    ],
    alone: true,
    sample:
      "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. 'content_filter_result': {'hate': {'filtered': False, 'severity': 'safe'}, 'jailbreak': {'filtered': True, 'detected': True}}",
  },
  {
    of: ['request/content-policy'],
    said: /\bAzure OpenAI's content management policy\b/,
    unless: /\bjailbreak['"]: ?\{['"](?:filtered|detected)['"]: ?[Tt]rue/,
    steps: [
      IN_FOUNDRY,
      'Read content_filter_result in the answer: it names the category that was filtered, and its severity.',
      REWORD,
    ],
    alone: true,
    sample:
      "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
  },
];
