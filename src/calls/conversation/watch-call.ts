import type { Endings } from '../ending/endings.ts';
import type { CallData } from '../scenario/call-data.ts';
import { Watchdog } from './watchdog.ts';

/** Silence on both sides after which the person is asked whether they are still there. */
const quietMs = 9_000;
/** How long before the longest length the person is told. */
const warningMs = 30_000;

/** The watchdog of one call, with what it makes the agent say. */
export function watchCall(
  { texts, agent }: CallData,
  endings: Endings,
  say: (text: string) => void,
): Watchdog {
  return new Watchdog({
    quietMs,
    maxCallMs: agent.maxCallSeconds * 1000,
    warningMs,
    onQuiet: (count) => say(count === 1 ? texts.areYouThere : texts.stillThere),
    onSilence: () => void endings.afterSaying(texts.silenceGoodbye, 'silence'),
    onWarning: () => say(texts.almostOutOfTime),
    onTooLong: () => void endings.afterSaying(texts.outOfTimeGoodbye, 'too_long'),
  });
}
