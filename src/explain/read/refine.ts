import { isIP } from 'node:net';
import { inspectorIn } from '../../knowledge/middleboxes/inspectors.ts';
import { lookOf } from '../../knowledge/providers/key-formats.ts';
import { vendorOf } from '../../knowledge/providers/vendors.ts';
import type { Failure } from './failures.ts';
import { pathBehind } from './wrong-path.ts';

/** A failure whose message is more specific than its kind of response or alert: the cause is identified. */
export function refined(failure: Failure): Failure {
  return (
    asOtherService(failure) ??
    headerBeside(failure) ??
    keyBehind(failure) ??
    pathBehind(failure) ??
    schemeBehind(failure) ??
    inspectorBehind(failure) ??
    proxyItself(failure) ??
    failure
  );
}

/** What else a program talks to: a failure there is not the API's. */
function asOtherService(failure: Failure): Failure | null {
  const { otherService, clue } = failure;
  if (otherService === null) return null;
  return {
    ...failure,
    id: 'client/not-an-api-error',
    reading: null,
    clue: { ...clue, type: null, values: { ...clue.values, otherService } },
  };
}

/** A call of nobody known, in a log without a word of an API: what failed is shown, and no cause at the API is claimed. */
export function asUnknownService(failure: Failure): Failure {
  if (!failure.isUnattributed || failure.weight === 'hidden') return failure;
  const { id, clue } = failure;
  const asUnknown = { ...clue, type: null, values: { ...clue.values, unknownCall: id } };
  return { ...failure, id: 'client/inconclusive', weight: 'hidden', reading: null, clue: asUnknown };
}

/** After `Bearer ` a key begins at the eighth character: an invalid character before that is in another header. */
function headerBeside(failure: Failure): Failure | null {
  if (failure.id !== 'config/key-malformed') return null;
  const near = failure.passage.text.slice(failure.clue.place, failure.clue.place + 160);
  const position = /can't encode characters? (?:'[^']{1,12}' )?in position (\d{1,5})/.exec(near)?.[1];
  return position !== undefined && Number(position) < 'Bearer '.length ? { ...failure, id: 'client/usage-error' } : null;
}

/** What is left of a key where its line was broken right behind the prefix: it does not show what the key is. */
const PREFIX_ALONE = /^sk-?(?:(?:proj|svcacct|admin)-?)?["']?$/;

/** The API repeats an unknown key, masked: its first characters show what it is. */
function keyBehind(failure: Failure): Failure | null {
  const echoed = failure.id === 'auth/incorrect-key' ? failure.reading?.values.echoedKey : undefined;
  if (typeof echoed !== 'string' || PREFIX_ALONE.test(echoed)) return null;
  const masked = /\*{2,}|…/.test(echoed);
  const look = lookOf(echoed.replace(/\*+|…/g, 'x'.repeat(24)));
  const whole = { ...failure.clue.values, key: echoed, keySource: 'the key that was sent' };
  if (look.kind === 'placeholder' && (!masked || !/abbreviated key|row of x/.test(look.vendor ?? '')))
    return {
      ...failure,
      id: 'config/key-placeholder',
      clue: { ...failure.clue, values: { ...whole, sample: look.vendor ?? 'a sample text' } },
    };
  if (look.kind === 'other-vendor' && isForOpenAi(failure))
    return {
      ...failure,
      id: 'config/key-wrong-provider',
      clue: { ...failure.clue, values: { ...whole, issuer: look.vendor ?? 'another provider', hostVendor: 'OpenAI' } },
    };
  if (look.kind === 'jwt' || look.kind === 'session')
    return {
      ...failure,
      id: 'config/key-not-an-api-key',
      clue: { ...failure.clue, values: { ...whole, thing: 'a sign-in token' } },
    };
  return null;
}

function isForOpenAi({ around, passage }: Failure): boolean {
  return around.host === null ? passage.text.includes('platform.openai.com') : vendorOf(around.host)?.name === 'OpenAI';
}

/** A redirect from http to https turns a POST into a GET, which the endpoint does not take. */
function schemeBehind(failure: Failure): Failure | null {
  const { url } = failure.around;
  const misread = failure.id === 'request/wrong-method' || failure.id === 'http/unexpected-redirect';
  return misread && url?.scheme === 'http' && url.isPublicApi ? { ...failure, id: 'http/https-required' } : null;
}

/** Where the text names who signed the certificate, and that is a product that opens TLS. */
function inspectorBehind(failure: Failure): Failure | null {
  if (!/^tls\/(?:unknown-issuer|self-signed|missing-intermediate|verification-failed|interception)$/.test(failure.id))
    return null;
  const issuers = [...failure.passage.text.matchAll(/issuer[^:=\n]{0,20}[:=]\s?['"{]?([^\n]{3,300})/gi)]
    .slice(0, 8)
    .map((found) => (found[1] as string).replace(/ ?[/;] ?(?=[A-Z]{1,2} ?=)/g, ', '));
  const inspector = inspectorIn(issuers);
  return inspector
    ? { ...failure, id: 'tls/interception', clue: { ...failure.clue, values: { ...failure.clue.values, inspector } } }
    : null;
}

/** A bare address that did not let itself be connected to on the way to a proxy is the proxy's, and whom the call was for is unknown. */
function proxyItself(failure: Failure): Failure | null {
  const { host, port, url, proxies } = failure.around;
  if (!/^proxy\/(?:refused|timeout|unreachable|closed)$/.test(failure.id) || proxies.length > 0) return null;
  if (host === null || port === null || url !== null || isIP(host) === 0) return null;
  const around = { ...failure.around, host: null, port: null, scheme: null, usualApi: false, proxies: [`${host}:${port}`] };
  return { ...failure, around };
}
