import type { Dialed, DialRequest, Telephone } from '../calls/telephony/telephone.ts';
import type { Logger } from '../shared/logger.ts';
import { linesFor } from './people/lines.ts';
import { type CalledOperator, createOperator } from './people/operator.ts';
import { type CalledPerson, createPerson, type PersonOptions } from './people/person.ts';
import { followSound, followTranscription } from './telephone/agent-speech.ts';
import { SpokenConversation } from './telephone/conversation.ts';
import { passGate, recordMessage } from './telephone/machine.ts';
import { isSayable, type LivekitAccess, Party, type Speak, sipCallIdOf } from './telephone/party.ts';
import { ring } from './telephone/ring.ts';

export interface SimulatedTelephoneOptions {
  livekit: LivekitAccess;
  /** SIMULATION_SEED. */
  seed: number;
  /** BCP 47, of the agent; everybody who is called speaks it. */
  language: string;
  /** Whom this call is placed to and about what; null for an inbound one. Whoever else is dialed is an operator. */
  person: Omit<PersonOptions, 'seed' | 'language'> | null;
  /** The voice of everybody who is called; should be loaded with the first sentence only. */
  speak: Speak;
  logger: Logger;
}

export interface SimulatedTelephone extends Telephone {
  /** Resolves once nobody whom it called is in a room any more: until then the process must live. */
  idle(): Promise<void>;
  /** Hangs up on everybody. */
  close(): Promise<void>;
}

/** The telephone network of one call where there is none: people who answer by seed and number. */
export function createSimulatedTelephone(options: SimulatedTelephoneOptions): SimulatedTelephone {
  const parties = new Map<string, Party>();
  const talks = new Set<Promise<void>>();

  const enter = (request: DialRequest, party: Party, talk: Promise<void>) => {
    const key = keyOf(request.roomName, request.participantIdentity);
    parties.set(key, party);
    const networkEnd = setTimeout(() => void party.leave(), request.maxCallMs);
    const over = talk
      .catch((error) => options.logger.error({ err: error }, 'a simulated person failed'))
      .then(() => party.leave())
      .finally(() => {
        clearTimeout(networkEnd);
        parties.delete(key);
        talks.delete(over);
      });
    talks.add(over);
  };
  const leave = async (roomName: string, identity: string) => parties.get(keyOf(roomName, identity))?.leave();

  return {
    async dial(request, signal) {
      const person = whoAnswers(options, request);
      const refusal = await ring(person.answering, request.ringTimeoutMs, signal);
      if (refusal) return refusal;
      try {
        const party = await Party.join(options.livekit, request, options.speak);
        enter(request, party, talk(options, person, party));
        return { answered: true, sipCallId: sipCallIdOf(request) };
      } catch (error) {
        options.logger.warn({ err: error }, 'a simulated person could not join');
        return failed;
      }
    },

    hangUp: leave,

    async idle() {
      await Promise.all(talks);
    },

    async close() {
      await Promise.all([...parties.values()].map((party) => party.leave()));
      await Promise.all(talks);
    },
  };
}

const failed: Dialed = {
  answered: false,
  outcome: 'failed',
  sipStatusCode: null,
  detail: 'the room could not be joined',
};

type Answerer = CalledPerson | CalledOperator;

function whoAnswers(
  { seed, language, person }: SimulatedTelephoneOptions,
  { toPhone }: DialRequest,
): Answerer {
  if (person?.phone === toPhone) return createPerson({ ...person, seed, language });
  return createOperator({ seed, language, phone: toPhone });
}

async function talk(
  { language, speak }: SimulatedTelephoneOptions,
  person: Answerer,
  party: Party,
): Promise<void> {
  const { answering } = person;
  const isOperator = 'operator' in person;
  if (answering.kind === 'voicemail') {
    const greeting = await machineVoice(answering.greeting, 'voicemailGreeting', speak);
    return recordMessage(party, greeting, followTranscription);
  }
  if (answering.kind === 'screener' || answering.kind === 'menu') {
    const line = answering.kind === 'menu' ? 'menuGreeting' : 'screenerGreeting';
    const greeting = await machineVoice(answering.greeting, line, speak);
    if (!(await passGate(answering.kind, party, greeting, followTranscription))) return;
  }
  const conversation = new SpokenConversation({
    party,
    person,
    follow: isOperator ? followSound : followTranscription,
    hello: answering.kind === 'answers' ? answering.greeting : linesFor(language).hello,
    greetingAfterHandover: isOperator ? person.greeting : null,
  });
  await conversation.run();
}

/** A machine cannot type what the local voice cannot say: then it speaks English, as many networks do. */
function machineVoice(
  greeting: string,
  line: 'voicemailGreeting' | 'screenerGreeting' | 'menuGreeting',
  speak: Speak,
): Promise<Int16Array> {
  return speak(isSayable(greeting) ? greeting : linesFor('en')[line]);
}

function keyOf(roomName: string, identity: string): string {
  return `${roomName} ${identity}`;
}
