#!/bin/sh
# ValidateService: does the shop answer, and is it the version that was just installed?
set -eu
exec node "$(dirname "$0")/validate.mjs"
