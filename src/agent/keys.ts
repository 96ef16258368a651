import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import type { OpenedCall } from '../calls/call/call.ts';
import type { LiveCall } from '../calls/live-call.ts';
import { Keypad, keypadQuestion } from '../calls/telephony/dtmf.ts';

/** The person may answer by the keys of their telephone; what they press is answered like what they say. */
export function listenForKeys(
  room: Room,
  person: string,
  { agent, organization }: OpenedCall,
  live: LiveCall,
): void {
  const keypad = new Keypad({
    language: agent.language,
    question: () => keypadQuestion(live.expecting.now(), { region: organization.region, choices: [] }),
    onAnswer: (text) => live.hear(text),
    onWrongKey: (text) => void live.say(text),
    onKey: () => live.personIsThere(),
  });
  const onKey = (_code: number, key: string, sender: RemoteParticipant) => {
    if (sender.identity === person) keypad.press(key);
  };
  room.on(RoomEvent.DtmfReceived, onKey);
  live.onOver(() => {
    room.off(RoomEvent.DtmfReceived, onKey);
    keypad.stop();
  });
}
