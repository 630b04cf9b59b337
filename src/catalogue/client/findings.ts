import type { CatalogueEntry } from '../../model/finding.ts';
import type { Platform } from '../../model/layers.ts';
import { knownBug } from './known-bug.ts';
import { outdatedRuntime } from './runtime.ts';
import { trustDivergence } from './trust.ts';

const UNIX: Platform[] = ['linux', 'wsl', 'container', 'macos'];

/** Findings about clients on this machine. */
export const client = {
  'client/trust-divergence': {
    severity: 'warning',
    title: 'Clients trust different CAs',
    explanation:
      'Some clients on this machine accept the certificate of {host} and others reject it, {why}. Accepted by {accepting}. Rejected by {refusing}: calls of these clients fail with a certificate error.',
    steps: [
      {
        text: 'Remove {shutVariable}: the certificates that it names replace the public ones, and the OpenAI SDK for Python then rejects this API: `unset {shutVariable}`',
        on: UNIX,
        first: true,
      },
      {
        text: 'Remove {shutVariable}: the certificates that it names replace the public ones, and the OpenAI SDK for Python then rejects this API: `Remove-Item Env:{shutVariable}`',
        on: ['windows'],
        first: true,
      },
      {
        text: 'Or set {shutVariable} to a file that also contains the public CA certificates: `cat {systemBundle} {shutFile} > roots.pem`',
        on: UNIX,
        first: true,
      },
      {
        text: 'For Node.js, set the file that contains the root certificate: `export NODE_EXTRA_CA_CERTS={nodeFile}`',
        on: UNIX,
      },
      {
        text: 'For Node.js, set the file that contains the root certificate: `$env:NODE_EXTRA_CA_CERTS = "{nodeFile}"`',
        on: ['windows'],
      },
      'For Node.js {nodeSystem}, or use the system trust store: `export NODE_OPTIONS=--use-system-ca`',
      {
        text: 'For the OpenAI SDK for Python, add the root certificate to the system trust store, or set the file that contains it: `export SSL_CERT_FILE={pythonFile}`',
        on: UNIX,
      },
      {
        text: 'For the OpenAI SDK for Python, add the root certificate to the system trust store, or set the file that contains it: `$env:SSL_CERT_FILE = "{pythonFile}"`',
        on: ['windows'],
      },
      { text: 'For Python requests, set the file too: `export REQUESTS_CA_BUNDLE={requestsFile}`', on: UNIX },
      { text: 'For curl, set the file too: `export CURL_CA_BUNDLE={curlFile}`', on: UNIX },
      'Install the missing CA certificates of the system (with apk or dnf, the package has the same name): `apt-get install -y {storeless}`',
      'Ask for a new certificate for {commonName} with the host name in the subject alternative name.',
    ],
    pythonType: null,
    apiError: null,
    matches: trustDivergence,
  },
  'client/runtime-outdated': {
    severity: 'info',
    title: 'Client version ignores this setting',
    explanation: '{client} does not support {settings} and ignores it without a warning.',
    steps: [
      'Upgrade Node.js to the current LTS release: https://nodejs.org',
      'Until then, use what older versions support: NODE_EXTRA_CA_CERTS for CA certificates, and a proxy set in code, such as ProxyAgent of undici.',
    ],
    pythonType: null,
    apiError: null,
    matches: outdatedRuntime,
  },
  'client/known-bug': {
    severity: 'warning',
    title: 'Known bug in an installed client',
    explanation: '{client}: {symptom} This happens where {condition}. Known from {bugSource}; {certainty}.',
    steps: ['Check in {bugSource} on GitHub which version has the fix, and update {client}.'],
    pythonType: null,
    apiError: null,
    matches: knownBug,
  },
} satisfies Record<`client/${string}`, CatalogueEntry>;
