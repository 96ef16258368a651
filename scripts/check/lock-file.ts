import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The lock names packages and hashes. An address in it would tie every machine to one server. */
export function checkLockFile(root: string): string[] {
  const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const lock = JSON.parse(text) as { packages: Record<string, LockedPackage> };
  const problems: string[] = [];
  for (const [name, entry] of Object.entries(lock.packages)) {
    if (name === '' || entry.link) continue;
    if (entry.resolved !== undefined)
      problems.push(`${name}: has an address; run \`npm install\` to drop it`);
    if (entry.integrity === undefined) problems.push(`${name}: has no hash`);
  }
  return [...problems, ...findFloatingVersions(root)];
}

interface LockedPackage {
  resolved?: string;
  integrity?: string;
  link?: boolean;
}

function findFloatingVersions(root: string): string[] {
  const file = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string> | undefined
  >;
  const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(file[kind] ?? {}),
  );
  return wanted
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version} is not one exact version`);
}
