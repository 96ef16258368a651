import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { agentFramework, pageLayers, testFile, type Zone, zones } from './import-rules.ts';

/** Import direction, cycles and barrels. TypeScript 7 has no API for tools yet, so imports are read as text. */
export function checkImports(root: string): string[] {
  const graph = readGraph(root);
  return [...graph]
    .flatMap(([file, imports]) => checkFile(file, imports, root))
    .concat(findCycles(graph), checkFolders(graph));
}

export type Graph = Map<string, Import[]>;

export interface Import {
  /** Relative to the repository for our own files, else a package. */
  target: string;
  isOwn: boolean;
}

const folders = ['src', 'web/src', 'test', 'bench', 'scripts'];
const statements = [
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
];

function readGraph(root: string): Graph {
  const files = folders.flatMap((folder) => listSources(root, folder));
  return new Map(files.map((file) => [file, readImports(file, readFileSync(path.join(root, file), 'utf8'))]));
}

export function readImports(file: string, text: string): Import[] {
  const specifiers = statements.flatMap((statement) =>
    [...text.matchAll(statement)].map((match) => match[1] ?? ''),
  );
  return specifiers.map((specifier) => {
    const isOwn = specifier.startsWith('.');
    return { isOwn, target: isOwn ? path.posix.join(path.posix.dirname(file), specifier) : specifier };
  });
}

function checkFile(file: string, imports: Import[], root: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const problems = /^export \* from/m.test(text) ? [`${file}: re-exports a whole file`] : [];
  if (!testFile.test(file)) problems.push(...checkDirection(file, imports));
  return problems;
}

export function checkDirection(file: string, imports: Import[]): string[] {
  const zone = zoneOf(file);
  if (zone === undefined) return [`${file}: belongs to no zone of scripts/check/import-rules.ts`];
  return imports.flatMap(({ target, isOwn }) => {
    if (!isOwn) {
      const isRefused = agentFramework.packages.test(target) && !agentFramework.allowed.test(file);
      return isRefused ? [`${file}: may not import ${target}`] : [];
    }
    if (testFile.test(target)) return [`${file}: imports ${target}, which is only for tests`];
    if (isAgainstPageLayers(file, target))
      return [`${file}: may not import ${target}, another part of the page`];
    const other = zoneOf(target);
    // package.json, styles and the like.
    if (other === undefined || other === zone || zone.mayImport.includes(other.name)) return [];
    return [`${file}: ${zone.name} may not import ${other.name} (${target})`];
  });
}

function isAgainstPageLayers(file: string, target: string): boolean {
  const from = layerOf(file);
  const to = layerOf(target);
  if (!from || !to || to.depth < from.depth) return false;
  return to.depth > from.depth || to.part !== from.part;
}

function layerOf(file: string): { depth: number; part: string } | undefined {
  for (const [depth, pattern] of pageLayers.entries()) {
    const match = pattern.exec(file);
    if (match) return { depth, part: match[1] ?? '' };
  }
  return undefined;
}

function zoneOf(file: string): Zone | undefined {
  return zones.find(({ matches }) => matches.test(file));
}

/** Each cycle once, as the path that closes it. */
export function findCycles(graph: Graph): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]) => {
    const start = trail.indexOf(file);
    if (start !== -1) cycles.push(`cycle: ${[...trail.slice(start), file].join(' → ')}`);
    if (start !== -1 || done.has(file)) return;
    for (const { target, isOwn } of graph.get(file) ?? []) if (isOwn) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}

/** Folders that import one another cannot be understood one after the other. */
export function checkFolders(graph: Graph): string[] {
  return findCycles(folderGraph(graph));
}

/** Which folder imports which, tests aside. */
function folderGraph(graph: Graph): Graph {
  const targets = new Map<string, Set<string>>();
  for (const [file, imports] of graph) {
    if (testFile.test(file) || !/^(?:web\/)?src\//.test(file)) continue;
    const folder = folderOf(file);
    const known = targets.get(folder) ?? new Set();
    targets.set(folder, known);
    for (const { target, isOwn } of imports)
      if (isOwn && graph.has(target) && folderOf(target) !== folder) known.add(folderOf(target));
  }
  return new Map(
    [...targets].map(([folder, to]) => [folder, [...to].map((target) => ({ target, isOwn: true }))]),
  );
}

/** Files of `src` itself are entries, and the configuration that all read: none of them is a part of another. */
function folderOf(file: string): string {
  const folder = path.posix.dirname(file);
  return folder === 'src' ? file : folder;
}

function listSources(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'));
}
