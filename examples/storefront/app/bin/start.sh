#!/bin/sh
# Starts the shop as a daemon and comes back when it listens. Starting a shop that runs already is no error.
set -eu
root=${SLUICE_HOST_ROOT:-}
app=$root/srv/storefront
pid_file=$root/var/run/storefront.pid
log=$root/var/log/storefront.log

. "$app/bin/is-running.sh"

pid=$(cat "$pid_file" 2>/dev/null || true)
if is_running "$pid"; then
  echo "The storefront is already running (process $pid)"
  exit 0
fi

mkdir -p "$root/var/run" "$root/var/log"
rm -f "$pid_file"
# All three streams lead away from the hook, and the session is its own: a deployment must not wait for the shop to end.
if command -v setsid >/dev/null 2>&1; then
  setsid node "$app/server.mjs" </dev/null >>"$log" 2>&1 &
else
  nohup node "$app/server.mjs" </dev/null >>"$log" 2>&1 &
fi
started=$!

tries=0
while [ ! -s "$pid_file" ]; do
  tries=$((tries + 1))
  if ! kill -0 "$started" 2>/dev/null || [ "$tries" -eq 100 ]; then
    echo "The storefront did not start. The end of $log:" >&2
    tail -n 5 "$log" >&2
    exit 1
  fi
  sleep 0.1
done
echo "Started the storefront (process $(cat "$pid_file")), log in $log"
