import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { hidePrivateFields } from '../../shared/private-lines.ts';

/** One older file is kept, so a part never fills more than twice this. */
const maxBytes = 10 * 1024 * 1024;
const rememberedLines = 8;

export interface PartLog {
  file: string;
  write: (line: string) => void;
  /** The last lines, for a message about why it ended. */
  tail: () => string[];
}

/** What a part prints goes to a file of its own, so that the terminal shows only what matters to a person. */
export function openPartLog(dataDirectory: string, part: string): PartLog {
  const folder = path.join(dataDirectory, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${part}.log`);
  let size = sizeOf(file);
  const recent: string[] = [];
  return {
    file,
    write(raw) {
      const line = hidePrivateFields(raw);
      recent.push(line);
      if (recent.length > rememberedLines) recent.shift();
      if (size > maxBytes) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
      size += line.length + 1;
    },
    tail: () => [...recent],
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
