import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { livekitVersion } from '../../src/embedded/livekit-build.ts';
import { readComposeFile, substitute, unknownVariables } from './compose-file.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'compose.yaml'), 'utf8');
const file = readComposeFile(text);

const environment = {
  LIVEKIT_API_KEY: 'key',
  LIVEKIT_API_SECRET: 'a-secret-of-32-characters-or-more',
  SUPABASE_URL: 'https://project.supabase.co',
  SUPABASE_KEY: 'secret',
  SUPABASE_PUBLISHABLE_KEY: 'publishable',
};

describe('compose.yaml', () => {
  test('names no setting that Parley does not read', () => {
    expect(Object.keys(file.settings).length).toBeGreaterThan(5);
    expect(unknownVariables(file)).toEqual([]);
  });

  test('gives Parley settings that it accepts, and all that it needs', () => {
    const settings = Object.entries(file.settings).map(([name, value]) => [
      name,
      substitute(value, environment),
    ]);
    const config = readConfig(Object.fromEntries(settings));
    expect(config).toMatchObject({
      LIVEKIT_URL: 'ws://127.0.0.1:7880',
      SUPABASE_URL: 'https://project.supabase.co',
      SIMULATED_CALLS: true,
      HOST: '127.0.0.1',
    });
  });

  test('lets the settings of .env through', () => {
    const value = file.settings.SIMULATED_CALLS ?? '';
    expect(substitute(value, { SIMULATED_CALLS: 'false' })).toBe('false');
  });

  test('pins every image, and the LiveKit server to the version that is tested', () => {
    for (const image of file.images) expect(image).toMatch(/:v?\d+\.\d+/);
    expect(file.images).toContain(`livekit/livekit-server:${livekitVersion}`);
    expect(file.images.map((image) => image.split(':')[0])).toEqual(
      expect.arrayContaining(['livekit/sip', 'redis', 'parley']),
    );
  });

  test('runs the three processes that the image knows', () => {
    const start = readFileSync(path.join(root, 'scripts/docker/start.sh'), 'utf8');
    const commands = [...text.matchAll(/^ {4}command: (agent|server|runner)/gm)].map(([, name = '']) => name);
    expect(commands.toSorted()).toEqual(['agent', 'runner', 'server']);
    for (const name of commands) expect(start).toContain(`${name})`);
  });
});

test('a variable that Parley does not read is named', () => {
  const wrong = readComposeFile(`x-settings: &settings\n  LIVEKIT_URI: \${LIVEKIT_HOST:-}\n\n`);
  expect(unknownVariables(wrong)).toEqual(['LIVEKIT_URI', 'LIVEKIT_HOST']);
});
