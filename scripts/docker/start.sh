#!/bin/sh
# What the container runs: the LiveKit worker (`agent start`, the default), `server` or `runner`.
# `exec`, so that the signal that ends the container reaches Node.
set -eu
cd "$(dirname "$0")/../.."
case "${1:-agent}" in
  agent) shift || true; exec node src/agent.ts "${@:-start}" ;;
  server) exec node src/server.ts ;;
  runner) exec node src/runner.ts ;;
  *) echo "Usage: agent [start|dev|connect|download-files] | server | runner" >&2; exit 64 ;;
esac
