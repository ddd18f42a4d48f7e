#!/bin/sh
# AfterInstall: brings the catalogue to the shape this version wants.
set -eu
exec node "${SLUICE_HOST_ROOT:-}/srv/storefront/migrate.mjs"
