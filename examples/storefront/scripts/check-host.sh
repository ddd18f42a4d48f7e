#!/bin/sh
# BeforeInstall: is this a host the shop can run on?
set -eu
if ! command -v node >/dev/null 2>&1; then
  echo "node is not in PATH ($PATH)" >&2
  exit 1
fi
root=${SLUICE_HOST_ROOT:-}
mkdir -p "$root/srv" "$root/var/lib/storefront" "$root/var/run" "$root/var/log"
echo "Host ${SLUICE_HOST_NAME:-$(hostname)}: node $(node --version), $(df -h "$root/srv" | awk 'NR==2 {print $4}') free"
