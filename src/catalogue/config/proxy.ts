import { shownValue } from '../../knowledge/clients/proxy-rules/proxy-flaw.ts';
import { proxyLabel } from '../../model/endpoint.ts';
import type { ProxyFlaw } from '../../model/facts/config.ts';
import type { CatalogueEntry, Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { systemOfSource } from '../../model/system-proxy.ts';
import { planFacts } from '../proxy/facts.ts';

/** Findings of the layer `config` about the values of proxy variables. */
export const configProxy = {
  'config/proxy-url-invalid': {
    severity: 'error',
    title: 'Invalid proxy setting',
    explanation:
      'The value of {variable} is invalid ({shown}). {reading} Clients fail before they send anything, or connect to the wrong host.',
    steps: [
      { text: 'Set it in this form: `export {setVariable}="{suggestion}"`', on: ['linux', 'wsl', 'container', 'macos'] },
      { text: 'Set it in this form: `$env:{setVariable} = "{suggestion}"`', on: ['windows'] },
      'Run the check with the correct value: `api-doctor check {flag} {suggestion}`',
      'Percent-encode these characters in the user name and the password: {escapes}.',
      'Or let Python encode the {secret}, which you type after you start it: `python3 -c "import urllib.parse; print(urllib.parse.quote(input(), safe=\'\'))"`',
      'Remove the entry {entry} from {list}, or write the address without brackets.',
      'Open the PAC file {script} in a browser, find the proxy that it returns for {host}, and set {variable} to http://PROXY:PORT.',
      'Write {variable} as http://PROXY:PORT, with {missing}.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: unusable,
    // Clients fail before they use the network; the direct route was probed for lack of another.
    suppresses: ['dns/', 'tcp/', 'proxy/', 'tls/', 'http/'],
  },
  'config/proxy-scheme-unsupported': {
    severity: 'error',
    title: 'Unsupported proxy scheme',
    explanation:
      'The value of {variable} ({shown}) begins with an unsupported proxy scheme. Clients support http, https, socks5, and socks5h, and some support socks4 and socks4a. The Python SDK fails before it sends anything.',
    steps: [
      {
        text: 'Python takes the SOCKS proxy of {socksSystem} for SOCKS4, which its HTTP client does not support. Most programs of that kind also serve HTTP on the same or another port: look there, and set that: `$env:HTTPS_PROXY = "http://127.0.0.1:PORT"`',
        on: ['windows'],
      },
      {
        text: 'If it serves only SOCKS5, install what Python needs for it (httpx[socks]), and set it: `$env:ALL_PROXY = "{socks5Url}"`',
        on: ['windows'],
      },
      {
        text: 'If calls need no proxy, let Python ignore {socksSystem} in this shell. Any value of NO_PROXY does: `$env:NO_PROXY = "*"`',
        on: ['windows'],
      },
      {
        text: 'Remove the variable. To write socks5:// instead only leads to an ImportError where the package socksio is not installed: `unset {socksVariable}`',
        on: ['linux', 'wsl', 'container', 'macos'],
      },
      { text: 'Remove the variable: `Remove-Item Env:{socksVariable}`', on: ['windows'] },
      'If a SOCKS proxy is the only way out, set {socksVariable} to {socksUrl} and install what Python needs for it: `pip install "httpx[socks]"`',
      {
        text: 'If it is an HTTP proxy, like most proxies, set it so: `export {setVariable}="{suggestion}"`',
        on: ['linux', 'wsl', 'container', 'macos'],
      },
      { text: 'If it is an HTTP proxy, like most proxies, set it so: `$env:{setVariable} = "{suggestion}"`', on: ['windows'] },
      'If it is an HTTP proxy, run the check with this value: `api-doctor check {flag} {suggestion}`',
      'The scheme selects the protocol to the proxy, not to the API. For {schemeOf}, http:// is right in nearly all networks.',
    ],
    pythonType: 'APIConnectionError',
    apiError: null,
    matches: unknownScheme,
    // Clients fail before they use the network; the direct route was probed for lack of another.
    suppresses: ['dns/', 'tcp/', 'proxy/', 'tls/', 'http/'],
  },
} satisfies Record<`config/${string}`, CatalogueEntry>;

function unknownScheme(c: DiagnosisInput): Evidence | null {
  const flaw = planFacts(c)?.flaw;
  if (!flaw) return bareSocks(c);
  if (flaw.kind !== 'unknown-scheme') return null;
  const templateValues = { ...flawValues(flaw), schemeOf: flaw.variable };
  return { details: [`${flaw.variable}=${flaw.shown}`], templateValues, probeIds: ['config/proxy'] };
}

/** `socks://` is what desktop settings write; curl takes it for SOCKS5 or 4, and Python's HTTP client raises at it. */
function bareSocks(c: DiagnosisInput): Evidence | null {
  const { route, env } = c.target;
  const error = route.choice?.error;
  const given = (route.choice?.given ?? env[error?.variable ?? ''] ?? '').trim();
  if (error && systemOfSource(error.variable)) return socksOfSystem(c, error);
  if (!error || !/^socks:\/\//i.test(given)) return null;
  const shown = shownValue(given);
  const isPlain = /^socks:\/\/[\w.:[\]-]{1,200}\/?$/i.test(given);
  return {
    details: [`${error.variable}=${shown}`, error.message],
    templateValues: {
      variable: error.variable,
      schemeOf: error.variable,
      shown,
      socksVariable: error.variable,
      ...(isPlain ? { socksUrl: given.replace(/^socks:/i, 'socks5h:') } : {}),
    },
    probeIds: ['config/proxy'],
  };
}

/** A SOCKS proxy in the settings of Windows, which Python alone reads, and takes for SOCKS4. */
function socksOfSystem(
  { target: { route } }: DiagnosisInput,
  { variable, message }: { variable: string; message: string },
): Evidence | null {
  if (route.kind !== 'proxy' || !route.proxy.scheme.startsWith('socks4')) return null;
  const shown = proxyLabel(route.proxy);
  return {
    details: [`${variable}: ${shown}`, message],
    templateValues: { variable, shown, socksSystem: variable, socks5Url: shown.replace(/^socks4a?:/, 'socks5h:') },
    probeIds: ['config/proxy'],
    pythonType: null,
  };
}

function unusable(c: DiagnosisInput): Evidence | null {
  const flaw = planFacts(c)?.flaw;
  if (flaw && flaw.kind !== 'unknown-scheme') {
    const values = { ...flawValues(flaw), reading: readings[flaw.kind] };
    return { details: [`${flaw.variable}=${flaw.shown}`], templateValues: values, probeIds: ['config/proxy'] };
  }
  return flaw ? null : (listUnusable(c) ?? refusedByPython(c));
}

const readings: Record<Exclude<ProxyFlaw['kind'], 'unknown-scheme'>, string> = {
  unescaped: 'A special character in the user name or password is not percent-encoded, so the host name is misread.',
  quotes: 'Quotes are part of the value, as happens in env files and with the set command of Windows.',
  'doubled-scheme': 'It contains two schemes.',
  pac: 'It is the URL of a PAC script. Browsers run such scripts, but SDKs and command-line programs do not.',
  'no-host': 'It contains no valid host name.',
  'bad-port': 'The text after the colon is not a port, which is a number from 1 to 65535.',
};

function flawValues(flaw: ProxyFlaw): Record<string, string> {
  const { variable, kind, shown, suggestion, unescapedCharacters: signs } = flaw;
  const corrected = kind === 'unescaped' || !suggestion ? {} : { suggestion };
  const named =
    variable === '--proxy' ? { flag: variable } : { setVariable: systemOfSource(variable) ? 'HTTPS_PROXY' : variable };
  const escapes = signs.map((sign) => `${sign === ' ' ? 'a space' : sign} as ${encodeURIComponent(sign)}`).join(', ');
  return {
    variable,
    shown,
    ...(kind === 'unescaped'
      ? { ...named, suggestion: 'http://USER:PASSWORD@PROXY:PORT', secret: 'password' }
      : { ...named, ...corrected }),
    ...(escapes ? { escapes } : {}),
    ...(kind === 'pac' ? { script: shown } : {}),
    ...(kind === 'no-host' ? { missing: 'a host name or address' } : {}),
  };
}

/** An entry of `NO_PROXY` that Python's HTTP client parses as a URL, so that creating the client raises. Other clients ignore the entry. */
function listUnusable({ target }: DiagnosisInput): Evidence | null {
  const error = target.route.choice?.error;
  if (!error || !/^no_proxy$/i.test(error.variable)) return null;
  const entry =
    (target.env[error.variable] ?? '')
      .split(',')
      .find((one) => /[[\]]|:\D|:$/.test(one.trim()))
      ?.trim() ?? '';
  const reading = `Python’s HTTP client parses each entry as a URL, and raises “${error.message}” when the SDK creates it. Other clients ignore such an entry.`;
  const values = {
    variable: error.variable,
    shown: shownValue(target.env[error.variable] ?? ''),
    reading,
    list: error.variable,
    ...(entry ? { entry } : {}),
  };
  return {
    details: [`${error.variable}: ${error.message}`],
    templateValues: values,
    probeIds: ['config/proxy'],
    pythonType: null,
  };
}

/** Other values at which the reference client raises, such as one with a trailing line break. SOCKS4, which others support, is judged under `client`. */
function refusedByPython(c: DiagnosisInput): Evidence | null {
  const { target } = c;
  const { choice, ...plan } = target.route;
  const error = choice?.error;
  if (!error || bareSocks(c) || (plan.kind === 'proxy' && plan.proxy.scheme.startsWith('socks4'))) return null;
  const shown = shownValue(choice.given ?? target.env[error.variable] ?? '');
  const hasCredentials = plan.kind === 'proxy' && plan.proxy.username !== null;
  const suggestion =
    plan.kind === 'proxy' && !hasCredentials ? { setVariable: error.variable, suggestion: proxyLabel(plan.proxy) } : {};
  const missing = plan.kind === 'proxy' ? 'no other character before or after it' : 'a host and a port';
  const values = {
    variable: error.variable,
    shown,
    reading: `Python’s HTTP client reports: ${error.message}`,
    missing,
    ...suggestion,
  };
  return { details: [`${error.variable}=${shown}`, error.message], templateValues: values, probeIds: ['config/proxy'] };
}
