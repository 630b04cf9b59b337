#!/bin/sh
# Installs the real servers that the tests misuse (Debian's packages). Elsewhere, or without root, it installs nothing and says what
# will be skipped: the tests themselves name each world that they leave out.
set -eu

packages="curl tcpdump procps dnsmasq-base faketime iproute2 libxml2-utils nftables nginx-light openssl unbound squid tinyproxy microsocks haproxy apache2-bin varnish caddy privoxy dante-server nghttp2-server stunnel4 mitmproxy python3-httpx python3-requests fish zsh"

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "Not Debian, or not root: tests that need root or one of these are skipped, each by name: $packages"
  exit 0
fi

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

# The tests start these servers themselves, on addresses of their own: none may be started by its package.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
