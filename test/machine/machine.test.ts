import { describe, expect, test } from 'vitest';
import { distributionHere, distributionOf } from '../../src/machine/distribution.ts';
import { platformOf } from '../../src/machine/machine.ts';
import type { Distribution, Platform } from '../../src/model/layers.ts';

/** What a kernel, a few files and the variables say of a machine, as they are on real ones. */

const WSL2 = '6.6.87.2-microsoft-standard-WSL2';
const DOCKER_DESKTOP = '6.6.87.2-microsoft-standard-WSL2';
const LINUXKIT = '6.10.14-linuxkit';

describe('where the tool runs', () => {
  test.each<[string, NodeJS.Platform, Record<string, string>, string, string[], Platform]>([
    ['WSL 2', 'linux', { WSL_DISTRO_NAME: 'Ubuntu' }, WSL2, [], 'wsl'],
    ['WSL 1', 'linux', {}, '4.4.0-19041-Microsoft', [], 'wsl'],
    ['a container of Docker Desktop on Windows', 'linux', {}, DOCKER_DESKTOP, ['/.dockerenv'], 'container'],
    ['a container of Docker Desktop on macOS', 'linux', {}, LINUXKIT, ['/.dockerenv'], 'container'],
    ['podman in WSL', 'linux', { container: 'podman' }, WSL2, ['/run/.containerenv'], 'container'],
    ['a pod', 'linux', { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, '6.1.0', [], 'container'],
    ['a pod without links to services', 'linux', {}, '6.1.0', ['/var/run/secrets/kubernetes.io'], 'container'],
    ['Codespaces', 'linux', { CODESPACES: 'true' }, '6.8.0-1030-azure', ['/.dockerenv'], 'container'],
    ['a virtual machine on Azure', 'linux', {}, '6.8.0-1030-azure', [], 'linux'],
    ['Termux', 'android', { TERMUX_VERSION: '0.118.3' }, '5.10.198-android13', [], 'linux'],
    ['macOS', 'darwin', {}, '25.1.0', [], 'macos'],
    ['Windows', 'win32', {}, '10.0.26100', [], 'windows'],
  ])('%s', (_, platform, env, kernel, files, expected) => {
    expect(platformOf({ platform, env }, { kernel, has: (path) => files.includes(path) })).toBe(expected);
  });
});

describe('the family of a Linux', () => {
  test.each<[string, string, Distribution | undefined]>([
    ['Debian 12', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nID=debian\n', 'debian'],
    ['Ubuntu', 'NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n', 'debian'],
    ['Linux Mint', 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 'debian'],
    ['Alpine', 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.2\n', 'alpine'],
    ['Rocky', 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\n', 'fedora'],
    ['Amazon Linux', 'NAME="Amazon Linux"\nID="amzn"\nID_LIKE="fedora"\n', 'fedora'],
    ['Manjaro', 'NAME="Manjaro Linux"\nID=manjaro\nID_LIKE=arch\n', 'arch'],
    ['Tumbleweed', 'NAME="openSUSE Tumbleweed"\nID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', 'suse'],
    ['NixOS', 'BUG_REPORT_URL="https://github.com/NixOS/nixpkgs/issues"\nID=nixos\n', 'nixos'],
    ['Void', 'NAME="Void"\nID="void"\n', undefined],
    ['nothing', '', undefined],
    ['a file of somebody’s own', 'ID=constructor\nID_LIKE=__proto__\n', undefined],
  ])('%s', (_, text, expected) => expect(distributionOf(text)).toBe(expected));

  test('Termux is told by its variable, and where Node says so', () => {
    expect(distributionHere('android', {})).toBe('termux');
    expect(distributionHere('linux', { TERMUX_VERSION: '0.118.3' })).toBe('termux');
    expect(distributionHere('darwin', {})).toBeUndefined();
  });
});
