import { alertName } from '../../net/tls/alerts.ts';
import type { Values } from './default-values.ts';
import type { Failure } from './failures.ts';

/** The details of a passage: names in the certificate, the alert, the proxy, the elapsed time. */
export function seenIn({ passage, around, clue }: Failure): Values {
  const { text } = passage;
  const near = text.slice(Math.max(0, clue.place - 1_500), clue.place + 1_500);
  const alert = /SSL alert number (\d{1,3})/.exec(near);
  const found: Record<string, string | number | null | undefined> = {
    certificateNames: (/altnames: ([^\n'"]{3,300}?)(?=['"\s]{2}| at |$)/.exec(near) ??
      /certificate is valid for ([^\n]{3,200}?), not /.exec(near))?.[1],
    alert: alert ? alertName(Number(alert[1])) : null,
    proxy: around.proxies[0],
    address: /(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|dial tcp|Trying) \[?([\da-f.:]{3,45}?)\]?:\d{1,5}\b/i.exec(
      near,
    )?.[1],
    issuerShown: /issuer[^:=\n(]{0,20}[:=]\s?['"{]?([^\n;'"]{3,160})/i.exec(near)?.[1],
    milliseconds: /(?:after|timeout(?: of)?|exceeded)[: ]{1,2}(\d{2,9}) ?(?:ms|milliseconds)/i.exec(near)?.[1],
    parameterNamed: /unexpected keyword argument '([\w.]{1,60})'/.exec(near)?.[1],
  };
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string | number] => entry[1] != null && entry[1] !== ''),
  );
}

const LABELS: [string, string][] = [
  ['address', 'address'],
  ['certificateNames', 'names in the certificate'],
  ['issuerShown', 'issuer'],
  ['inspector', 'product that opens TLS'],
  ['alert', 'TLS alert'],
  ['proxy', 'proxy'],
  ['milliseconds', 'milliseconds that passed'],
  ['model', 'model'],
  ['limit', 'limit'],
  ['limitWords', 'kind of limit'],
  ['used', 'used'],
  ['requested', 'requested'],
  ['wait', 'wait'],
  ['scopes', 'missing scopes'],
  ['contextLimit', 'tokens that fit'],
  ['contextUsed', 'tokens that were sent'],
  ['parameterNamed', 'parameter'],
  ['instead', 'use instead'],
];

/** The values one by one, for people. */
export function valueLines(failure: Failure): string[] {
  const values: Values = { ...seenIn(failure), ...failure.reading?.values, ...failure.clue.values };
  const host = failure.around.host ? [`host: ${failure.around.host}${failure.around.port ? `:${failure.around.port}` : ''}`] : [];
  return [...host, ...LABELS.flatMap(([name, label]) => (values[name] === undefined ? [] : [`${label}: ${values[name]}`]))];
}
