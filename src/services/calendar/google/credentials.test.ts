import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../shared/errors.ts';
import { readGoogleCredentials } from './credentials.ts';

const account = {
  type: 'service_account',
  client_email: 'parley@project.example',
  private_key: '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n',
  token_uri: 'https://oauth2.example/token',
};

describe("Google's credentials", () => {
  it('are the JSON itself or the path of its file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-credentials-'));
    const file = path.join(folder, 'key.json');
    writeFileSync(file, JSON.stringify(account));
    expect(readGoogleCredentials(file)).toEqual(account);
    expect(readGoogleCredentials(` ${JSON.stringify(account)}`)).toEqual(account);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['a path where nothing is', '/nowhere/key.json'],
    ['no JSON', '{"type":"service_account"'],
    ['another kind of key', '{"installed":{"client_id":"x"}}'],
    ['a key without its secret', JSON.stringify({ ...account, private_key: 'secret' })],
  ])('that are %s are named by their setting, and never quoted', (_what, setting) => {
    const read = () => readGoogleCredentials(setting);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^GOOGLE_CREDENTIALS_JSON: /);
    expect(read).not.toThrow(/secret|nowhere/);
  });
});
