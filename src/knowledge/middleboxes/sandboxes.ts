import { speaking } from './build.ts';
import type { MiddleboxEntry } from './entry.ts';

/** The settings of a sandbox come before anything that the network could do. */
const settings = (...steps: [string, ...string[]]): NonNullable<MiddleboxEntry['steps']> =>
  Object.fromEntries(
    ['tcp/local-denied', 'tcp/timeout', 'tcp/refused', 'tcp/reset', 'tcp/unreachable', 'tls/reset'].map((id) => [id, steps]),
  );

const BLOCKED_BY_POLICY = /blocked by network policy: (?:domain|host|ip) \S{1,260}/i;

const ALLOW_IN_DOCKER: [string, ...string[]] = [
  'Allow the host in the policy of the sandbox, with its port, on the machine that runs the sandbox: `sbx policy allow network {host}:{port}`',
  'See which rule refused it: `sbx policy log`',
  'If the sandboxes of your organization are managed centrally, its rules come first: ask for {host} there.',
];

/** Sandboxes of coding agents and of CI, and egress filters of jobs: outgoing connections need an entry in an allow-list. */
export const sandboxes: MiddleboxEntry[] = [
  speaking({
    id: 'agent-egress-proxy',
    name: 'an allow-list proxy of a sandbox',
    aliases: ['host-not-in-allowlist', 'x-deny-reason'],
    kind: 'sandbox',
    answers: [
      { id: 'http/block-page', headers: [['x-deny-reason', /./]], anyBody: true },
      { id: 'http/block-page', headers: [['x-proxy-error', /^blocked-by-/]], anyBody: true },
      {
        id: 'http/block-page',
        status: [403],
        page: /^\s*(?:Host|Domain|Connection to \S{1,200}) (?:is )?not (?:in|on) (?:the )?(?:allow|white)list|^Connection blocked by network allowlist/i,
      },
    ],
    recognition: [
      {
        reply: /x-deny-reason:|x-proxy-error: blocked-by-|not in allowlist|blocked by network allowlist/i,
        certainty: 'proved',
        source: 'refusals quoted in public repositories (x-deny-reason: host_not_allowed, X-Proxy-Error: blocked-by-allowlist)',
      },
    ],
    steps: {
      'http/block-page': [
        'Add {host} to the hosts that this sandbox may reach: the network access of its environment (Claude Code on the web: Custom or Full), the allowedDomains of its settings, or its egress policy.',
        'Run the command outside the sandbox, where its settings allow that.',
      ],
      'proxy/forbidden': [
        'Add {host} to the hosts that this sandbox may reach: the network access of its environment (Claude Code on the web: Custom or Full), the allowedDomains of its settings, or its egress policy.',
        'Run the command outside the sandbox, where its settings allow that.',
      ],
      'proxy/closed': ['The proxy belongs to the sandbox that this runs in: allow {host} in the sandbox’s settings.'],
      'tls/interception': [
        'The proxy of the sandbox decrypts traffic with its own CA: trust the file in its environment (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE).',
      ],
    },
    source: 'refusals quoted in public repositories',
  }),
  speaking({
    id: 'docker-sandbox',
    name: 'a sandbox of Docker',
    aliases: ['sbx', 'docker-sandboxes'],
    kind: 'sandbox',
    answers: [{ id: 'http/block-page', status: [403], page: BLOCKED_BY_POLICY }],
    recognition: [{ reply: BLOCKED_BY_POLICY, certainty: 'proved', source: 'docker/sbx-releases#319' }],
    steps: {
      'proxy/forbidden': ALLOW_IN_DOCKER,
      'http/block-page': ALLOW_IN_DOCKER,
    },
    source: 'docker/sbx-releases#319; docs.docker.com/ai/sandboxes/security/policy',
  }),
  {
    id: 'claude-code-sandbox',
    name: 'the sandbox of Claude Code',
    aliases: ['sandbox-runtime', 'srt'],
    kind: 'sandbox',
    recognition: [
      {
        variable: ['SANDBOX_RUNTIME', /^1$/],
        certainty: 'proved',
        source: 'anthropic-experimental/sandbox-runtime, src/sandbox/sandbox-utils.ts',
      },
    ],
    steps: {
      ...settings(
        'Add {host} to sandbox.network.allowedDomains in the settings of Claude Code, or allow the command to run outside the sandbox.',
      ),
      'proxy/forbidden': ['Add {host} to sandbox.network.allowedDomains in the settings of Claude Code.'],
      'dns/temporary-failure': [
        'Inside this sandbox names are looked up by its proxy alone: use HTTPS_PROXY as the sandbox sets it, and allow {host} there.',
      ],
    },
    source: 'anthropic-experimental/sandbox-runtime, README',
  },
  {
    id: 'codex-sandbox',
    name: 'the sandbox of Codex',
    aliases: ['codex-seatbelt', 'codex-landlock'],
    kind: 'sandbox',
    recognition: [
      {
        variable: ['CODEX_SANDBOX_NETWORK_DISABLED', /^1$/],
        certainty: 'proved',
        source: 'openai/codex, codex-rs/core/src/spawn.rs',
      },
      { variable: ['CODEX_SANDBOX', /./], certainty: 'proved', source: 'openai/codex, codex-rs/core/src/spawn.rs' },
    ],
    steps: {
      ...settings(
        'Allow network access in the sandbox of Codex: network_access = true under [sandbox_workspace_write] in ~/.codex/config.toml.',
        'Or run this command outside it, by approving it or with codex --sandbox danger-full-access.',
      ),
      'dns/temporary-failure': [
        'The sandbox of Codex has no network: set network_access = true under [sandbox_workspace_write] in ~/.codex/config.toml.',
      ],
      'dns/no-resolver': [
        'The sandbox of Codex has no network: set network_access = true under [sandbox_workspace_write] in ~/.codex/config.toml.',
      ],
      'dns/timeout': [
        'The sandbox of Codex has no network: set network_access = true under [sandbox_workspace_write] in ~/.codex/config.toml.',
      ],
    },
    source: 'openai/codex, docs/config.md and docs/sandbox.md',
  },
  {
    id: 'copilot-agent-firewall',
    name: 'the firewall of GitHub Copilot’s coding agent',
    kind: 'egress filter',
    recognition: [
      {
        variable: ['COPILOT_AGENT_FIREWALL_ENABLED', /^true$/i],
        certainty: 'proved',
        source: 'GitHub documentation, customizing the firewall of Copilot coding agent',
      },
      {
        variable: ['COPILOT_AGENT_FIREWALL_RULESET_ALLOW_LIST', /^/],
        certainty: 'proved',
        source: 'environment quoted in public repositories',
      },
    ],
    steps: {
      ...settings(
        'Add {host} to the custom allow list of the coding agent: repository settings, Copilot, Coding agent, Custom allowlist; or make the call in copilot-setup-steps.yml, which runs before the firewall.',
      ),
      'dns/refused': [
        'Add {host} to the custom allow list of the coding agent: repository settings, Copilot, Coding agent, Custom allowlist.',
      ],
    },
    source: 'GitHub documentation, customizing or disabling the firewall for Copilot coding agent',
  },
  {
    id: 'harden-runner',
    name: 'StepSecurity Harden-Runner',
    aliases: ['step-security'],
    kind: 'egress filter',
    recognition: [
      {
        address: /^54\.185\.253\.63$/,
        certainty: 'proved',
        source: 'step-security/agent, dnsproxy.go (StepSecuritySinkHoleIPAddress)',
      },
    ],
    steps: {
      ...settings(
        'Add {host}:{port} to allowed-endpoints of step-security/harden-runner in the workflow: names that are not listed there lead to its sinkhole.',
      ),
      'tls/timeout': ['Add {host}:{port} to allowed-endpoints of step-security/harden-runner in the workflow.'],
      'tls/hostname-mismatch': ['Add {host}:{port} to allowed-endpoints of step-security/harden-runner in the workflow.'],
      'dns/sinkhole': ['Add {host}:{port} to allowed-endpoints of step-security/harden-runner in the workflow.'],
    },
    source: 'step-security/agent, dnsproxy.go; step-security/harden-runner, README',
  },
  {
    id: 'systemd-unit',
    name: 'a systemd unit',
    aliases: ['ipaddressdeny'],
    kind: 'sandbox',
    recognition: [
      {
        variable: ['INVOCATION_ID', /^[0-9a-f]{32}$|…/],
        certainty: 'likely',
        source: 'systemd.exec(5), environment variables in spawned processes',
      },
    ],
    steps: {
      'tcp/local-denied': [
        'If this runs as a systemd service, check the filters of its unit (IPAddressDeny, RestrictAddressFamilies, SocketBindDeny), and allow the address with IPAddressAllow: `systemctl show UNIT -p IPAddressDeny -p IPAddressAllow -p RestrictAddressFamilies`',
      ],
    },
    source: 'systemd.resource-control(5), IPAddressAllow=',
  },
  {
    id: 'github-actions',
    name: 'GitHub Actions',
    kind: 'egress filter',
    recognition: [
      { variable: ['GITHUB_ACTIONS', /^true$/], certainty: 'proved', source: 'GitHub documentation, variables of Actions' },
    ],
    steps: {
      'tcp/timeout': [
        'If the runner is your own, allow {host} port {port} in its network; with a filter such as harden-runner, in its list of endpoints.',
      ],
      'config/key-missing': [
        'Pass the secret on in the step that needs it: env: OPENAI_API_KEY: $' +
          '{{ secrets.OPENAI_API_KEY }}; pull requests from forks get no secrets.',
      ],
      'auth/ip-not-allowed': [
        'Runners of GitHub have ever other addresses: use one of your own or a larger runner with a fixed range.',
      ],
    },
    source: 'GitHub documentation, using secrets in GitHub Actions and communicating with self-hosted runners',
  },
  {
    id: 'dev-container',
    name: 'Dev Containers',
    aliases: ['devcontainer'],
    kind: 'sandbox',
    recognition: [
      { variable: ['REMOTE_CONTAINERS', /^true$/], certainty: 'proved', source: 'microsoft/vscode-remote-release, issue 3517' },
    ],
    steps: {
      'config/key-missing': [
        'A dev container does not get the variables of your own machine: in devcontainer.json, set OPENAI_API_KEY under remoteEnv from localEnv, and rebuild the container.',
      ],
    },
    source: 'Development Containers specification, devcontainer.json reference',
  },
  {
    id: 'codespaces',
    name: 'GitHub Codespaces',
    kind: 'sandbox',
    recognition: [
      {
        variable: ['CODESPACES', /^true$/],
        certainty: 'proved',
        source: 'GitHub documentation, default environment variables for your codespace',
      },
    ],
    steps: {
      'config/key-missing': [
        'Add the key as a codespace secret for this repository, then stop and start the codespace: `gh secret set OPENAI_API_KEY --user`',
      ],
      'tcp/refused': [
        'localhost in a codespace is the codespace: a server on your own machine is reached by a tunnel, or through `gh codespace ssh -- -R {port}:localhost:{port}`',
      ],
    },
    source: 'GitHub documentation, managing your account-specific secrets for GitHub Codespaces',
  },
];
