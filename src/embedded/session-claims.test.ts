import { expect, test } from 'vitest';
import { isForNobodyHere } from './session-claims.ts';

const tokenOf = (claims: unknown) =>
  `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

test('a session ends and is for whoever has signed in', () => {
  expect(isForNobodyHere(tokenOf({ exp: 2, aud: 'authenticated' }))).toBe(false);
  expect(isForNobodyHere(tokenOf({ exp: 2, aud: ['other', 'authenticated'] }))).toBe(false);
});

test.each([
  { aud: 'authenticated' },
  { exp: 2 },
  { exp: '2', aud: 'authenticated' },
  { exp: 2, aud: 'anon' },
  [],
  null,
])('a token that says %j is none', (claims) => expect(isForNobodyHere(tokenOf(claims))).toBe(true));

test('what is no token is left to the database', () => {
  for (const header of [null, '', 'Bearer sb_secret_x', 'Basic YTpi'])
    expect(isForNobodyHere(header)).toBe(false);
  expect(isForNobodyHere('Bearer a.b.c')).toBe(true);
});
