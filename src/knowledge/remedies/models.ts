import { OF_REQUEST, type Remedy } from './remedy.ts';

const OF_MODEL = ['auth/model-not-found', 'http/not-found', 'request/', 'http/bad-request'] as const;

const LITELLM =
  'LiteLLM takes the provider from the part of the model before the first slash. In {litellmModel} it recognizes none, so it sent nothing.';

/** Messages about the model, its name, and what it was started with. */
export const models: Remedy[] = [
  {
    of: OF_MODEL,
    // Groq's API has the same words for the models that it does not have.
    said: /\b[Tt]he model [`'"\\]{1,2}(?<othersModel>(?:[\w-]{1,30}\/)?(?:meta-|codel?)?(?:llama|claude|gemini|gemma|gpt-oss|qwen|qwq|mistral|mixtral|codestral|deepseek|phi-?\d|kimi|moonshot|glm-|grok|command-r|yi-|ernie|doubao|hunyuan|sonar)[\w.:/-]{0,80})[`'"\\]{1,2} does not exist or you do not have access to it/,
    unless:
      /https?:\/\/(?!(?:api|platform)\.openai\.com)[\w.[-]|\b(?:groq|cerebras|together|fireworks|openrouter|vllm|ollama|sglang|nvidia|lm ?studio)\b/i,
    steps: [
      'Set the base URL of the server that has {othersModel}, with OPENAI_BASE_URL or base_url=… in the program. Where none is set, the call goes to the API of OpenAI, which does not have that model.',
      'If the base URL is set, show the names of the models there: `curl -sS {modelsUrl} -H "Authorization: Bearer {keyShell}"`',
    ],
    sample: 'The model `llama3.1:8b` does not exist or you do not have access to it.',
  },
  {
    of: [...OF_REQUEST, 'http/not-found', 'server/bad-gateway', 'client/inconclusive'],
    said: /LLM Provider NOT provided\b.{0,80}You passed model=(?<litellmModel>azure_openai\/(?<deployment>[\w.:-]{1,80}))/,
    means: LITELLM,
    steps: ['Write azure/{deployment} instead of {litellmModel}: in LiteLLM the provider is called azure.'],
    local: true,
    sample: 'LLM Provider NOT provided. Pass in the LLM provider you are trying to call. You passed model=azure_openai/chat-4',
  },
  {
    of: [...OF_REQUEST, 'http/not-found', 'server/bad-gateway', 'client/inconclusive'],
    said: /LLM Provider NOT provided\b.{0,80}You passed model=(?<litellmModel>[^\s'"\\]{1,120})/,
    means: LITELLM,
    steps: [
      'Write the provider before the model: openai/{litellmModel} for a server with an OpenAI-compatible API, with its base URL as api_base; otherwise the name of the provider in the list: https://docs.litellm.ai/docs/providers',
      'In a program that has LiteLLM inside, write the model so in its own settings.',
    ],
    local: true,
    sample: 'LLM Provider NOT provided. Pass in the LLM provider you are trying to call. You passed model=house-chat',
  },
  {
    of: OF_REQUEST,
    said: /"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser/,
    steps: [
      'Start vLLM with --enable-auto-tool-choice and --tool-call-parser PARSER, the parser of this model: hermes for most of Qwen, llama3_json for Llama 3, mistral for Mistral.',
      'Until then, send no tools, or tool_choice="none".',
    ],
    sample: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
  },
  {
    of: [...OF_MODEL, 'config/base-url-path'],
    said: /not a chat model and thus not supported in the v1\/chat\/completions endpoint/,
    steps: [
      'Use a chat model, or call this one at /v1/responses, with input instead of messages. Older models answer at /v1/completions, with prompt.',
    ],
    sample: 'This is not a chat model and thus not supported in the v1/chat/completions endpoint.',
  },
  {
    of: [...OF_MODEL, 'config/base-url-path'],
    said: /only supported in v1\/responses and not in v1\/chat\/completions/,
    steps: [
      'Call this model at /v1/responses, client.responses.create(…) in the SDKs, or use one that /v1/chat/completions has.',
      'If the call is made inside another program, turn on its setting for the Responses API, or update it.',
    ],
    sample: 'This model is only supported in v1/responses and not in v1/chat/completions.',
  },
  {
    of: ['request/context-length'],
    said: /first (?<tokensKept>\d{1,9}) tokens when context the overflows\. However, the model is loaded with context length of only (?<tokensLoaded>\d{1,9}) tokens/,
    steps: [
      'Load the model in LM Studio with a context length above {tokensKept} instead of {tokensLoaded}: My Models, settings of the model, Context Length.',
      'Or send less: fewer files, tools, and old messages.',
    ],
    local: true,
    sample:
      'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
  },
  {
    of: ['request/context-length'],
    said: /request \((?<tokensAsked>\d{1,9}) tokens\) exceeds the available context size \((?<tokensFitting>\d{1,9}) tokens\)/,
    steps: [
      'Start the server with a larger context than {tokensFitting}, because the request has {tokensAsked} tokens: -c in llama.cpp, Context Length in LM Studio, num_ctx in Ollama.',
      'Or send less: fewer files, tools, and old messages.',
    ],
    sample: 'the request (9123 tokens) exceeds the available context size (4096 tokens), try increasing it',
  },
  {
    of: OF_REQUEST,
    said: /unknown variant `image_url`, expected `text`|image input is not supported|does not support image|image_url is only supported by certain models/i,
    steps: ['Send only text, or use a model that takes images: this one takes none.'],
    sample: 'messages[1]: unknown variant `image_url`, expected `text` at line 1 column 900',
  },
  {
    of: OF_REQUEST,
    said: /(?:The )?reasoning_content (?:in the thinking mode )?must be passed back|thinking.{1,4} in the thinking mode must be passed back/,
    steps: [
      'Send each assistant message back with the reasoning_content that came with it, or turn thinking mode off.',
      'If the call is made inside another program, update that: older versions drop the field.',
    ],
    sample: 'The reasoning_content in the thinking mode must be passed back to the API.',
  },
  {
    of: OF_REQUEST,
    said: /'messages' must contain the word 'json' in some form/,
    steps: ['Write the word JSON into one of the messages, because response_format json_object needs it there.'],
    sample: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
  },
  {
    of: ['request/unsupported-parameter', 'http/bad-request'],
    said: /(?<modelWithout>[\w.:/-]{2,100}) does not support (?<ability>tools|thinking|chat|generate|embeddings|insert|vision)\b/,
    steps: ['Choose a model that supports {ability}, or turn {ability} off in the program: {modelWithout} does not have it.'],
    sample: 'registry.ollama.ai/library/house:1b does not support tools',
  },
  {
    of: ['request/context-length'],
    said: /prefill (?<tokensOfInput>\d{1,9}) tokens exceed n_ctx|requested (?<tokensToEmbed>\d{1,9}) tokens in the input for embedding generation/,
    steps: [
      'Split the text into shorter pieces before it is embedded: this piece is longer than the context of the embedding model.',
      'Or use an embedding model with a longer context, or start the server with one, if the model has it.',
    ],
    sample: 'Illegal param: prefill 744 tokens exceed n_ctx_per_seq, try increasing total context size',
  },
  {
    of: OF_REQUEST,
    said: /\/embeddings\b.{0,200}\binvalid input type\b/,
    steps: [
      'Send the input of embeddings as text: this server takes no token numbers. In LangChain, OpenAIEmbeddings(check_embedding_ctx_length=False).',
    ],
    sample: 'POST http://llm.example:11434/v1/embeddings "HTTP/1.1 400 Bad Request" Error code: 400 - invalid input type',
  },
  {
    of: ['auth/model-not-found', 'server/'],
    said: /对于模型 无可用渠道/,
    steps: [
      'Send the name of a model: the request came without one. Check the setting of the model in the program, and that the body is sent as application/json.',
    ],
    sample: '当前分组 default 下对于模型  无可用渠道',
  },
  {
    of: [...OF_MODEL, 'config/base-url-path'],
    said: /This is a chat model and not supported in the v1\/completions endpoint/,
    steps: [
      'Call this model at /v1/chat/completions, with messages instead of prompt, or use an instruct model at /v1/completions.',
      'If the call is made inside another program, update it, or choose its chat provider in the settings.',
    ],
    sample: 'Error: 404 This is a chat model and not supported in the v1/completions endpoint.',
  },
  {
    of: ['auth/model-not-found'],
    said: /The model .(?<servedModel>[^\s`'"]{1,120}). does not exist\.["'], ?["']type["']: ?["']NotFoundError/,
    steps: [
      'Use the name that the server was started with: the value of --served-model-name in vLLM, otherwise the whole value of --model, as the list has it: `curl -sS {modelsUrl}`',
      'Or start the server with the name that the program sends: --served-model-name {servedModel}.',
    ],
    sample: '{"object":"error","message":"The model `house-14b` does not exist.","type":"NotFoundError","param":null,"code":404}',
  },
  {
    of: OF_REQUEST,
    said: /\/deployments\/[^/\s]{1,80}\/completions\?api-version=/,
    steps: ['Call /chat/completions below the deployment, with messages: chat models have no /completions, which has a prompt.'],
    sample:
      '400 Client Error: Bad Request for url: https://house.openai.azure.com/openai/deployments/house4/completions?api-version=2024-02-15-preview',
  },
];
