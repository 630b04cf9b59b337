import { shownValue } from '../../knowledge/clients/proxy-rules/proxy-flaw.ts';
import { proxyLabel } from '../../model/endpoint.ts';
import type { ProxyFlaw } from '../../model/facts/config.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { Case } from '../../model/observation.ts';
import { planFacts } from '../proxy/facts.ts';

/** Findings of the layer `config` about the values of proxy variables. */
export const configProxy = {
  'config/proxy-url-invalid': {
    severity: 'error',
    title: 'Value of a proxy variable',
    explanation:
      'The value of {variable} cannot be used ({shown}). {reading} Clients stop at it before they send anything, or go where nobody meant.',
    steps: [
      { text: 'Set it in this form: `export {setVariable}="{suggestion}"`', on: ['linux', 'wsl', 'container', 'macos'] },
      { text: 'Set it in this form: `$env:{setVariable} = "{suggestion}"`', on: ['windows'] },
      'Set it in this form: `{flag} {suggestion}`',
      'Write these signs of the user name and the password as percent codes: {escapes}',
      'Let Python encode the password for you: `python3 -c "import urllib.parse; print(urllib.parse.quote(input(), safe=\'\'))"` (it waits for the {secret})',
      'Take the entry {entry} out of {list}, or write the address without its brackets.',
      'Open {script} in a browser, find the proxy that it names for {host}, and set that as http://PROXY:PORT in {variable}.',
      'Write {variable} as http://PROXY:PORT, with {missing}.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: unusable,
    // No client comes as far as the network; the direct way was looked at for want of another.
    explains: ['dns/', 'tcp/', 'proxy/', 'tls/', 'http/'],
  },
  'config/proxy-scheme-unsupported': {
    severity: 'error',
    title: 'Scheme of a proxy',
    explanation:
      'The value of {variable} ({shown}) begins with a scheme that is none of a proxy’s: those are http, https, socks5 and socks5h, and for some clients socks4 and socks4a. The Python library stops at it before it sends anything.',
    steps: [
      {
        text: 'If it is an HTTP proxy, as most are: `export {setVariable}="{suggestion}"`',
        on: ['linux', 'wsl', 'container', 'macos'],
      },
      { text: 'If it is an HTTP proxy, as most are: `$env:{setVariable} = "{suggestion}"`', on: ['windows'] },
      'If it is an HTTP proxy, as most are: `{flag} {suggestion}`',
      'The scheme says how the proxy itself is spoken to, not the API behind it: http:// is right for {variable} in nearly all networks.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    when: unknownScheme,
    // No client comes as far as the network; the direct way was looked at for want of another.
    explains: ['dns/', 'tcp/', 'proxy/', 'tls/', 'http/'],
  },
} satisfies Record<`config/${string}`, CatalogueEntry>;

function unknownScheme(c: Case): Evidence | null {
  const flaw = planFacts(c)?.flaw;
  if (flaw?.kind !== 'unknown-scheme') return null;
  return { lines: [`${flaw.variable}=${flaw.shown}`], values: flawValues(flaw), causes: ['config/proxy'] };
}

function unusable(c: Case): Evidence | null {
  const flaw = planFacts(c)?.flaw;
  if (flaw && flaw.kind !== 'unknown-scheme') {
    const values = { ...flawValues(flaw), reading: readings[flaw.kind] };
    return { lines: [`${flaw.variable}=${flaw.shown}`], values, causes: ['config/proxy'] };
  }
  return flaw ? null : (listUnusable(c) ?? refusedByPython(c));
}

const readings: Record<Exclude<ProxyFlaw['kind'], 'unknown-scheme'>, string> = {
  unescaped: 'A sign in the user name or password ends the address early, because it is not written as a percent code.',
  quotes: 'Quotation marks are part of the value, as happens in env files and in Windows’ set command.',
  'doubled-scheme': 'It has two schemes.',
  pac: 'It names a script that chooses a proxy (PAC). Browsers run those; libraries and command-line programs do not.',
  'no-host': 'There is no host in it that could be looked up.',
  'bad-port': 'What stands after the colon is no port: those are numbers from 1 to 65535.',
};

function flawValues(flaw: ProxyFlaw): Record<string, string> {
  const { variable, kind, shown, suggestion, unescapedCharacters: signs } = flaw;
  const corrected = kind === 'unescaped' || !suggestion ? {} : { suggestion };
  const named = variable === '--proxy' ? { flag: variable } : { setVariable: variable };
  const escapes = signs.map((sign) => `${sign === ' ' ? 'a blank' : sign} as ${encodeURIComponent(sign)}`).join(', ');
  return {
    variable,
    shown,
    ...(kind === 'unescaped'
      ? { ...named, suggestion: 'http://USER:PASSWORD@PROXY:PORT', secret: 'password' }
      : { ...named, ...corrected }),
    ...(escapes ? { escapes } : {}),
    ...(kind === 'pac' ? { script: shown } : {}),
    ...(kind === 'no-host' ? { missing: 'the host’s name or address' } : {}),
  };
}

/** An entry of `NO_PROXY` that the Python library takes for a URL and stops at: it cannot even be made. Others read past it. */
function listUnusable({ target }: Case): Evidence | null {
  const error = target.route.choice?.error;
  if (!error || !/^no_proxy$/i.test(error.variable)) return null;
  const entry =
    (target.env[error.variable] ?? '')
      .split(',')
      .find((one) => /[[\]]|:\D|:$/.test(one.trim()))
      ?.trim() ?? '';
  const reading = `Python’s HTTP client takes each entry for part of a URL and raises ${error.message} while the library is being set up; other clients read past such an entry.`;
  const values = {
    variable: error.variable,
    shown: shownValue(target.env[error.variable] ?? ''),
    reading,
    list: error.variable,
    ...(entry ? { entry } : {}),
  };
  return { lines: [`${error.variable}: ${error.message}`], values, causes: ['config/proxy'], pythonType: null };
}

/** What else the reference client raises at, such as a line break at the end. SOCKS4, which others speak, is a matter of the clients. */
function refusedByPython({ target }: Case): Evidence | null {
  const { choice, ...plan } = target.route;
  const error = choice?.error;
  if (!error || (plan.kind === 'proxy' && plan.proxy.scheme.startsWith('socks4'))) return null;
  const shown = shownValue(choice.given ?? target.env[error.variable] ?? '');
  const hasCredentials = plan.kind === 'proxy' && plan.proxy.username !== null;
  const suggestion =
    plan.kind === 'proxy' && !hasCredentials ? { setVariable: error.variable, suggestion: proxyLabel(plan.proxy) } : {};
  const missing = plan.kind === 'proxy' ? 'no sign before or behind that does not belong to it' : 'a host and a port';
  const values = {
    variable: error.variable,
    shown,
    reading: `Python’s HTTP client says of it: ${error.message}`,
    missing,
    ...suggestion,
  };
  return { lines: [`${error.variable}=${shown}`, error.message], values, causes: ['config/proxy'] };
}
