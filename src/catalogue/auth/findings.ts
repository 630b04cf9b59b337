import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { isSound, listedModels } from '../../net/http/facts.ts';
import { type Answered, answered, exchangeOf, isListingSound, keyValues, REPEAT_BY_HAND, setBaseUrl } from '../answered.ts';
import { pages } from '../documented.ts';

/** A key that is no key of this API explains whatever the API says to it. */
const EXPLAINED_BY_KEY = [
  'config/key-placeholder',
  'config/key-wrong-provider',
  'config/key-not-an-api-key',
  'config/key-malformed',
  'config/key-shadowed',
];

/** Credentials in a base URL displace the key; a server that is not OpenAI's gives out keys of its own. */
const ASK_THEM = [
  'Take the user name and password out of the base URL (it comes from {urlSource}), unless they are meant: they are sent in place of the key.',
  'Compare the key from {keySource} ({key}) with the one that {otherApi} gave out, and have a new one made there if it is not valid any more.',
];

/** Findings of the layer `auth`. */
export const auth = {
  'auth/invalid-authentication': {
    severity: 'error',
    title: 'Authentication not accepted',
    explanation:
      '{who} answered {answer}. The request arrived, so the network is fine; what is not accepted is who asks. The key may be revoked or expired, may belong to another project or organization than the request names, or may lack a permission.',
    steps: [
      ...ASK_THEM,
      `See whether the key from {keySource} ({key}) still exists, and in which project: ${pages.keys}`,
      'Leave out the organization and project once, which a project’s key does not need: `unset OPENAI_ORG_ID OPENAI_PROJECT_ID`',
      'If the base URL {baseUrl} is not OpenAI’s, use a key of that provider.',
      'If a sign-in token is used in place of a key, sign in again: such tokens expire within hours.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    when: answered('auth/invalid-authentication'),
    unless: EXPLAINED_BY_KEY,
  },
  'auth/incorrect-key': {
    severity: 'error',
    title: 'API key unknown to the API',
    explanation:
      '{who} answered {answer}. The key was read as a key, and none with this text exists: it was mistyped or cut when it was copied, was deleted or rotated, or belongs to another provider.',
    steps: [
      ...ASK_THEM,
      `Compare the key from {keySource} ({key}) with the list at ${pages.keys}: the list shows the first and last characters of each, and so does the answer.`,
      'Look for an older key that is read before the new one: in a shell profile, a .env file, the settings of an editor or a container.',
      {
        text: 'See how the key that this shell holds ends, without printing it whole: `printenv {keyVariable} | tail -c 5`',
        on: ['linux', 'macos', 'wsl', 'container'],
      },
      {
        text: 'See how the key that this shell holds ends, without printing it whole: `$env:{keyVariable}[-4..-1] -join ""`',
        on: ['windows'],
      },
      `If it is not in the list, create a new one at ${pages.keys} and put it in place of the old one.`,
      'If the key is another provider’s, set that provider’s base URL: the key went to {who}.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-incorrect-api-key',
    when: answered('auth/incorrect-key'),
    unless: EXPLAINED_BY_KEY,
  },
  'auth/account-deactivated': {
    severity: 'error',
    title: 'Account behind the key deactivated',
    explanation:
      '{who} answered {answer}. The key is known, and the account that it belongs to was shut: by its owner, for a bill that was not paid, or for a breach of the terms.',
    steps: [
      `Look for a mail from the provider to the account’s owner, and sign in at ${pages.organization} to see its state.`,
      `If it was shut by mistake, write to ${pages.help}.`,
      'To go on working, use a key of another account that may be used for this.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    when: answered('auth/account-deactivated'),
  },
  'auth/not-in-organization': {
    severity: 'error',
    title: 'Account without an organization',
    explanation:
      '{who} answered {answer}. The account behind the key belongs to no organization any more: it left, was removed, or the organization was deleted.',
    steps: [
      `Ask an owner of the organization to invite the account again: ${pages.members}`,
      `Or write to ${pages.help} to get an organization of your own.`,
      `Then create a new key there, at ${pages.keys}, and put it in place of this one.`,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-not-in-organization',
    when: answered('auth/not-in-organization'),
  },
  'auth/organization-mismatch': {
    severity: 'error',
    title: 'Organization or project that does not fit the key',
    explanation:
      '{who} answered {answer}. The request names an organization or project by a header, and the key belongs to another one.',
    steps: [
      {
        text: 'Leave the names out, for a key knows its own organization and project: `unset {idVariables}`',
        on: ['linux', 'macos', 'wsl', 'container'],
      },
      {
        text: 'Leave the names out, for a key knows its own organization and project: `Remove-Item {idVariablesPowerShell}`',
        on: ['windows'],
      },
      'Look for organization= or project= in the code that makes the client.',
      `Or name the one that the key belongs to: ${pages.keys} shows the project of each key, and ${pages.organization} the organization’s id.`,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    when: answered('auth/organization-mismatch', namedIds),
  },
  'auth/missing-scope': {
    severity: 'error',
    title: 'Permission that the key lacks',
    explanation:
      '{who} answered {answer}. The key is genuine, and is restricted: it lacks a permission that this request needs, or its owner’s role does. {weight}',
    steps: [
      `Give the key the permission {permission}: edit it at ${pages.keys}, or have an owner of the project do so.`,
      'If the key is meant to be this narrow, nothing need be done for calls that it does allow: check one with `api-doctor check --deep`',
      'If it is a sign-in token and no key (it begins with eyJ), create an API key instead.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: answered('auth/missing-scope', weightOfScope),
    unless: EXPLAINED_BY_KEY,
  },
  'auth/header-stripped': {
    severity: 'error',
    title: 'Key removed on the way',
    explanation:
      'A key was sent, and {who} answered {answer}. So something between here and there took the Authorization header out of the request: a gateway, a reverse proxy, or an inspection device. A new key would share that fate.',
    steps: [
      'If the base URL leads to a gateway or reverse proxy of your own, have it pass the Authorization header on, as proxy_set_header Authorization $http_authorization in nginx.',
      'If the base URL redirects, set it to the final address: clients drop the header when they follow a redirect to another host.',
      'If this network inspects TLS, have {who} taken out of the inspection.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    when: answered('auth/header-stripped'),
  },
  'auth/regional-hostname': {
    severity: 'error',
    title: 'Organization bound to another regional host',
    explanation:
      '{who} answered {answer}. The organization keeps its data in one region, and its requests have to go to that region’s host.',
    steps: [
      ...setBaseUrl('Send the requests to the host of the region:', 'https://{regionalHost}/v1'),
      'Or use a key of a project without a data region.',
    ],
    pythonType: 'AuthenticationError',
    apiError: '401-invalid-authentication',
    when: answered('auth/regional-hostname'),
  },
  'auth/ip-not-allowed': {
    severity: 'error',
    title: 'Outgoing address not on the allowlist',
    explanation:
      '{who} answered {answer}. The organization or project takes requests from listed addresses alone, and the one that this machine’s requests come from is not listed.',
    steps: [
      'Find the address that the API sees: `curl -sS https://api.ipify.org`',
      `Have an owner add it to the IP allowlist at ${pages.organization}; a project’s own list overrides the organization’s. It takes up to a quarter of an hour.`,
      'Or send the requests through a network whose address is listed, such as the company’s VPN.',
      'If IPv6 is used here, list that address too, or prefer IPv4.',
    ],
    pythonType: 'AuthenticationError',
    apiError: null,
    when: answered('auth/ip-not-allowed'),
  },
  'auth/unsupported-region': {
    severity: 'error',
    title: 'Country or region where the API is not offered',
    explanation:
      '{who} answered {answer}. The address that this machine’s requests come from lies in a country or region where the API is not offered. A VPN, a proxy or a cloud’s region can move it there without anybody’s wish.',
    steps: [
      'See where the requests seem to come from: `curl -sS https://ipinfo.io`',
      `Compare with the list of supported countries: ${pages.countries}`,
      'If a VPN or a proxy lies between, let it leave from a supported country; a serverless function has to run in a supported region.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: '403-unsupported-region',
    when: answered('auth/unsupported-region'),
  },
  'auth/permission-denied': {
    severity: 'error',
    title: 'Access denied by the API',
    explanation:
      '{who} answered {answer}. It knows who asks and does not allow what is asked: the project, the role or the key has no right to it.',
    steps: [
      'Read the message: it names what is denied.',
      `See the key’s permissions at ${pages.keys}, and the rights of the project’s members at ${pages.members}.`,
      'Make sure that key, organization and project belong together: `unset OPENAI_ORG_ID OPENAI_PROJECT_ID` and try again.',
      'For Azure OpenAI look at the resource’s networking: a virtual network or firewall rule answers the same way.',
      ...REPEAT_BY_HAND,
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: answered('auth/permission-denied'),
  },
  'auth/model-not-found': {
    severity: 'error',
    title: 'Model that does not exist or may not be used',
    explanation:
      'The model {modelShown} cannot be used with this key: {who} answered {answer}. Either no model has this name, or this project may not use it; the API gives the same answer to both.',
    steps: [
      'Did you mean {similar}? These are among the models that this key may use.',
      'List what this key may use: `curl -sS {modelsUrl} -H "Authorization: Bearer {keyShell}"`',
      'If Ollama runs at {ownApi}, fetch the model first: `ollama pull {model}`. vLLM and llama.cpp know the one name that they were started with.',
      `Compare the name, letter by letter, with ${pages.models}`,
      `If the model exists, have an owner allow it for {projectShown}: ${pages.limits}`,
    ],
    pythonType: 'NotFoundError',
    apiError: null,
    when: answered('auth/model-not-found', modelFacts),
  },
  'auth/organization-unverified': {
    severity: 'error',
    title: 'Organization not verified',
    explanation:
      '{who} answered {answer}. This model, or this way of using it, is open only to organizations whose identity was verified.',
    steps: [
      `Have an owner verify the organization at ${pages.organization}; access follows within a quarter of an hour.`,
      'If it was verified just now, create a new key: older ones may take longer.',
      'Until then use another model, or leave out what the answer names, such as streaming or reasoning summaries.',
    ],
    pythonType: 'PermissionDeniedError',
    apiError: null,
    when: answered('auth/organization-unverified'),
  },
  'auth/unverifiable': {
    severity: 'warning',
    title: 'Key that this server does not check',
    explanation:
      '{host} lists its models for {whoever}. So the list says nothing about the key: whether it is right will show at the first real call.',
    steps: [
      'If the server needs no key, as Ollama, llama.cpp and vLLM do unless told otherwise, all is well.',
      'If it does, make one real call to prove the key: `api-doctor check --deep`',
    ],
    pythonType: null,
    apiError: null,
    when: unverifiable,
  },
} satisfies Record<`auth/${string}`, CatalogueEntry>;

/** Only the listing of models is denied to many restricted keys that work: that is no failure of calls. */
function weightOfScope({ reading }: Answered): Partial<Evidence> {
  const scopes = String(reading.values.scopes ?? '')
    .split(/, ?/)
    .filter(Boolean);
  const onlyListing = scopes.length > 0 && scopes.every((scope) => /^api\.model\.read$|^models?\.(?:read|list)$/.test(scope));
  const weight = onlyListing
    ? 'Here only the listing of models is denied. Calls for generation need other permissions and may well work; this check could not prove it.'
    : 'Calls that need this permission fail.';
  return { values: { weight }, ...(onlyListing ? { severity: 'warning' as const } : {}) };
}

/** The variables that put the headers on, as far as the environment did. */
function namedIds(_: Answered, { target }: Case): Partial<Evidence> {
  const sources = [target.organization?.source, target.project?.source].filter((source) => source !== undefined);
  const variables = sources.filter((source) => /^[A-Z_]+$/.test(source));
  if (variables.length === 0) return {};
  return {
    values: { idVariables: variables.join(' '), idVariablesPowerShell: variables.map((name) => `Env:${name}`).join(', ') },
  };
}

/** How many names are offered in place of one that is not known. */
const MAX_SIMILAR = 3;

function modelFacts({ reading }: Answered, c: Case): Partial<Evidence> {
  const model = String(reading.values.model ?? c.target.model ?? '');
  const keyed = exchangeOf(c, 'http/models');
  const similar = keyed ? similarTo(model, listedModels(keyed)) : [];
  return {
    values: {
      modelShown: model === '' ? 'that was asked for' : model,
      ...(similar.length > 0 ? { similar: similar.join(', ') } : {}),
    },
  };
}

/** Names that share their beginning, whatever its case, the longest common part first. */
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

/** A compatible server that gives its listing to a made-up key has proved nothing about the real one. */
function unverifiable(c: Case): Evidence | null {
  const control = exchangeOf(c, 'http/invalid-key');
  if (!control || !isListingSound(c) || !isSound(control)) return null;
  const keyless = exchangeOf(c, 'http/unauthenticated');
  const open = keyless !== null && isSound(keyless);
  return {
    lines: ['the listing came back for a made-up key too', ...(open ? ['and for no key at all'] : [])],
    causes: ['http/invalid-key', 'http/models'],
    values: { ...keyValues(c.target), whoever: open ? 'everybody, with any key or none' : 'a made-up key too' },
  };
}
