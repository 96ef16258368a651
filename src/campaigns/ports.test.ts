import { describe, expect, it } from 'vitest';
import {
  CalendarError,
  CalendarRefused,
  CalendarRevoked,
  CalendarUnavailable,
  CalendarUnreadable,
  PlacesError,
  PlacesRefused,
  PlacesUnavailable,
  PlacesUnreadable,
  TravelTimesError,
  TravelTimesRefused,
  TravelTimesUnavailable,
  TravelTimesUnreadable,
} from './ports.ts';

describe('what the outside did not answer', () => {
  it.each([
    [CalendarError, CalendarUnavailable, [CalendarRevoked, CalendarRefused, CalendarUnreadable]],
    [PlacesError, PlacesUnavailable, [PlacesRefused, PlacesUnreadable]],
    [TravelTimesError, TravelTimesUnavailable, [TravelTimesRefused, TravelTimesUnreadable]],
  ])('is one kind of %o, and only what is away may be asked again', (kind, away, others) => {
    const waiting = new away('Away.', { retryAfterSeconds: 30 });
    expect(waiting).toBeInstanceOf(kind);
    expect(waiting).toMatchObject({ retryable: true, retryAfterSeconds: 30 });
    for (const other of others) {
      const error = new other('No.');
      expect(error).toBeInstanceOf(kind);
      expect(error).toMatchObject({ retryable: false, retryAfterSeconds: null });
      expect(error.code).not.toBe(waiting.code);
    }
  });
});
