import { findProgram, type Say } from './programs.ts';
import { run } from './run.ts';

/**
 * Installs Debian packages where that needs nobody's password: as root, or with sudo that does not ask.
 * @returns null on success, else why not.
 */
export async function installWithApt(packages: string[], say: Say): Promise<string | null> {
  const apt = findProgram('apt-get', ['/usr/bin']);
  if (apt === null) return 'this machine has no apt-get';
  const prefix = await becomeRoot();
  if (prefix === null) return 'installing needs root, or sudo without a password';
  say(`Installing ${packages.join(', ')} with apt-get. This is done once.`);
  const apply = (args: string[]) => {
    const [command, ...rest] = [...prefix, apt, ...args];
    return run(command as string, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  // Package lists may be absent (containers) or too old to name what the mirror still has.
  await apply(['update', '-q']);
  const { code, tail } = await apply(['install', '-y', '-q', '--no-install-recommends', ...packages]);
  return code === 0 ? null : `apt-get install failed: ${tail.at(-1) ?? 'no reason given'}`;
}

async function becomeRoot(): Promise<string[] | null> {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  if (sudo === null) return null;
  const { code } = await run(sudo, ['-n', 'true']);
  return code === 0 ? [sudo, '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] : null;
}
