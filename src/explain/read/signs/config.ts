import type { Sign } from './sign.ts';

/** A server that does not say whether there was no key or a wrong one, after its status. */
const OR_WRONG =
  /\b(?:wrong|invalid|incorrect|bad) or (?:no|missing)\b|\b(?:no|missing|absent) or (?:wrong|invalid|incorrect|bad)\b/i;
const HEADER = /header|openai|httpx|httpcore|requests|http[/\\.]client|encode|aiohttp|litellm|langchain|putheader/i;
/** Addresses of what a program hands over, not of the API. */
const OF_A_FILE = /\b(?:file|image|media|avatar|webhook|callback) URL\b/i;

/** Words of libraries about keys that are not there or cannot be sent as they are, and about addresses that are none. */
export const configSigns: Sign[] = [
  // No key.
  { says: 'api_key client option must be set', id: 'config/key-missing', type: null },
  { says: 'OPENAI_API_KEY environment variable is missing', id: 'config/key-missing', type: null },
  { says: 'apiKey client option', id: 'config/key-missing', near: /must be set|missing|provide/i, type: null },
  { says: 'Missing credentials', id: 'config/key-missing', near: /api_?key|OPENAI/i, type: null },
  { says: 'No API key provided', id: 'config/key-missing', notNear: OR_WRONG, type: null },
  { says: 'Did not find openai_api_key', id: 'config/key-missing', type: null },
  { says: 'Did not find', id: 'config/key-missing', near: /Did not find \w{2,30}_api_key/i, type: null },
  { says: 'OpenAI or Azure OpenAI API key not found', id: 'config/key-missing', type: null },
  { says: 'API key not found', id: 'config/key-missing', type: null },
  { says: 'API key is missing', id: 'config/key-missing', type: null },
  { says: 'missing API key', id: 'config/key-missing', notNear: OR_WRONG, type: null },
  { says: 'Missing OpenAI API key', id: 'config/key-missing', type: null },
  // With a status it is a server that says so, of whatever was sent.
  { says: 'API key is required', id: 'config/key-missing', notNear: /\b40[013]\b|unauthorized/i, type: null },
  { says: 'API key must be set', id: 'config/key-missing', type: null },
  {
    says: 'OPENAI_API_KEY',
    id: 'config/key-missing',
    near: /\b(?:did ?n[o']t|could ?n[o']t|can ?n?[o']t) (?:\w{1,12} ){1,3}[`'"$]{0,2}OPENAI_API_KEY|OPENAI_API_KEY\S{0,3}(?: \w{1,15}){0,4} (?:not (?:set|found|defined|configured|provided|present)|missing|unset|empty|required|undefined)|(?:missing|set|provide|configure|no|need|requires?) (?:\w{1,15} ){0,4}[`'"$]{0,2}OPENAI_API_KEY|KeyError: ['"]OPENAI_API_KEY/i,
    type: null,
  },
  {
    says: 'invalid_type',
    id: 'config/key-missing',
    near: /"path": ?\[ ?"\w{0,30}api_?key" ?\][^{}]{0,60}"message": ?"Required"/i,
    type: null,
  },
  // pydantic, of a field that has a key: none came.
  {
    says: 'input_type=NoneType',
    id: 'config/key-missing',
    near: /\bapi_?key\b[^{}]{0,160}input_(?:value=None, input_)?type=NoneType/i,
    type: null,
  },
  { says: "Illegal header value b'Bearer '", id: 'config/key-missing', type: 'APIConnectionError' },
  { says: 'No cookie auth credentials found', id: 'config/key-missing' },
  { says: 'credentials not found', id: 'config/key-missing', near: /openai/i, type: null },

  // A key that cannot be sent.
  { says: 'Illegal header value', id: 'config/key-malformed', notNear: /Illegal header value b['"]Bearer ?['"]/ },
  { says: 'Invalid character in header content', id: 'config/key-malformed', near: /authorization|api-key|Bearer/i, type: null },
  { says: 'is an invalid header value', id: 'config/key-malformed', type: null },
  { says: 'is not a legal HTTP header value', id: 'config/key-malformed', type: null },
  { says: 'Cannot convert argument to a ByteString', id: 'config/key-malformed', type: null },
  { says: "codec can't encode character", id: 'config/key-malformed', near: HEADER, type: null },
  { says: 'Invalid leading whitespace, reserved character', id: 'config/key-malformed', type: null },
  { says: 'Invalid return character or leading space in header', id: 'config/key-malformed', type: null },
  { says: 'Header part', id: 'config/key-malformed', near: /must be of type str or bytes/, type: null },
  { says: 'invalid header field value', id: 'config/key-malformed', near: /Authorization|Api-Key/i },
  { says: 'Unexpected char 0x', id: 'config/key-malformed', near: /in (?:Authorization|api-key|header) ?(?:value|name)?/i },
  { says: 'New-line characters are not allowed in header values', id: 'config/key-malformed' },
  { says: 'New-line or NUL characters', id: 'config/key-malformed' },
  { says: 'Newline or carriage return detected in headers', id: 'config/key-malformed' },
  { says: 'carriage return character detected', id: 'config/key-malformed', near: /header/i },
  { says: 'failed to parse header value', id: 'config/key-malformed' },
  { says: 'InvalidHeaderValue', id: 'config/key-malformed' },
  { says: 'must contain only ASCII characters', id: 'config/key-malformed', near: /header/i },
  { says: 'illegal character(s) in message header value', id: 'config/key-malformed' },
  { says: 'header field value cannot include CR/LF', id: 'config/key-malformed' },
  { says: 'Request headers must contain only ASCII', id: 'config/key-malformed' },

  // An address that is none.
  { says: "missing an 'http://' or 'https://' protocol", id: 'config/base-url-invalid', notNear: OF_A_FILE },
  { says: 'UnsupportedProtocol', id: 'config/base-url-invalid' },
  { says: 'No connection adapters were found for', id: 'config/base-url-invalid' },
  { says: 'No scheme supplied', id: 'config/base-url-invalid' },
  { says: 'source: BadScheme', id: 'config/base-url-invalid' },
  { says: 'No host supplied', id: 'config/base-url-invalid' },
  { says: 'unsupported protocol scheme', id: 'config/base-url-invalid' },
  { says: 'Only absolute URLs are supported', id: 'config/base-url-invalid' },
  { says: 'Failed to parse URL from', id: 'config/base-url-invalid' },
  { says: 'relative URL without a base', id: 'config/base-url-invalid' },
  { says: "Expected URL scheme 'http' or 'https'", id: 'config/base-url-invalid' },
  { says: 'invalid request URI was provided', id: 'config/base-url-invalid' },
  { says: 'Invalid URI', id: 'config/base-url-invalid', near: /could not be determined|hostname could not be parsed|Uri/ },
  { says: 'httpx.InvalidURL', id: 'config/base-url-invalid', type: null },
  { says: 'httpx2.InvalidURL', id: 'config/base-url-invalid', type: null },
  { says: 'Invalid port:', id: 'config/base-url-invalid', near: /InvalidURL/, type: null },
  { says: 'URL using bad/illegal format', id: 'config/base-url-invalid' },
  { says: 'URL rejected:', id: 'config/base-url-invalid' },
  {
    says: 'Request URL is missing',
    id: 'config/base-url-invalid',
    notNear: OF_A_FILE,
  },
  { says: 'no protocol:', id: 'config/base-url-invalid', near: /MalformedURLException/ },
  { says: 'URI with undefined scheme', id: 'config/base-url-invalid' },
  { says: 'bad port', id: 'config/base-url-invalid', near: /fetch failed/ },
  { says: 'unknown scheme', id: 'config/base-url-invalid', near: /fetch failed/ },
  { says: ': invalid port', id: 'config/base-url-invalid', near: /dial tcp: address/ },
  { says: 'Failed to parse:', id: 'config/base-url-invalid', near: /InvalidURL|LocationParseError/, type: null },
  { says: 'Error: Invalid URL', id: 'config/base-url-invalid', notNear: /Error: Invalid URL \(/ },
  {
    says: '"Invalid URL"',
    id: 'config/base-url-invalid',
    near: /\b(?:model|ai|llm) provider\b|openai|base_?url|chat\/completions/i,
    notNear: /validat|"(?:field|path|loc)"\s?:|\[\s?"\w{2,40}"\s?\]/i,
    type: null,
  },
  // Bun
  { says: 'fetch() URL is invalid', id: 'config/base-url-invalid' },
  { says: 'unknown url type', id: 'config/base-url-invalid', type: null },
  { says: 'InvalidUrlClientError', id: 'config/base-url-invalid', type: null },
  { says: 'missing scheme', id: 'config/base-url-invalid', near: /url|uri/i },
];
