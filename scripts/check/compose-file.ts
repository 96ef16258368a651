import { variableNames } from '../../src/config.ts';

/** What `compose.yaml` says, as far as it can be wrong without anybody noticing: settings, substitutions, images. */
export interface ComposeFile {
  /** Settings of Parley's processes, with their substitutions as they are written. */
  settings: Record<string, string>;
  /** Names that it takes from the environment of whoever starts it. */
  substituted: string[];
  images: string[];
}

/** Reads the lines that matter; Docker reads the rest. */
export function readComposeFile(text: string): ComposeFile {
  const block = /^x-settings: &settings\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? '';
  const entries = [...block.matchAll(/^ {2}([A-Z][A-Z0-9_]*): (.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return {
    settings: Object.fromEntries(entries),
    substituted: [...new Set([...text.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name = '']) => name))],
    images: [...text.matchAll(/^\s+image: (\S+)$/gm)].map(([, image = '']) => image),
  };
}

/** As Docker fills it in: the environment, else what follows `:-`. */
export function substitute(value: string, environment: Record<string, string>): string {
  return value.replace(
    /\$\{([A-Z0-9_]+)(?::-([^}]*)|:\?[^}]*)?\}/g,
    (_, name: string, otherwise = '') => environment[name] || otherwise,
  );
}

/** Names in `compose.yaml` that Parley does not read. */
export function unknownVariables({ settings, substituted }: ComposeFile): string[] {
  return [...Object.keys(settings), ...substituted].filter((name) => !variableNames.includes(name));
}
