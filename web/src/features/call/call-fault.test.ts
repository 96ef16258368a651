import { describe, expect, test } from 'vitest';
import { ApiError, retryAfter } from '../../lib/api.ts';
import { microphoneFaultOf, troubleOf } from './call-fault.ts';

const now = 1_000_000;
const refusal = (status: number, code: string, more: { fix?: string; retryAfterSeconds?: number } = {}) =>
  new ApiError({ status, code, message: 'No.', ...more });

describe('why a call could not start', () => {
  test('a limit says when to try again', () => {
    expect(troubleOf(refusal(429, 'rate_limited', { retryAfterSeconds: 12 }), now)).toEqual({
      kind: 'rate_limited',
      retryAt: now + 12_000,
    });
  });

  test('a limit that does not say when is worth half a minute', () => {
    expect(troubleOf(refusal(429, 'rate_limited'), now)).toEqual({
      kind: 'rate_limited',
      retryAt: now + 30_000,
    });
  });

  test('a missing LiveKit server keeps its fix', () => {
    expect(troubleOf(refusal(503, 'livekit_unavailable', { fix: 'Start it.' }), now)).toEqual({
      kind: 'no_server',
      url: null,
      fix: 'Start it.',
    });
  });

  test('no answer, a refusal and nonsense are told apart', () => {
    expect(troubleOf(refusal(0, 'unreachable'), now).kind).toBe('unreachable');
    expect(troubleOf(refusal(401, 'unauthorized'), now).kind).toBe('refused');
    expect(troubleOf(refusal(200, 'malformed'), now).kind).toBe('unexpected');
    expect(troubleOf(new TypeError('broken'), now).kind).toBe('unexpected');
  });

  test('Retry-After is read as seconds and as a date', () => {
    expect(retryAfter('7')).toBe(7);
    expect(retryAfter('Sat, 21 Nov 2026 10:00:30 GMT', Date.parse('2026-11-21T10:00:00Z'))).toBe(30);
    expect(retryAfter('soon')).toBeNull();
    expect(retryAfter(null)).toBeNull();
  });

  test.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'absent'],
    ['NotReadableError', 'busy'],
    ['TypeError', 'absent'],
  ])('the microphone fault %s means %s', (name, fault) => {
    expect(microphoneFaultOf(Object.assign(new Error(), { name }))).toBe(fault);
  });
});
