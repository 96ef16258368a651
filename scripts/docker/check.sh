#!/usr/bin/env bash
# Runs the steps of the Dockerfile where no image can be built: on a copy of what git knows, in a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
image=$(mktemp -d)
cache=$(mktemp -d)
trap 'rm -rf "$image" "$cache"' EXIT

echo "Image steps:"
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- --ignore-failed-read 2>/dev/null |
  tar --extract --directory "$image"

# The page stage has the development packages; those of this checkout are the same lock file's.
ln -s "$root/node_modules" "$image/node_modules"
(PATH="$root/node_modules/.bin:$PATH" scripts/docker/build-page.sh "$image")
echo "ok     page"
rm "$image/node_modules"

# It empties npm's cache, as an image should be small; this machine's stays as it is.
cp -r "$(npm config get cache)/_cacache" "$cache" 2>/dev/null || true
npm_config_cache=$cache scripts/docker/install.sh "$image"
size=$(du -sm "$image/node_modules" | cut -f1)
echo "ok     production packages ($size MB)"

# Each program must load with production packages only; `--help` of the worker loads all that a call needs.
node24=$root/node_modules/.bin/node
(cd "$image" && "$node24" src/agent.ts --help >/dev/null)
(cd "$image" && LIVEKIT_URL= "$node24" --input-type=module -e "await import('./src/server.ts'); await import('./src/runner.ts'); process.exit(0)")
echo "ok     agent, server and runner load without development packages"

for script in install.sh build-page.sh start.sh; do sh -n "scripts/docker/$script"; done
if (cd "$image" && sh scripts/docker/start.sh nonsense 2>/dev/null); then echo "start.sh takes any argument" >&2; exit 1; fi
if "$node24" scripts/docker/health.mjs 2>/dev/null; then :; else echo "ok     health check fails where nothing runs"; fi
