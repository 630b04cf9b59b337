/**
 * Commands that call something else than an API, by how they begin, with the name of the service in the table of other services. Commands
 * that run or show another program (`npm run`, `docker logs`, `kubectl logs`) are not here: what they print is that program's.
 */
const PROGRAMS: readonly [RegExp, string][] = [
  [/^git (?:clone|push|pull|fetch|ls-remote|submodule|lfs)\b|^gh (?:pr|repo|auth|release|api)\b/, 'a host of sources'],
  [
    /^(?:npm|pnpm|bun) (?:i|install|ci|add|update|audit|publish|view|login)\b|^yarn(?: (?:install|add|up))?$|^yarn (?:install|add|up)\b|^(?:python\d? -m )?pip[\d.]{0,4} (?:install|download)\b|^uv (?:pip|sync|add|lock)\b|^poetry (?:install|add|lock|update)\b|^pipx? install\b|^cargo (?:build|fetch|install|add|update)\b|^go (?:get|mod|install)\b|^(?:gem|bundle|composer|conda|mamba|brew|apt|apt-get|dnf|yum|apk|pacman|zypper|choco|winget|snap|flatpak) (?:install|update|upgrade|add|-S\w{0,3})\b|^(?:mvn|\.?\/?mvnw|gradle|\.\/gradlew|dotnet restore|nuget restore)\b(?! (?:run|exec|spring-boot:run|bootRun|test))/,
    'a registry of packages',
  ],
  [/^(?:docker|podman|nerdctl|buildah|skopeo) (?:image )?(?:pull|push|login|build|copy)\b/, 'a registry of images or models'],
  [/^(?:kubectl|oc|k) (?!logs\b|exec\b|attach\b|port-forward\b)|^helm (?!test\b)/, 'Kubernetes\u2019 own API'],
  [
    /^(?:terraform|tofu|pulumi|terragrunt) |^(?:aws|gcloud|az) (?!logs\b|bedrock|cognitiveservices|ai\b)/,
    'the cloud\u2019s own metadata or management',
  ],
  [/^(?:ssh|scp|sftp|rsync|mosh) /, 'a remote shell'],
  [/^(?:lftp|ftp|ncftp)\b/, 'a server of files'],
  [/^(?:psql|mysql|MariaDB|mongosh?|redis(?:-cli)?|sqlite3?|pg_dump|mysqldump|\w{1,40}[=-][#>]) ?/, 'a database'],
  [/^(?:msmtp|swaks|sendmail|mail|mutt|s-nail) /, 'mail'],
  [/^(?:openvpn|wg|wg-quick|nmcli|openconnect) /, 'a VPN'],
  [/^(?:lp|lpr|lpstat|lpadmin) /, 'a device of the network'],
];

/** What begins a command without being it: variables, and who runs it. */
const LEADS = /^(?:(?:sudo|time|env|nohup|exec|command)\s+(?:-\w+\s+)*|\w{1,60}=(?![>#])\S{0,200}\s+)+/;

/** What a command calls, in words; null where that is not known, or it may be an API. */
export function programOf(command: string): string | null {
  const bare = command.slice(0, 600).replace(LEADS, '');
  return PROGRAMS.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}
