import { signsOf } from './signs.ts';
import { closersOf, isMask, isNoSecret, looksDrawn, looksRandom, valueAt } from './values.ts';
import type { Span, View } from './view.ts';

/** Credentials by the forms of HTTP, of URLs and of command lines. */

/** `Bearer …` in any text; a word of a sentence is none. */
const SCHEME =
  /(?<![\w-])(?:Bearer|Basic|Negotiate|NTLM|Token|ApiKey|Api-Key|Key|GoogleLogin|Splunk|SSWS|GenieKey)(?:["']?[ \t]{1,4}["']?|[ \t]?:[ \t]?|%20|\+)([A-Za-z0-9+/=_~.:|-]{4,4096}…?)/g;
const SCHEME_ANY_CASE = /(?<![\w-])bearer[ \t]{1,4}([A-Za-z0-9+/=_~.-]{6,4096}…?)/gi;

/** Those without a word that names of secrets have. */
const OTHER_SCHEMES = ['Basic', 'Negotiate', 'NTLM', 'GoogleLogin', 'Splunk', 'SSWS'];

export function schemesIn(view: View): Span[] {
  const { text } = view;
  if (!signsOf(view).isNamed && !OTHER_SCHEMES.some((scheme) => text.includes(scheme))) return [];
  const found = [...text.matchAll(SCHEME), ...text.matchAll(SCHEME_ANY_CASE)];
  return found
    .map((scheme) => {
      const value = (scheme[1] as string).replace(/(?<![.:])[.:]+$/, '');
      const start = scheme.index + scheme[0].length - (scheme[1] as string).length;
      return { start, end: start + value.length };
    })
    .filter(({ start, end }) => isCredential(text.slice(start, end)));
}

/** What a server asks for with the same schemes: `Basic realm="…"`. */
const CHALLENGE = /^(?:realm|charset|scope|error|resource|resource_metadata|authorization_uri|client_id|trusted_issuers)=/i;

function isCredential(value: string): boolean {
  return looksRandom(value) && !CHALLENGE.test(value) && !isNoSecret(value);
}

const AUTHORITY = /[^\s/?#"'`<>\\]{0,1024}/y;
const UNQUOTED_VALUE = /[^\s<>`]{0,1024}/y;

/** The placeholder of commands for a user name and password. */
const PLACEHOLDER = /^(?:USER(?:NAME)?|user(?:name)?|<[\w-]+>):(?:PASS(?:WORD)?|pass(?:word)?|<[\w-]+>)$/;

/**
 * The user parts of URLs. A password may hold any sign without being escaped, so where the authority ends in what is no port, it goes on to
 * the last `@`; where that was cut off, to the end of the word.
 */
export function urlUsersIn({ text, joins }: View): Span[] {
  return placesOf(text, '://').flatMap((sign) => {
    const start = sign + 3;
    if (!/[a-z0-9]/i.test(text[sign - 1] ?? '')) return [];
    const end = endOfUser(text, start, joins.length > 0);
    const user = text.slice(start, end);
    return end <= start || PLACEHOLDER.test(user) || isMask(user) || isVariable(user) ? [] : [{ start, end }];
  });
}

const VARIABLE = String.raw`(?:\$\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}|\$\([^()]{0,200}\)|\$(?:env:)?\w{1,80}|%\w{1,80}%)`;
const VARIABLES = new RegExp(`^${VARIABLE}(?::(.*))?$`, 's');

/** `$USER:$PASSWORD`, `%TOKEN%`: behind a variable for the name there may be a password as it is. */
function isVariable(user: string): boolean {
  const found = VARIABLES.exec(user);
  return found !== null && (found[1] === undefined || isNoSecret(found[1]) || VARIABLES.test(found[1]));
}

function endOfUser(text: string, start: number, isJoined: boolean): number {
  const authority = at(AUTHORITY, text, start).split('://', 1)[0] as string;
  const sign = authority.lastIndexOf('@');
  if (sign >= 0) return start + sign;
  if (authority.startsWith('[')) return start;
  const word = at(UNQUOTED_VALUE, text, start).split('://', 1)[0] as string;
  const last = word.lastIndexOf('@');
  const colon = authority.indexOf(':');
  if (colon < 0) return last > 0 && looksDrawn(authority) && !authority.includes('.') ? start + last : start;
  const behind = authority.slice(colon + 1);
  if (/^\d{0,5}$/.test(behind)) {
    // `user:1234/abc@host`: a name without a dot is no host, where one follows.
    return last > 0 && isUserName(authority.slice(0, colon)) && HOST_BEHIND.test(word.slice(last + 1)) ? start + last : start;
  }
  // The word that a command has in place of a port.
  if (last < 0 && /^(?:PORT|port|<port>)$/.test(behind)) return start;
  // A port, and a sign of the text around it.
  if (/^\d{0,5}[^\w%$!~+-]|^\*+$|^[A-Z_]{2,}$|^\$/.test(behind) && last < 0) return start;
  if (/^\d{0,5}[^\w%$!~+-]/.test(behind) && !isUserName(authority.slice(0, colon))) return start;
  // Behind a port, joined lines go on with anything.
  if (last < 0 && isJoined && /^\d/.test(behind)) return start;
  return start + (last > 0 ? last : word.length - closersOf(word));
}

/** Where a sign stands in a text. */
function placesOf(text: string, sign: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) places.push(at);
  return places;
}

const HOST_BEHIND = /^[\w-]+(?:\.[\w-]+)+|^localhost\b|^[\w-]+:\d/;

function isUserName(name: string): boolean {
  return /^[^/?#:@.[\]]+$/.test(name) && name !== 'localhost';
}

function at(pattern: RegExp, text: string, from: number): string {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? '';
}

/** `user:password@host:port`, without a scheme: what stands before the `@`, and what behind it. */
const BEFORE_HOST = /(?:^|[\s"'=(,])([^\s/:@"'=(,]{1,128}):([^\s"']{1,256})$/;
const HOST = /@([\w.-]{1,253})(:\d{2,5}\b|[/(])?/y;
const NO_USER = /^(?:mailto|sips?|acct|xmpp|ssh|git|npm|file|jdbc|node|https?|wss?|ftp)$/i;
const LABEL = /^(?:user|email|e-mail|from|to|cc|by|author|account|contact|login|name)$/i;

export function bareUsersIn({ text }: View): Span[] {
  return placesOf(text, '@').flatMap((sign) => {
    HOST.lastIndex = sign;
    const host = HOST.exec(text);
    const found = host && BEFORE_HOST.exec(text.slice(Math.max(0, sign - 386), sign));
    if (!host || !found) return [];
    const [, user = '', password = ''] = found;
    return isUser(user, password, host) ? [{ start: sign - user.length - 1 - password.length, end: sign }] : [];
  });
}

function isUser(user: string, password: string, [, host = '', port]: RegExpExecArray): boolean {
  if (NO_USER.test(user) || /^sha\d/.test(host) || password.startsWith('//')) return false;
  if (PLACEHOLDER.test(`${user}:${password}`) || isMask(password)) return false;
  const isAddress = /\d|\(/.test(port ?? '');
  if (/[/@\\]/.test(password) && (!isAddress || /^[\\/]/.test(password))) return false;
  return LABEL.test(user) ? isAddress || looksDrawn(password) : port !== undefined || looksRandom(password);
}

/** Options of programs that take `user:password`, or a password alone. */
const USER_OPTION = /(?<![\w-])(?:-u|-U|--user|--userpwd|--proxy-user|--basic-auth|--auth|--http-user)(?:[ =]{1,4}|(?=["']))/g;
const PASSWORD_OPTION =
  /\b(?:sshpass|(?:docker|podman|helm registry) login|mysql|mysqldump|mysqladmin|mariadb|mongo|mongosh|redis-cli|ldapsearch|7z|zip|unzip|openssl)\b[^\n|;&]{0,120}?[ \t]-(?:p|a|w|P|k)[ =]?(?=[^\s-])/g;
const NET_USE = /\bnet\s{1,4}use\s[^\n\r]{0,120}?\/user:\S{1,80}\s{1,4}(?=[^\s/])/gi;
const NETRC = /\blogin\s{1,4}\S{1,80}\s{1,4}(?:password|account)\s{1,4}(?=\S)/g;

export function optionsIn({ text }: View): Span[] {
  const users = /-[uU]|--[pbah]/.test(text) ? [...text.matchAll(USER_OPTION)] : [];
  const pairs = users.flatMap((found) => passwordIn(text, valueAt(text, endOf(found))));
  const options = /[ \t]-[pawPk]/.test(text) ? [...text.matchAll(PASSWORD_OPTION)] : [];
  const logins = text.includes('login') ? [...text.matchAll(NETRC)] : [];
  const shares = text.includes('/user:') ? [...text.matchAll(NET_USE)] : [];
  const others = [...options, ...logins, ...shares].map((found) => valueAt(text, endOf(found)));
  const isTold = ({ start, end }: Span) => !isNoSecret(text.slice(start, end)) && !/^[\d:./]{1,12}$/.test(text.slice(start, end));
  return [...pairs, ...others.filter((value) => value !== null)].filter(isTold);
}

function endOf(found: RegExpExecArray): number {
  return found.index + found[0].length;
}

/** Of `user:password` the password; of `key:` the key. */
function passwordIn(text: string, value: Span | null): Span[] {
  if (!value) return [];
  const colon = text.slice(value.start, value.end).indexOf(':');
  if (colon < 0) return text[value.end] === ':' ? [value] : [];
  const start = value.start + colon + 1;
  return [start < value.end ? { start, end: value.end } : { start: value.start, end: start - 1 }];
}
