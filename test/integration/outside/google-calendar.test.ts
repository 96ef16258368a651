import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGoogleCalendar } from '../../../src/services/calendar/google-calendar.ts';
import { type FakeGoogleCalendar, startFakeGoogleCalendar } from '../../support/fakes/google-calendar.ts';

const range = ['2027-03-15T00:00:00Z', '2027-03-17T00:00:00Z'] as const;
const block = { start: '2027-03-15T17:00:00Z', end: '2027-03-15T18:00:00Z' };
const event = {
  reference: 'CONF-A1B2C3D4',
  title: 'Dentist',
  location: '1 Main Street',
  startsAt: '2027-03-16T17:00:00Z',
  endsAt: '2027-03-16T17:30:00Z',
};

let google: FakeGoogleCalendar;

beforeEach(async () => {
  google = await startFakeGoogleCalendar();
  google.busy.push(block);
});

afterEach(async () => {
  await google.close();
});

const calendar = (change: { calendarId?: string; timeoutMs?: number; key?: string } = {}) =>
  createGoogleCalendar({
    credentials: { ...google.credentials, ...(change.key ? { private_key: change.key } : {}) },
    calendarId: change.calendarId ?? google.calendarId,
    baseUrl: google.url,
    timeoutMs: change.timeoutMs ?? 2000,
  });

describe("a person's Google calendar", () => {
  it('says when they are busy, with one token for many questions', async () => {
    const mine = calendar();
    expect(await mine.busy(...range)).toEqual([{ startsAt: block.start, endsAt: block.end }]);
    expect(await mine.busy('2027-04-01T00:00:00Z', '2027-04-02T00:00:00Z')).toEqual([]);
    expect(google.count(/^\/token$/)).toBe(1);
  });

  it('is asked about a long range in portions that Google answers', async () => {
    expect(await calendar().busy('2027-01-01T00:00:00Z', '2027-12-31T00:00:00Z')).toHaveLength(1);
    expect(google.count(/freeBusy$/)).toBe(7);
  });

  it('has the event once, however often it is written', async () => {
    const mine = calendar();
    await mine.book?.(event);
    await mine.book?.(event);
    await calendar().book?.(event);
    expect(google.count(/events$/)).toBe(3);
    expect(google.events).toEqual([
      expect.objectContaining({
        summary: 'Dentist',
        location: '1 Main Street',
        description: 'CONF-A1B2C3D4',
      }),
    ]);
    await mine.book?.({ ...event, reference: 'CONF-A1B2C3D5' });
    expect(google.events).toHaveLength(2);
  });

  it('has the event once also when its answer was lost', async () => {
    const mine = calendar();
    await mine.busy(...range);
    google.next({ kind: 'cut' });
    await expect(mine.book?.(event)).rejects.toMatchObject({ code: 'calendar_unavailable' });
    await mine.book?.(event);
    expect(google.events).toHaveLength(1);
  });

  it('that answers slowly is waited for', async () => {
    google.next({ kind: 'slow', delayMs: 200 }, 2);
    expect(await calendar().busy(...range)).toHaveLength(1);
  });

  it.each([
    ['is over its quota', { kind: 'refuse', status: 429, retryAfter: '5' }],
    ['limits its rate', { kind: 'refuse', status: 403 }],
    ['has a fault', { kind: 'refuse', status: 500 }],
    ['breaks off', { kind: 'cut' }],
    ['hangs', { kind: 'hang' }],
  ] as const)('that %s may be asked again, and nothing is taken for free', async (_what, fault) => {
    const mine = calendar({ timeoutMs: 400 });
    await mine.busy(...range);
    google.next(fault);
    await expect(mine.busy(...range)).rejects.toMatchObject({
      code: 'calendar_unavailable',
      retryable: true,
    });
    expect(await mine.busy(...range)).toHaveLength(1);
  });

  it.each([
    ['is over its quota', { kind: 'refuse', status: 429 }],
    ['has a fault', { kind: 'refuse', status: 503 }],
    ['hangs', { kind: 'hang' }],
  ] as const)('whose token endpoint %s may be asked again', async (_what, fault) => {
    google.next(fault);
    await expect(calendar({ timeoutMs: 400 }).busy(...range)).rejects.toMatchObject({
      code: 'calendar_unavailable',
    });
    // Asked once: the next question is the caller's to ask.
    expect(google.asked).toHaveLength(1);
  });

  it('whose grant is taken back in the middle is revoked, for this question and the next, and never free', async () => {
    const mine = calendar();
    await mine.busy(...range);
    google.revoked = true;
    const revoked = { code: 'calendar_revoked', retryable: false };
    await expect(mine.busy(...range)).rejects.toMatchObject(revoked);
    await expect(mine.busy(...range)).rejects.toMatchObject(revoked);
    await expect(mine.book?.(event)).rejects.toMatchObject(revoked);
    google.revoked = false;
    expect(await mine.busy(...range)).toHaveLength(1);
  });

  it('says at once that a key is another one, or none at all', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const key of [other, '-----BEGIN PRIVATE KEY-----\nnothing\n-----END PRIVATE KEY-----\n']) {
      await expect(calendar({ key }).busy(...range)).rejects.toMatchObject({
        code: 'calendar_refused',
        message: expect.stringContaining('GOOGLE_CREDENTIALS_JSON'),
      });
    }
  });

  it('says that nobody shares this calendar with us', async () => {
    const refused = { code: 'calendar_refused', message: expect.stringContaining('GOOGLE_CALENDAR_ID') };
    const other = calendar({ calendarId: 'you@example.com' });
    await expect(other.busy(...range)).rejects.toMatchObject(refused);
    await expect(other.book?.(event)).rejects.toMatchObject(refused);
  });

  it("is read and written with a user's consent as well, until that is taken back", async () => {
    const consented = (change: object = {}) =>
      createGoogleCalendar({
        credentials: { ...google.consent, ...change },
        calendarId: google.calendarId,
        baseUrl: google.url,
      });
    const mine = consented();
    expect(await mine.busy(...range)).toHaveLength(1);
    await mine.book?.(event);
    expect(google.events).toHaveLength(1);
    const wrong = consented({ client_secret: 'other' });
    await expect(wrong.busy(...range)).rejects.toMatchObject({ code: 'calendar_refused' });
    google.revoked = true;
    await expect(mine.busy(...range)).rejects.toMatchObject({ code: 'calendar_revoked' });
    await expect(mine.busy(...range)).rejects.toMatchObject({ code: 'calendar_revoked' });
  });

  it('sends its token to no other address', async () => {
    const other = await startFakeGoogleCalendar();
    const mine = calendar();
    await mine.busy(...range);
    google.next({ kind: 'redirect', to: `${other.url}/calendar/v3/freeBusy` });
    await expect(mine.busy(...range)).rejects.toMatchObject({ code: 'calendar_unavailable' });
    expect(other.asked).toEqual([]);
    await other.close();
  });
});
