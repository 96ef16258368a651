import type { Outcome } from '../call/call.ts';

/**
 * What the end of a call that was not answered means. The status is the final one of RFC 3261 that the called side or a
 * network on the way gave; where there is none, LiveKit's own error says why it gave up. `docs/telephony.md` shows this
 * table, and a test keeps the two the same.
 */
export interface SipEnd {
  outcome: Exclude<Outcome, 'answered' | 'voicemail'>;
  /** Whether calling the same number again, later or on another line, may end differently without anybody mending anything. */
  retryable: boolean;
  /** Fixed text: never holds a telephone number. */
  meaning: string;
}

/** LiveKit's answer to a dial that failed, without its message, which may quote numbers and addresses. */
export interface DialFault {
  sipStatusCode: number | null;
  /** Twirp's error code, such as `canceled`; null where there was no answer at all. */
  code: string | null;
  /** Nobody answered the request in the time that ringing may take, or the connection broke. */
  unanswered?: 'timeout' | 'connection';
}

const end = (outcome: SipEnd['outcome'], retry: 'again' | 'not again', meaning: string): SipEnd => ({
  outcome,
  retryable: retry === 'again',
  meaning,
});

/** By first and last status. The first that fits counts, so that a range is what its exceptions leave over. */
export const statusRules: Array<{ from: number; to: number; end: SipEnd }> = [
  {
    from: 300,
    to: 399,
    end: end('unreachable', 'not again', 'the number has moved; redirects are not followed'),
  },
  { from: 401, to: 401, end: end('failed', 'not again', 'the trunk refused our user and password') },
  { from: 402, to: 402, end: end('failed', 'not again', 'the provider wants to be paid first') },
  {
    from: 403,
    to: 403,
    end: end('failed', 'not again', 'the trunk forbids it: caller ID, destination or account'),
  },
  { from: 404, to: 404, end: end('unreachable', 'not again', 'there is no such number') },
  { from: 407, to: 407, end: end('failed', 'not again', 'the trunk refused our user and password') },
  { from: 408, to: 408, end: end('no_answer', 'again', 'the called side gave no answer in time') },
  { from: 410, to: 410, end: end('unreachable', 'not again', 'the number is no longer in use') },
  {
    from: 433,
    to: 433,
    end: end('failed', 'not again', 'the called side takes no anonymous calls; set a caller ID'),
  },
  {
    from: 480,
    to: 480,
    end: end('no_answer', 'again', 'the telephone is off, out of reach or not answered'),
  },
  { from: 482, to: 483, end: end('failed', 'again', 'the call went in circles in the network') },
  {
    from: 484,
    to: 485,
    end: end('unreachable', 'not again', 'the number is incomplete or ambiguous; see dial templates'),
  },
  { from: 486, to: 486, end: end('busy', 'again', 'the line is busy') },
  { from: 487, to: 487, end: end('canceled', 'again', 'the call was taken back before it was answered') },
  { from: 488, to: 488, end: end('failed', 'not again', 'no codec or encryption suits both sides') },
  { from: 491, to: 491, end: end('failed', 'again', 'the other side was in the middle of another request') },
  { from: 400, to: 499, end: end('failed', 'not again', 'the trunk did not accept how we asked') },
  {
    from: 503,
    to: 503,
    end: end('failed', 'again', 'the trunk is overloaded; another line may carry the call'),
  },
  { from: 500, to: 599, end: end('failed', 'again', 'the trunk or a network behind it has a fault') },
  { from: 600, to: 600, end: end('busy', 'again', 'the person is busy everywhere') },
  { from: 603, to: 603, end: end('declined', 'not again', 'the person declined') },
  { from: 604, to: 604, end: end('unreachable', 'not again', 'the number exists nowhere') },
  { from: 606, to: 606, end: end('failed', 'not again', 'no codec or encryption suits both sides') },
  { from: 607, to: 608, end: end('declined', 'not again', 'the call was refused as unwanted') },
  { from: 600, to: 699, end: end('declined', 'not again', 'the called side refused for good') },
];

/** Ends without a SIP status, by Twirp's code: LiveKit or livekit-sip gave up by itself. */
export const errorRules: Array<{ code: string; end: SipEnd }> = [
  { code: 'canceled', end: end('no_answer', 'again', 'it rang for as long as it may') },
  { code: 'deadline_exceeded', end: end('no_answer', 'again', 'it rang for as long as it may') },
  {
    code: 'unavailable',
    end: end('failed', 'again', 'livekit-sip does not run or is too busy ("cpu exhausted")'),
  },
  {
    code: 'resource_exhausted',
    end: end('failed', 'again', 'a limit of the LiveKit server or project is reached'),
  },
  { code: 'not_found', end: end('failed', 'not again', 'LiveKit does not know the trunk; apply the lines') },
  {
    code: 'invalid_argument',
    end: end('failed', 'not again', 'LiveKit does not accept the number or the trunk'),
  },
  { code: 'unauthenticated', end: end('failed', 'not again', 'LiveKit refused our API key') },
  { code: 'permission_denied', end: end('failed', 'not again', 'our API key may not place calls') },
];

/** Ends without any answer. Whether it rang is unknown, so whoever dialed hangs up to be sure. */
export const silentEnds: Record<NonNullable<DialFault['unanswered']>, SipEnd> = {
  timeout: end('failed', 'again', 'LiveKit did not answer in time'),
  connection: end('failed', 'again', 'LiveKit could not be reached'),
};

const otherwise = end('failed', 'again', 'LiveKit has a fault');

/** A SIP status that the network gave counts before the error that carried it: HTTP maps 486 and 480 to the same. */
export function outcomeOfFault({ sipStatusCode, code, unanswered }: DialFault): SipEnd {
  if (unanswered !== undefined) return silentEnds[unanswered];
  const found =
    sipStatusCode === null
      ? errorRules.find((one) => one.code === code)
      : statusRules.find(({ from, to }) => sipStatusCode >= from && sipStatusCode <= to);
  return found?.end ?? otherwise;
}
