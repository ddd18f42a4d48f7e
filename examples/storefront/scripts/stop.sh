#!/bin/sh
# ApplicationStop: asks the shop to end, waits, and insists. Does nothing when no shop runs.
set -eu
root=${SLUICE_HOST_ROOT:-}
pid_file=$root/var/run/storefront.pid

. "$(dirname "$0")/is-running.sh"

pid=$(cat "$pid_file" 2>/dev/null || true)
if ! is_running "$pid"; then
  echo "The storefront is not running"
  rm -f "$pid_file"
  exit 0
fi

kill -TERM "$pid"
tries=0
while is_running "$pid"; do
  tries=$((tries + 1))
  if [ "$tries" -eq 50 ]; then
    echo "Still running after 5 s: killing it"
    kill -KILL "$pid" 2>/dev/null || true
  fi
  sleep 0.1
done
rm -f "$pid_file"
echo "Stopped the storefront (process $pid)"
