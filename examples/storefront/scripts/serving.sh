#!/bin/sh
# AfterAllowTraffic: users come now. Is the shop still well, and is it the version that belongs here?
set -eu
exec node "$(dirname "$0")/validate.mjs" /health
