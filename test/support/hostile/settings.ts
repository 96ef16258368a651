import type { TestDatabase } from '../postgres.ts';
import type { Secrets } from './attack.ts';

/** What our own systems sign with, in a server that is attacked. */
export const hostileSecrets: Secrets = {
  livekit: { apiKey: 'hostile', apiSecret: 'a-secret-for-attacks-that-is-long-enough' },
  callResults: `whsec_${Buffer.from('a secret for attacks only').toString('base64')}`,
};

/** The environment of a server that everybody must show credentials to. */
export function settingsFor(
  { url, keys }: TestDatabase,
  { dataDir, roomsUrl }: { dataDir: string; roomsUrl: string },
): Record<string, string> {
  return {
    SUPABASE_URL: url,
    SUPABASE_KEY: keys.secret,
    SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    PARLEY_DATA_DIR: dataDir,
    LIVEKIT_URL: roomsUrl,
    LIVEKIT_API_KEY: hostileSecrets.livekit.apiKey,
    LIVEKIT_API_SECRET: hostileSecrets.livekit.apiSecret,
    CALL_RESULT_SECRET: hostileSecrets.callResults,
    // Each request says that it comes from another address, or limits would be all that is met.
    TRUSTED_PROXIES: '127.0.0.1',
  };
}
