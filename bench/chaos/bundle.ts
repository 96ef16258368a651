import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** Prompts and examples are read from beside the sources, wherever these run. */
const whereItWas: Plugin = {
  name: 'where-it-was',
  transform(code, id) {
    if (!id.startsWith(path.join(root, 'src'))) return null;
    return code
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
};

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
    plugins: [whereItWas],
    ssr: { noExternal: true, external },
    build: { ssr: path.join(import.meta.dirname, 'runner.ts'), outDir: directory, target: 'node24' },
  });
  return { directory, file: path.join(directory, 'runner.js') };
}
