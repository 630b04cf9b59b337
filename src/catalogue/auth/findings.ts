import { vendorOf } from '../../knowledge/providers/vendors.ts';
import { UNIX } from '../../knowledge/steps.ts';
import type { CatalogueEntry, Evidence, Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isSound, listedModels } from '../../net/http/facts.ts';
import {
  type Answered,
  exchangeOf,
  isListingMissing,
  isListingSound,
  keyValues,
  onApiError,
  primaryExchange,
  REPEAT_BY_HAND,
  setBaseUrl,
} from '../answered.ts';
import { factsOf } from '../seen.ts';

/** A text that is not a key of this API explains any authentication error. */
const EXPLAINED_BY_KEY = [
  'config/key-placeholder',
  'config/key-wrong-provider',
  'config/key-not-an-api-key',
  'config/key-malformed',
  'config/key-shadowed',
];

/** Credentials in a base URL replace the key. A server that is not OpenAI's issues its own keys. */
const ASK_THEM: (string | Step)[] = [
  {
    text: 'The list of models accepts this key and refuses calls without one, so {relay} knows it. What refuses the call is the vendor behind: correct the key that {relay} itself uses there (channel, provider, or model in its settings), or ask its operator.',
    first: true,
  },
  'Remove the user name and password from the base URL ({urlSource}), unless they are intended: clients send them instead of the key.',
  'Compare the key from {keySource} ({key}) with the one that {ownApi} issued. Create a new one there if it is no longer valid.',
];

const OLD_KEY =
  'Look for an old key that overrides the new one: in a shell profile, a .env file, or the settings of an editor or container.';

/** For a provider with separate accounts by region: keys of the regions look alike. */
const OTHER_REGION = [
  ...setBaseUrl(
    'Keys are bound to a region, and this host serves {region}. If the key is from another region ({otherRegion}), set its host:',
    '{otherRegionUrl}',
  ),
];

/** Keys of 32 hexadecimal digits, and the endpoint of a resource in the environment, are Azure's. */
const OF_AZURE: (string | Step)[] = [
  ...setBaseUrl(
    'The key looks like one of Azure OpenAI, which has a host for each resource. Set its base URL:',
    '{azureUrl}',
  ).map((step): Step => ({ ...step, first: true })),
  {
    text: 'In Python, create AzureOpenAI(azure_endpoint=…, api_key=…, api_version=…) for the resource {azureHost} instead of OpenAI(…).',
    first: true,
  },
];

/** Relays and many providers issue plain keys that begin with sk-, and their base URL is what is missing here. */
const OF_SOMEBODY_ELSE = setBaseUrl(
  'The key {foreignKey} has none of the formats of OpenAI keys. If a relay or another provider issued it, set their base URL:',
  'https://HOST/v1',
).map((step): Step => ({ ...step, first: true }));

