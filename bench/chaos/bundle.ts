import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** Native, or in need of files beside them. */
const external = [
  '@livekit/rtc-node',
  '@livekit/local-inference',
  'fluent-ffmpeg',
  'onnxruntime-node',
  'sharp',
];

/**
 * The runner as one file: it starts with a third of the processor time that a thousand modules take, so that a killed
 * process a second leaves two cores something to call with.
 * @returns the directory, to be removed, and the file in it
 */
export async function bundleRunner(): Promise<{ directory: string; file: string }> {
  // What is external is found from where the file lies.
  const directory = mkdtempSync(path.join(root, 'node_modules/.chaos-'));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: { ssr: path.join(import.meta.dirname, 'runner.ts'), outDir: directory, target: 'node24' },
  });
  return { directory, file: path.join(directory, 'runner.js') };
}
