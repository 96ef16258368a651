import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../../shared/errors.ts';
import { parseJson } from '../../web/ask.ts';

/** As Google hands them out: a service account's key file, or a person's consent as `gcloud` keeps it. */
const credentials = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('service_account'),
    client_email: z.string().min(1),
    private_key: z.string().includes('PRIVATE KEY'),
    private_key_id: z.string().optional(),
    /** Where grants are exchanged for tokens. */
    token_uri: z.url().optional(),
  }),
  z.object({
    type: z.literal('authorized_user'),
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    refresh_token: z.string().min(1),
    token_uri: z.url().optional(),
  }),
]);

export type GoogleCredentials = z.infer<typeof credentials>;

/**
 * @param setting the JSON itself, or the path of a file that holds it
 * @throws ConfigError that never quotes what was read
 */
export function readGoogleCredentials(setting: string): GoogleCredentials {
  const text = setting.trimStart().startsWith('{') ? setting : readFile(setting);
  const parsed = credentials.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.')).filter((path) => path !== '');
  throw new ConfigError(
    `GOOGLE_CREDENTIALS_JSON: is no key of a service account and no consent of a user${
      fields.length > 0 ? ` (see ${fields.join(', ')})` : ''
    }; give the JSON that Google handed out, or the path of its file`,
  );
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(
      'GOOGLE_CREDENTIALS_JSON: there is no file at this path that can be read; give the JSON itself, or another path',
    );
  }
}