/** Findings of the layer `auth`. */
export const auth = {
  'auth/invalid-authentication': {
    severity: 'error',
    title: 'Authentication failed',
    explanation:
      '{who} returned {answer}. The network works, but the API rejected the credentials. The key may be revoked or expired, belong to another organization or project than the request names, or lack a permission.',
    steps: [
      ...OTHER_REGION,
      ...ASK_THEM,
      'Check that the key from {keySource} ({key}) still exists and is active: {keysPage}',
      OLD_KEY,
      'If you use a sign-in token instead of a key, sign in again: such tokens expire within hours.',
      'Ask the operator of {ownApi} which key it accepts, and in which header.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: onApiError('auth/invalid-authentication', refusedBehind),
    suppressedBy: EXPLAINED_BY_KEY,
  },
  'auth/incorrect-key': {
    severity: 'error',
    title: 'Incorrect API key',
    explanation:
      '{who} returned {answer}. The API does not recognize this key. It was mistyped or truncated, deleted or rotated, or belongs to another provider.',
    steps: [
      ...OTHER_REGION,
      ...OF_AZURE,
      ...OF_SOMEBODY_ELSE,
      ...ASK_THEM,
      'Compare the key from {keySource} ({key}) with the list of your keys. If it is not there, create a new key and replace the old one: {keysPage}',
      OLD_KEY,
      {
        text: 'Print only the last four characters of the key in this shell: `printenv {keyVariable} | tail -c 5`',
        on: UNIX,
      },
      {
        text: 'Print only the last four characters of the key in this shell: `$env:{keyVariable}[-4..-1] -join ""`',
        on: ['windows'],
      },
      'If another provider issued the key, set the base URL of that provider. This check sent the key to {who}.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-incorrect-api-key',
    matches: onApiError('auth/incorrect-key', (answered, c) => ({
      templateValues: { ...refusedBehind(answered, c).templateValues, ...issuerValues(answered, c).templateValues },
    })),
    suppressedBy: EXPLAINED_BY_KEY,
  },
  'auth/account-deactivated': {
    severity: 'error',
    title: 'Account is deactivated',
    explanation:
      '{who} returned {answer}. The key is valid, but its account was closed: by its owner, because of an unpaid bill, or because of a violation of the terms.',
    steps: [
      'Look for an e-mail from the provider to the account owner, and pay open bills: {billingPage}',
      'Ask the operator of {ownApi} why the account or key was disabled.',
      'If it was closed by mistake, contact support: {helpPage}',
      'Until then, use a key of another account that you may use.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: onApiError('auth/account-deactivated'),
  },
  'auth/not-in-organization': {
    severity: 'error',
    title: 'Account does not belong to an organization',
    explanation:
      '{who} returned {answer}. The account of this key no longer belongs to an organization: it left, was removed, or the organization was deleted.',
    steps: ['Ask an owner of the organization to invite the account again, then create a new key there.'],
    pythonType: 'AuthenticationError',
    apiError: '401-not-in-organization',
    matches: onApiError('auth/not-in-organization'),
  },
  'auth/organization-mismatch': {
    severity: 'error',
    title: 'Organization or project does not match the key',
    explanation:
      '{who} returned {answer}. A header of the request names an organization or project, but the key belongs to another one.',
    steps: [
      {
        text: 'Remove the names, which the key does not need: `unset {idVariables}`',
        on: UNIX,
      },
      {
        text: 'Remove the names, which the key does not need: `Remove-Item {idVariablesPowerShell}`',
        on: ['windows'],
      },
      'Check the code that creates the client for organization= and project=.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: onApiError('auth/organization-mismatch'),
  },
  'auth/missing-scope': {
    severity: 'error',
    title: 'API key lacks a required permission',
    explanation:
      '{who} returned {answer}. The key is valid but restricted: the key, or the role of its owner, lacks a permission that this request needs. {weight}',
    steps: [
      'Give the key, or the identity behind it, the permission {permission}: {keysPage}',
      'Ask the operator of {ownApi} to give the key the permission {permission}.',
      'If the restriction is intended, check whether the calls that you need work: `api-doctor check --deep`',
      'If it is a sign-in token (it begins with eyJ), create an API key instead.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: onApiError('auth/missing-scope', weightOfScope),
    suppressedBy: EXPLAINED_BY_KEY,
  },
  'auth/header-stripped': {
    severity: 'error',
    title: 'Authorization header removed in transit',
    explanation:
      'This check sent a key, but {who} returned {answer}. An intermediary removed the Authorization header: a gateway, a reverse proxy, or a TLS-inspecting proxy. A new key does not help.',
    steps: [
      'If the base URL points to your own gateway or reverse proxy, configure it to forward the header. In nginx: proxy_set_header Authorization $http_authorization.',
      'If the base URL redirects, set the final URL: clients drop the header when they follow a redirect to another host.',
      'If this network inspects TLS, ask for an exemption for {who}.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: onApiError('auth/header-stripped'),
  },
  'auth/regional-hostname': {
    severity: 'error',
    title: 'Organization requires a regional host',
    explanation:
      '{who} returned {answer}. The organization stores its data in one region, so its requests must go to the host of that region.',
    steps: [
      ...setBaseUrl('Set the host of the region:', 'https://{regionalHost}/v1'),
      'Or use a key of a project without a data region.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: onApiError('auth/regional-hostname'),
  },
  'auth/ip-not-allowed': {
    severity: 'error',
    title: 'IP address is not on the allowlist',
    explanation:
      '{who} returned {answer}. The organization or project accepts requests only from listed IP addresses, and the public address of this machine is not listed.',
    steps: [
      'Ask the operator of {ownApi} to add the public IP address of this machine to the list of allowed addresses: `curl -sS https://api.ipify.org`',
      'Or send the requests from a network whose address is listed, such as the company VPN.',
      'If this machine uses IPv6, add its IPv6 address too.',
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    matches: onApiError('auth/ip-not-allowed'),
  },
  'auth/unsupported-region': {
    severity: 'error',
    title: 'Country or region not supported',
    explanation:
      '{who} returned {answer}. The public IP address of {caller} is in a country or region where the API is not available. A VPN, a proxy, or a cloud region can be the reason.',
    steps: [
      'The location of {relayHost} counts, because it calls the API, and not that of this machine. Let it run in a supported region: regions in its settings (vercel.json, fly.toml), another server, or another exit.',
      'If you use a VPN or a proxy, select an exit in a supported country. Run serverless functions in a supported region.',
      'Compare the country of your public IP address with the supported ones: {countriesPage}',
      'Check that country: `curl -sS https://ipinfo.io`',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: '403-unsupported-region',
    matches: onApiError('auth/unsupported-region', whoCalls),
  },
  'auth/permission-denied': {
    severity: 'error',
    title: 'Permission denied (403)',
    explanation: '{who} returned {answer}. {denial}',
    steps: [
      'The response is empty, as that of Ollama is when it does not know the host name of the request. Behind a tunnel or reverse proxy, let it send the name localhost to {silentHost}: --http-host-header="localhost:11434" in cloudflared, --host-header=localhost:11434 in ngrok, proxy_set_header Host localhost:11434 in nginx.',
      'Or let Ollama behind {silentHost} accept any name: set OLLAMA_HOST=0.0.0.0 where it runs, and restart it.',
      'With {gatewayDenial} in this format, check the rules of the web server or gateway in front of {ownApi} first: its log says whether it refused the request or passed it on.',
      'Read the message: it states what is denied.',
      'Check the permissions of the key: {keysPage}',
      'Ask the operator of {ownApi} what this key may do.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: onApiError('auth/permission-denied', deniedBy),
  },
  'auth/model-not-found': {
    severity: 'error',
    title: 'Model not found or not allowed',
    explanation:
      'The model {modelShown} cannot be used with this key: {who} returned {answer}. Either the model does not exist or the project has no access to it; the API returns the same error for both.',
    steps: [
      { text: 'Use one of the similar models that this key has access to: {similar}', first: true },
      'List the models that this key has access to: `curl -sS {modelsUrl} -H "Authorization: Bearer {keyShell}"`',
      'Compare the name with the list of models: {modelsPage}',
      'If {ownApi} is a server of your own, load the model first, or use the name that the server was started with.',
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    matches: onApiError('auth/model-not-found', modelFacts),
  },
  'auth/organization-unverified': {
    severity: 'error',
    title: 'Organization is not verified',
    explanation: '{who} returned {answer}. Only verified organizations can use this model, or this feature of it.',
    steps: [
      'Ask an owner of the account to complete the verification that the response names.',
      'If it was verified recently, create a new key: older keys may take longer.',
      'Until then, use another model, or turn off the feature that the response names, such as streaming or reasoning summaries.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    matches: onApiError('auth/organization-unverified'),
  },
  'auth/region-mismatch': {
    severity: 'error',
    title: 'API key belongs to another region',
    explanation:
      '{who} returned {answer}. The key or the account belongs to another region of this provider than the host in the base URL.',
    steps: [
      ...setBaseUrl('Set the host of the region of the key, {otherRegion}:', '{otherRegionUrl}'),
      'Or create a key in the region of {who}: {keysPage}',
      'Check the region of the account, and use the host and the console of that region.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    matches: onApiError('auth/region-mismatch'),
    suppressedBy: EXPLAINED_BY_KEY,
  },
  'auth/unverifiable': {
    severity: 'warning',
    title: 'API key could not be verified',
    explanation: '{host} {lists}. So this check could not verify the key; the first call will.',
    steps: [
      'If calls to {unlistedHost} fail with 404, the path of the base URL is wrong: compare it with the documentation of the provider. Usual paths are /v1, /api/v1, and /openai/v1.',
      'If the server needs no key, do nothing. Ollama, llama.cpp, and vLLM need none by default.',
      'If it needs one, verify the key with one call: `api-doctor check --deep`',
    ],
    pythonType: null,
    apiError: null,
    matches: unverifiable,
  },
} satisfies Record<`auth/${string}`, CatalogueEntry>;

/** Many restricted keys may not list models but work for calls, so that alone is only a warning. */
function weightOfScope({ reading }: Answered): Partial<Evidence> {
  const scopes = String(reading.values.scopes ?? '')
    .split(/, ?/)
    .filter(Boolean);
  const onlyListing = scopes.length > 0 && scopes.every((scope) => /^api\.model\.read$|^models?\.(?:read|list)$/.test(scope));
  const weight = onlyListing
    ? 'Only listing the models is denied. Calls that generate text need other permissions and may work; this check could not verify that.'
    : 'Calls that need this permission fail.';
  return { templateValues: { weight }, ...(onlyListing ? { severity: 'warning' as const } : {}) };
}

/** Behind a relay, the API sees the relay's address. */
function whoCalls(_: Answered, { target: { url } }: DiagnosisInput): Partial<Evidence> {
  const isRelayed = url !== null && !url.isPublicApi;
  return { templateValues: isRelayed ? { caller: url.host, relayHost: url.host } : { caller: 'this machine' } };
}

/** The same refusal without a key shows nothing about the key. */
const DENIED_TO_ALL =
  'The same response comes without a key, so nothing shows that the credentials were checked: a web server, a gateway, or a rule for addresses may have refused the request.';

function deniedBy(found: Answered, c: DiagnosisInput): Partial<Evidence> {
  const keyless = exchangeOf(c, 'http/unauthenticated');
  const isSame = keyless?.answer?.status === found.facts.answer?.status && keyless?.answer?.body === found.facts.answer?.body;
  const values = { ...silentValues(found, c), ...(isSame ? { denial: DENIED_TO_ALL, gatewayDenial: 'HTTP 403' } : {}) };
  return { templateValues: values };
}

/** For a 403 without a body from a self-hosted server, which shows nothing else of who refused. */
function silentValues({ facts }: Answered, { target }: DiagnosisInput): Record<string, string> {
  return facts.answer?.body.trim() !== '' || target.url?.isPublicApi ? {} : { silentHost: target.url?.host ?? '' };
}

/** A server of one's own that knows the key by its list of models, and passes a refusal on. */
function refusedBehind({ probe }: Answered, c: DiagnosisInput): Partial<Evidence> {
  const keyless = exchangeOf(c, 'http/unauthenticated');
  const isGuarded = keyless?.answer != null && !isSound(keyless);
  const { url } = c.target;
  const isOfCall = probe === 'http/call' || probe === 'stream/events';
  return isOfCall && isGuarded && isListingSound(c) && url && !vendorOf(url.host) ? { templateValues: { relay: url.host } } : {};
}

/** A key of none of OpenAI's forms, or of Azure's older one, that was sent to OpenAI. The form alone proves nothing, so it only adds steps. */
function issuerValues(_: Answered, c: DiagnosisInput): Partial<Evidence> {
  const { target } = c;
  const key = factsOf(c, 'config/key');
  if (!target.url?.isOpenAi || key?.kind !== 'unknown') return {};
  if (key.vendor !== 'Azure OpenAI') return key.shown ? { templateValues: { foreignKey: key.shown } } : {};
  const endpoint = target.env.AZURE_OPENAI_ENDPOINT ?? '';
  const [, host = 'RESOURCE.openai.azure.com'] = /^https:\/\/([a-z0-9-]+\.[a-z.]{5,40}\.azure\.com)\/?$/i.exec(endpoint) ?? [];
  return { templateValues: { azureHost: host, azureUrl: `https://${host}/openai/v1` } };
}

/** How many similar model names are suggested. */
const MAX_SIMILAR = 3;

function modelFacts({ reading }: Answered, c: DiagnosisInput): Partial<Evidence> {
  const model = String(reading.values.model ?? c.target.model ?? '');
  const keyed = exchangeOf(c, 'http/models');
  const similar = keyed ? similarTo(model, listedModels(keyed)) : [];
  return {
    templateValues: {
      modelShown: model === '' ? 'in the request' : model,
      ...(similar.length > 0 ? { similar: similar.join(', ') } : {}),
    },
  };
}

/** Names with a common prefix, ignoring case, longest first. */
function similarTo(model: string, known: string[]): string[] {
  const wanted = model.toLowerCase();
  const shared = (name: string) => [...name.toLowerCase()].findIndex((letter, at) => letter !== wanted[at]) >>> 0;
  const close = known.map((name) => ({ name, length: Math.min(shared(name), name.length) }));
  return close
    .filter(({ length }) => length >= 4)
    .sort((a, b) => b.length - a.length)
    .slice(0, MAX_SIMILAR)
    .map(({ name }) => name);
}

/** A server that lists its models for an invalid key did not validate the real one. */
function unverifiable(c: DiagnosisInput): Evidence | null {
  if (isListingMissing(c) && !isCallMade(c)) return withoutListing(c);
  const control = exchangeOf(c, 'http/invalid-key');
  if (!control || !isListingSound(c) || !isSound(control)) return null;
  const keyless = exchangeOf(c, 'http/unauthenticated');
  const open = keyless !== null && isSound(keyless);
  return {
    details: ['the server listed its models for an invalid key', ...(open ? ['the server listed its models without a key'] : [])],
    probeIds: ['http/invalid-key', 'http/models'],
    templateValues: {
      ...keyValues(c.target),
      lists: `lists its models for ${open ? 'any key, and without a key' : 'an invalid key too'}`,
    },
  };
}

function isCallMade(c: DiagnosisInput): boolean {
  return c.observations['http/call']?.status === 'ok';
}

/** A server that no one here knows: whether it has no list of models or no such path, its answer does not show. */
function unlisted({ target: { url } }: DiagnosisInput): Record<string, string> {
  return url && !vendorOf(url.host) ? { unlistedHost: url.host } : {};
}

/** Without a list of models, only a call can verify the key. */
function withoutListing(c: DiagnosisInput): Evidence {
  const main = primaryExchange(c);
  const status = main?.facts.answer?.status ?? 0;
  return {
    details: main ? [`${main.facts.method} ${main.facts.url}`, `HTTP ${status}`] : [],
    probeIds: ['http/models', 'http/unauthenticated'],
    httpStatus: status,
    templateValues: { ...keyValues(c.target), lists: 'has no list of models', ...unlisted(c) },
  };
}
