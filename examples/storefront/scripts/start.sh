#!/bin/sh
# ApplicationStart: starts the shop, and leaves a way to start it again whenever this host starts.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${SLUICE_HOST_ROOT:-}

sh "$here/stop.sh"
if [ -n "$root" ]; then
  mkdir -p "$root/etc/boot.d"
  cat >"$root/etc/boot.d/storefront" <<'BOOT'
#!/bin/sh
exec sh "${SLUICE_HOST_ROOT:-}/srv/storefront/bin/start.sh"
BOOT
  chmod 755 "$root/etc/boot.d/storefront"
fi
exec sh "$root/srv/storefront/bin/start.sh"
