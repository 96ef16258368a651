import { RoomEvent } from '@livekit/rtc-node';
import type { Follow } from './agent-speech.ts';
import { sampleRate } from './mouth.ts';
import type { Party } from './party.ts';
import { beep, join, silence } from './tones.ts';

/** How long a mailbox records before it hangs up. */
const recordingMs = 60_000;
/** A gate speaks again after this much silence, and gives up after as much again. */
const gatePatienceMs = 12_000;

/** A mailbox: greeting, beep, then it records whatever is said. */
export async function recordMessage(party: Party, greeting: Int16Array, follow: Follow): Promise<void> {
  const stopFollowing = follow(party.room, { begins() {}, ended() {} });
  await party.play(join(silence(400), greeting, silence(600), beep()));
  const timer = setTimeout(() => void party.leave(), recordingMs);
  await party.gone;
  clearTimeout(timer);
  stopFollowing();
}

/**
 * A screening assistant, or a menu: answers first and lets nobody through before it was told who calls, or was sent the
 * key 1. @returns whether the person behind it takes the call now
 */
export async function passGate(
  kind: 'screener' | 'menu',
  party: Party,
  greeting: Int16Array,
  follow: Follow,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const stopFollowing = follow(party.room, {
    begins() {},
    ended: () => void (kind === 'screener' && resolve(true)),
  });
  const onKey = (_code: number, digit: string) => void (kind === 'menu' && digit === '1' && resolve(true));
  party.room.on(RoomEvent.DtmfReceived, onKey);
  void party.gone.then(() => resolve(false));
  const spokenMs = (greeting.length * 1000) / sampleRate;
  const again = setTimeout(() => void party.play(greeting), spokenMs + gatePatienceMs);
  const giveUp = setTimeout(() => resolve(false), 2 * (spokenMs + gatePatienceMs));
  void party.play(greeting);
  const isOpen = await promise;
  clearTimeout(again);
  clearTimeout(giveUp);
  stopFollowing();
  party.room.off(RoomEvent.DtmfReceived, onKey);
  if (!isOpen) await party.leave();
  return isOpen;
}
