import type { CallFacts } from '../scenario/call-data.ts';
import { Watchdog } from './watchdog.ts';

/** Silence on both sides after which the person is asked whether they are still there. */
const quietMs = 9_000;
/** "One moment, please": somebody looks something up, asks a colleague, or has put us on hold. */
const waitMs = 45_000;
/** How long before the longest length the person is told. */
const warningMs = 30_000;

/** How a call ends that the watchdog ends. */
interface TimesUp {
  /** The call is ending, for whatever reason. */
  readonly hasBegun: boolean;
  personIsSilent(): Promise<void>;
  callIsTooLong(): Promise<void>;
}

/** The watchdog of one call, with what it makes the agent say; nothing once the call is ending. */
export function watchCall(
  { texts, agent }: CallFacts,
  ending: TimesUp,
  say: (text: string) => void,
): Watchdog {
  const remind = (text: string) => {
    if (!ending.hasBegun) say(text);
  };
  return new Watchdog({
    quietMs,
    waitMs,
    maxCallMs: agent.maxCallSeconds * 1000,
    warningMs,
    onQuiet: (count) => remind(count === 1 ? texts.areYouThere : texts.stillThere),
    onSilence: () => void ending.personIsSilent(),
    onWarning: () => remind(texts.almostOutOfTime),
    onTooLong: () => void ending.callIsTooLong(),
  });
}
