# is_running PID: is this process our shop? A pid alone proves nothing after a restart of the host.
is_running() {
  [ -n "$1" ] || return 1
  kill -0 "$1" 2>/dev/null || return 1
  [ -r "/proc/$1/cmdline" ] || return 0
  tr '\0' ' ' <"/proc/$1/cmdline" | grep -qF "${SLUICE_HOST_ROOT:-}/srv/storefront/server.mjs"
}
