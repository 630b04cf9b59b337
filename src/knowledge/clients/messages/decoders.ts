import { type Message, messagesOf } from './message.ts';

const NOT_JSON = { type: null } as const;
const NO_CHOICES = { type: null, weight: 'general' } as const;

/** What typed clients say of an answer that is none of the API's: a web page, a listing, an empty body. */
export const decoders: Message[] = [
  ...messagesOf('serde_json (Rust)', '1', [
    [
      'expected value at line 1 column 1',
      'http/not-the-api',
      'Error: error decoding response body: expected value at line 1 column 1',
      NOT_JSON,
    ],
    [
      'EOF while parsing a value at line 1 column 0',
      'http/not-the-api',
      'EOF while parsing a value at line 1 column 0',
      NOT_JSON,
    ],
    [
      'failed to deserialize api response',
      'http/not-the-api',
      'failed to deserialize api response: error:missing field `id` at line 1 column 34',
      { type: null, weight: 'code' },
    ],
    [
      'failed deserialization of: <...>',
      'http/not-the-api',
      'ERROR async_openai::error: failed deserialization of: File Not Found',
      { type: null, weight: 'general' },
    ],
    [
      'missing field `choices`',
      'http/not-the-api',
      'Error: missing field `choices` at line 1 column 40',
      { type: null, weight: 'code' },
    ],
    [
      'missing field `object`',
      'http/not-the-api',
      'Error: missing field `object` at line 1 column 40',
      { type: null, weight: 'code' },
    ],
  ]),
  ...messagesOf('Jackson (JVM)', '2', [
    [
      "Unexpected character ('<' (code 60))",
      'http/not-the-api',
      "com.fasterxml.jackson.core.JsonParseException: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      NOT_JSON,
    ],
    [
      'No content to map due to end-of-input',
      'http/not-the-api',
      'com.fasterxml.jackson.databind.exc.MismatchedInputException: No content to map due to end-of-input',
      NOT_JSON,
    ],
    [
      "Unrecognized token '<word>': was expecting",
      'http/not-the-api',
      "com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'upstream': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      { type: null, weight: 'code' },
    ],
    [
      'no suitable HttpMessageConverter found for response type',
      'http/not-the-api',
      'org.springframework.web.client.UnknownContentTypeException: Could not extract response: no suitable HttpMessageConverter found for response type [class A] and content type [text/html]',
      NOT_JSON,
    ],
    [
      "Content type 'text/html<...>' not supported for bodyType",
      'http/not-the-api',
      "org.springframework.web.reactive.function.UnsupportedMediaTypeException: Content type 'text/html;charset=utf-8' not supported for bodyType=com.a.B",
      NOT_JSON,
    ],
    [
      'Could not extract response',
      'http/not-the-api',
      'UnknownContentTypeException: Could not extract response: no suitable converter, content type [text/html;charset=UTF-8]',
      { type: null, weight: 'general' },
    ],
  ]),
  ...messagesOf('Gson', '2', [
    [
      'Use JsonReader.setLenient(true) to accept malformed JSON',
      'http/not-the-api',
      'com.google.gson.stream.MalformedJsonException: Use JsonReader.setLenient(true) to accept malformed JSON at line 1 column 1 path $',
      NOT_JSON,
    ],
    [
      'Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON',
      'http/not-the-api',
      'com.google.gson.stream.MalformedJsonException: Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON at line 1 column 1 path $',
      NOT_JSON,
    ],
    [
      'Expected BEGIN_OBJECT but was STRING at line 1 column 1',
      'http/not-the-api',
      'java.lang.IllegalStateException: Expected BEGIN_OBJECT but was STRING at line 1 column 1 path $',
      NOT_JSON,
    ],
  ]),
  ...messagesOf('kotlinx.serialization', '1', [
    [
      "Expected start of the object '{', but had '",
      'http/not-the-api',
      "kotlinx.serialization.json.internal.JsonDecodingException: Unexpected JSON token at offset 0: Expected start of the object '{', but had '<' instead at path: $",
      NOT_JSON,
    ],
    [
      'Unexpected JSON token at offset 0',
      'http/not-the-api',
      "JsonDecodingException: Unexpected JSON token at offset 0: Expected start of the object '{', but had '<' instead",
      NOT_JSON,
    ],
    [
      'Fields [<...>] are required for type with serial name',
      'http/not-the-api',
      "kotlinx.serialization.MissingFieldException: Fields [id, choices] are required for type with serial name 'com.aallam.openai.api.chat.ChatCompletion', but they were missing",
      NOT_JSON,
    ],
    [
      "Field 'choices' is required for type with serial name",
      'http/not-the-api',
      "Field 'choices' is required for type with serial name 'ChatCompletion', but it was missing at path: $",
      NOT_JSON,
    ],
  ]),
  ...messagesOf('System.Text.Json and Newtonsoft (.NET)', '', [
    [
      "'<word>' is an invalid start of a value",
      'http/not-the-api',
      "System.Text.Json.JsonException: 'U' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0.",
      { type: null, weight: 'code' },
    ],
    [
      'The input does not contain any JSON tokens',
      'http/not-the-api',
      'System.Text.Json.JsonException: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token',
      NOT_JSON,
    ],
  ]),
  ...messagesOf('encoding/json (Go)', '', [
    [
      "invalid character '<word>' looking for beginning of value",
      'http/not-the-api',
      "invalid character 'p' looking for beginning of value",
      { type: null, weight: 'general' },
    ],
    [
      'cannot unmarshal string into Go value of type <word>',
      'http/not-the-api',
      'json: cannot unmarshal string into Go value of type openai.ErrorResponse',
      { type: null, weight: 'general' },
    ],
  ]),
  ...messagesOf('Foundation (Swift)', '', [
    [
      "isn't in the correct format",
      'http/not-the-api',
      "The data couldn't be read because it isn't in the correct format.",
      NOT_JSON,
    ],
    [
      "data couldn't be read because it is missing",
      'http/not-the-api',
      "The data couldn't be read because it is missing.",
      NOT_JSON,
    ],
    [
      'The given data was not valid JSON',
      'http/not-the-api',
      'dataCorrupted(Swift.DecodingError.Context(codingPath: [], debugDescription: "The given data was not valid JSON."',
      NOT_JSON,
    ],
    [
      'No value associated with key CodingKeys(stringValue: \\"object\\"',
      'http/not-the-api',
      'Swift.DecodingError.Context(codingPath: [], debugDescription: "No value associated with key CodingKeys(stringValue: \\"object\\", intValue: nil)',
      NOT_JSON,
    ],
    [
      'No value associated with key CodingKeys(stringValue: "choices"',
      'http/not-the-api',
      'keyNotFound: No value associated with key CodingKeys(stringValue: "choices", intValue: nil)',
      { type: null, weight: 'code' },
    ],
    [
      'decodingError(error: Swift.DecodingError.',
      'http/not-the-api',
      'decodingError(error: Swift.DecodingError.keyNotFound(CodingKeys(stringValue: "object", intValue: nil)',
      { type: null, weight: 'general' },
    ],
    [
      'keyNotFound(CodingKeys(stringValue: "<word>", intValue: nil), Swift.DecodingError.Context(codingPath: []',
      'http/not-the-api',
      'keyNotFound(CodingKeys(stringValue: "created", intValue: nil), Swift.DecodingError.Context(codingPath: [], debugDescription: "No value',
      { type: null, weight: 'general' },
    ],
    ["Unexpected character '<' around line 1", 'http/not-the-api', "Unexpected character '<' around line 1, column 1.", NOT_JSON],
  ]),
  ...messagesOf('Dart', '3', [
    [
      'FormatException: Unexpected character (at character 1)',
      'http/not-the-api',
      'FormatException: Unexpected character (at character 1) <!DOCTYPE html>',
      NOT_JSON,
    ],
    [
      'FormatException: Unexpected end of input (at character 1)',
      'http/not-the-api',
      'FormatException: Unexpected end of input (at character 1)',
      NOT_JSON,
    ],
    [
      "type 'String' is not a subtype of type 'Map<...>",
      'http/not-the-api',
      "type 'String' is not a subtype of type 'Map<String, dynamic>' in type cast",
      { type: null, weight: 'general' },
    ],
  ]),
  ...messagesOf('Ruby', '', [
    ["unexpected token at '<", 'http/not-the-api', "JSON::ParserError: unexpected token at '<html><head>'", NOT_JSON],
    [
      "unexpected character: '<",
      'http/not-the-api',
      "JSON::ParserError: unexpected character: '<!DOCTYPE' at line 1 column 1",
      NOT_JSON,
    ],
    [
      'Faraday::ParsingError',
      'http/not-the-api',
      "Faraday::ParsingError: unexpected token at '<!DOCTYPE html>'",
      { type: null, weight: 'general' },
    ],
  ]),
  // An error where the answer should be has no choices, and each language has its own words for what is not there.
  ...messagesOf('programs that read the choices', '', [
    [
      'choices" is null',
      'http/not-the-api',
      'java.lang.NullPointerException: Cannot load from object array because "com.example.Gson.fromJson(String, java.lang.Class).choices" is null',
      NO_CHOICES,
    ],
    [
      'getChoices()" is null',
      'http/not-the-api',
      'java.lang.NullPointerException: Cannot invoke "java.util.List.get(int)" because the return value of "com.example.ChatResult.getChoices()" is null',
      NO_CHOICES,
    ],
    ['No value for choices', 'http/not-the-api', 'org.json.JSONException: No value for choices', NO_CHOICES],
    [
      'JSONObject["choices"] not found',
      'http/not-the-api',
      'org.json.JSONException: JSONObject["choices"] not found.',
      NO_CHOICES,
    ],
    [
      "index field 'choices' (a nil value)",
      'http/not-the-api',
      "chat.lua:41: attempt to index field 'choices' (a nil value)",
      NO_CHOICES,
    ],
  ]),
  ...messagesOf('PHP', '8', [
    ['json_decode(): Syntax error', 'http/not-the-api', 'json_decode(): Syntax error', { type: null, weight: 'general' }],
    [
      'UnserializableResponse Syntax error',
      'http/not-the-api',
      'OpenAI \\ Exceptions \\ UnserializableResponse Syntax error',
      NOT_JSON,
    ],
    [
      'UnserializableResponse<...>: Syntax error',
      'http/not-the-api',
      'PHP Fatal error: Uncaught OpenAI\\Exceptions\\UnserializableResponse: Syntax error',
      NOT_JSON,
    ],
    [
      'Undefined array key "choices"',
      'http/not-the-api',
      'PHP Warning: Undefined array key "choices" in /app/chat.php on line 12',
      { type: null, weight: 'general' },
    ],
  ]),
  ...messagesOf('Jason (Elixir)', '1', [
    [
      'unexpected byte at position 0: 0x3C',
      'http/not-the-api',
      '** (Jason.DecodeError) unexpected byte at position 0: 0x3C ("<")',
      NOT_JSON,
    ],
  ]),
  ...messagesOf('json and pydantic (Python)', '', [
    [
      'validation error for Response<word>Event',
      'stream/invalid-events',
      'OpenAIException - Error receiving chunk from stream: 1 validation error for ResponseCreatedEvent',
      { type: null, weight: 'code' },
    ],
    [
      'validation errors for Response<word>Event',
      'stream/invalid-events',
      'Error receiving chunk from stream: 2 validation errors for ResponseCompletedEvent',
      { type: null, weight: 'code' },
    ],
    [
      'JSONDecodeError: Expecting value: line 1 column 1',
      'http/not-the-api',
      'requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
      { type: null, weight: 'code' },
    ],
    [
      "ContentTypeError: <n>, message='Attempt to decode JSON with unexpected mimetype: text/",
      'http/not-the-api',
      "aiohttp.client_exceptions.ContentTypeError: 200, message='Attempt to decode JSON with unexpected mimetype: text/html; charset=utf-8'",
      NOT_JSON,
    ],
    [
      "'str' object has no attribute 'output'",
      'http/not-the-api',
      "AttributeError: 'str' object has no attribute 'output'",
      NOT_JSON,
    ],
    [
      "'NoneType' object is not subscriptable<...>choices",
      'http/not-the-api',
      "TypeError: 'NoneType' object is not subscriptable: response.choices[0]",
      { type: null, weight: 'general' },
    ],
  ]),
  ...messagesOf('browsers and Node', '', [
    [
      'is not valid JSON',
      'http/not-the-api',
      `SyntaxError: Unexpected token 'I', "Internal S"... is not valid JSON`,
      { type: null, weight: 'general' },
    ],
    [
      'Unexpected non-whitespace character after JSON at position <n>',
      'http/not-the-api',
      'SyntaxError: Unexpected non-whitespace character after JSON at position 209',
      { type: null, weight: 'general' },
    ],
    [
      'JSON.parse: unexpected non-whitespace character after JSON data at line <n> column <n>',
      'http/not-the-api',
      'SyntaxError: JSON.parse: unexpected non-whitespace character after JSON data at line 2 column 1 of the JSON data',
      { type: null, weight: 'general' },
    ],
    [
      'JSON.parse: unexpected character at line 1 column 1',
      'http/not-the-api',
      'SyntaxError: JSON.parse: unexpected character at line 1 column 1 of the JSON data',
      { type: null, weight: 'code' },
    ],
    [
      "JSON Parse error: Unrecognized token '<'",
      'http/not-the-api',
      "SyntaxError: JSON Parse error: Unrecognized token '<'",
      NOT_JSON,
    ],
    ['Invalid JSON response', 'http/not-the-api', 'AI_APICallError: Invalid JSON response', { type: null, weight: 'general' }],
    [
      'Failed to parse JSON response',
      'http/not-the-api',
      'Error: Failed to parse JSON response',
      { type: null, weight: 'general' },
    ],
    [
      "reading 'choices'",
      'http/not-the-api',
      "TypeError: Cannot read properties of undefined (reading 'choices')",
      { type: null, weight: 'hidden' },
    ],
  ]),
];
