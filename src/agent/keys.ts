import { voice } from '@livekit/agents';
import { type RemoteParticipant, type Room, RoomEvent } from '@livekit/rtc-node';
import type { OpenedCall } from '../calls/call/call.ts';
import type { LiveCall } from '../calls/live-call.ts';
import { Keypad, keypadQuestion } from '../calls/telephony/dtmf.ts';

const { AgentStateChanged } = voice.AgentSessionEventTypes;

/** The person may answer by the keys of their telephone; what they press is answered like what they say. */
export function listenForKeys(
  room: Room,
  person: string,
  { agent, organization }: OpenedCall,
  live: LiveCall,
): void {
  const { session } = live;
  const keypad = new Keypad({
    language: agent.language,
    question: () => {
      // What was asked last has been answered, and what is asked next is not known yet.
      if (session.agentState === 'thinking') return { kind: 'open' };
      return keypadQuestion(live.expecting.ofKeys(), { region: organization.region, choices: [] });
    },
    isComing: () => session.agentState === 'thinking' || session.agentState === 'speaking',
    onAnswer: (text) => live.hear(text),
    onWrongKey: (text) => {
      live.cutShort();
      live.say(text, { isAside: true });
    },
    onKey: () => live.personIsThere(),
    onDigits: () => live.cutShort(),
  });
  const onKey = (_code: number, key: string, sender: RemoteParticipant) => {
    if (sender.identity === person) keypad.press(key);
  };
  const onState = () => keypad.lookAgain();
  room.on(RoomEvent.DtmfReceived, onKey);
  session.on(AgentStateChanged, onState);
  live.onOver(() => {
    room.off(RoomEvent.DtmfReceived, onKey);
    session.off(AgentStateChanged, onState);
    keypad.stop();
  });
}
