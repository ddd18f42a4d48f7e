#!/bin/sh
# BeforeBlockTraffic: says what this host has done for its users. A shop that is down already may leave too.
set -eu
node "$(dirname "$0")/leaving.mjs" || echo "The storefront does not answer: it leaves without a word"
