#!/bin/sh
# Image step: the page, built with the development packages of its own stage.
# Usage: build-page.sh FOLDER (holds the repository)
set -eu
cd "$1"
[ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund
npm run --silent build -- --logLevel warn
test -s web/dist/index.html
