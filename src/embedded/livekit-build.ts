import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findOrInstallGo } from './go.ts';
import type { Say } from './programs.ts';
import { run } from './run.ts';

/** Newer tags carry `replace` lines, with which `go install` refuses to build them. */
export const livekitVersion = 'v1.13.5';
const module = 'github.com/livekit/livekit-server/cmd/server';
/** Packages that a full build compiles; only for the progress line. */
const packageCount = 1150;
/** Often enough to see that it lives. */
const progressEveryMs = 5000;

export function cachedLivekitServer(cache: string): string {
  return path.join(cache, `livekit-server-${livekitVersion}`);
}

/** Builds livekit-server into the cache. @returns null on success, else why not. */
export async function buildLivekitServer(
  cache: string,
  say: Say,
  signal?: AbortSignal,
): Promise<string | null> {
  const go = await findOrInstallGo(cache, say, signal);
  if ('missing' in go) return go.missing;
  say(
    `Building livekit-server ${livekitVersion} with ${go.path}: two to three minutes, once for this machine.`,
  );
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'build-'));
  try {
    const { code, tail } = await installModule(go.path, folder, say, signal);
    if (code !== 0) return `go install failed: ${tail.slice(-3).join(' ')}`;
    // A rename, so that nobody ever finds half a program.
    renameSync(path.join(folder, 'server'), cachedLivekitServer(cache));
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function installModule(go: string, folder: string, say: Say, signal: AbortSignal | undefined) {
  const startedAt = Date.now();
  let compiled = 0;
  let step = 'fetching modules';
  const timer = setInterval(() => {
    say(`  livekit-server: ${step}, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }, progressEveryMs);
  try {
    return await run(go, ['install', '-v', '-trimpath', '-ldflags', '-s -w', `${module}@${livekitVersion}`], {
      // No C compiler is needed without cgo. An older Go fetches the toolchain that the module asks for; this must be
      // said, since Debian's Go and some machines turn it off.
      env: { GOBIN: folder, CGO_ENABLED: '0', GOTOOLCHAIN: 'auto', GOFLAGS: '-buildvcs=false' },
      onLine: (line) => {
        if (line.startsWith('go: ')) return;
        compiled += 1;
        step = `compiling, package ${compiled} of about ${packageCount}`;
      },
      signal,
    });
  } finally {
    clearInterval(timer);
  }
}
