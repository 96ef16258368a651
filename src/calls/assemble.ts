import type { voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { judgeReply } from '../language/judge-reply.ts';
import { splitSentences } from '../language/sentences.ts';
import { spokenForm } from '../language/spoken-form.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { createEventChannel } from './call/event-channel.ts';
import type { Progress } from './call/progress.ts';
import type { WriteQueue } from './call/write-queue.ts';
import { CallAgent } from './conversation/call-agent.ts';
import { createClaimGate } from './conversation/claim-gate.ts';
import type { Expected } from './conversation/expecting.ts';
import type { OwnAnswers } from './conversation/own-answers.ts';
import type { Patience } from './conversation/patience.ts';
import { ScriptAgent } from './conversation/scripted/script-agent.ts';
import { createSession } from './conversation/session.ts';
import type { Transcript } from './conversation/transcript.ts';
import { TypedText, typedTopic } from './conversation/typed-text.ts';
import type { LiveCallParts } from './live-call-parts.ts';
import type { Briefing } from './scenario/briefing.ts';
import type { CallData, CallFacts } from './scenario/call-data.ts';
import type { Scenario } from './scenario/scenario.ts';

interface Assembly {
  parts: LiveCallParts;
  data: CallData;
  briefing: Briefing;
  transcript: Transcript;
  mayReply: () => boolean;
  wholeTurn: (text: string) => string;
  ownAnswers: OwnAnswers;
  patience: Patience;
  onModelFailed: () => string | null;
  /** What somebody wrote, in a scripted call. */
  onTyped: (text: string) => Promise<void>;
}

/** The speaking side: the scenario's instructions and tools, behind the speech gate; or its script. */
export function assembleAgent(assembly: Assembly): voice.Agent<CallData> {
  const {
    parts,
    data,
    briefing,
    transcript,
    mayReply,
    wholeTurn,
    ownAnswers,
    patience,
    onModelFailed,
    onTyped,
  } = assembly;
  const { scenario } = parts;
  if (scenario.script) return new ScriptAgent(onTyped);
  const { agent } = data;
  const gate = createClaimGate(data, scenario, parts.script?.ask ?? null);
  return new CallAgent({
    instructions: scenario.instructions(briefing),
    tools: toolsFor(briefing, scenario),
    data,
    newSplitter: () => splitSentences(agent.language),
    newSpokenForm: () => spokenForm(agent.language),
    gate,
    mayReply,
    wholeTurn,
    ownAnswer: (history) => ownAnswers.to(history),
    patience,
    onModelFailed,
    onReply: () => transcript.beginReply(),
    onSentence: (sentence) => transcript.willSay(sentence),
  });
}

/** What the scenario can do in such a call. */
export function toolsFor(briefing: Briefing, { tools, withheld }: Scenario): Scenario['tools'] {
  const without = withheld?.(briefing) ?? [];
  return tools.filter(({ id }) => !without.includes(id));
}

/** What tools and scripts share. How a call is left is the call's own. */
export function assembleData({
  parts,
  briefing,
  progress,
  slice,
  queue,
}: Pick<Assembly, 'parts' | 'briefing'> & {
  progress: Progress;
  slice: unknown;
  queue: WriteQueue;
}): CallFacts {
  const { opened, clock, logger, calls, room, onEvent, users, contactPreferences } = parts;
  return {
    ...opened,
    person: briefing.person,
    texts: briefing.texts,
    clock,
    logger,
    progress,
    slice,
    users,
    contactPreferences,
    events: createEventChannel({
      callId: opened.call.id,
      calls,
      queue,
      clock,
      logger,
      ...(room ? { room } : {}),
      ...(onEvent ? { onEvent } : {}),
    }),
    yieldTo: (work) => queue.yieldTo(work),
  };
}

/** The listening side: the session with the turns as this call expects them. */
export function assembleSession(
  { parts, transcript }: Pick<Assembly, 'parts' | 'transcript'>,
  turns: { expected: () => Expected; silentForMs: () => number },
): voice.AgentSession<CallData> {
  const { ears, voice, model } = parts;
  const { agent, organization, call } = parts.opened;
  return createSession({
    ...(ears ? { ears } : {}),
    ...(voice ? { voice } : {}),
    model,
    isScripted: parts.scenario.script !== undefined,
    isTelephone: call.channel === 'sip' || call.channel === 'simulation',
    turns: {
      ...turns,
      judge: (expected, said) =>
        judgeReply({
          expected,
          transcript: said,
          language: agent.language,
          region: organization.region,
          requests: parts.scenario.words?.requests,
        }),
      onDecision: (decision) => transcript.decided(decision),
    },
  });
}

/**
 * What the person types is heard from now on; of anybody else in the room nothing is.
 * @returns a function that stops listening
 */
export function listenForText(
  { room, clock, logger }: { room: Room; clock: Clock; logger: Logger },
  { participantIdentity }: { participantIdentity?: string },
  onText: (text: string) => void,
): () => void {
  const typed = new TypedText({ clock, logger, onText });
  room.registerTextStreamHandler(typedTopic, (stream, { identity }) => {
    const isPersons = participantIdentity === undefined || identity === participantIdentity;
    void (isPersons ? typed.receive(stream) : stream.close());
  });
  return () => room.unregisterTextStreamHandler(typedTopic);
}

/** How the session is connected with its room. The room itself is deleted by whoever made it: it may outlive us. */
export function inputOptions({ participantIdentity }: { participantIdentity?: string }) {
  return {
    closeOnDisconnect: true,
    // LiveKit would read a typed message of any size to its end; `listenForText` does it in measure.
    textEnabled: false,
    // What recognizers and the voice detector work with: resampling twice blurs a telephone's consonants.
    audioSampleRate: 16_000,
    ...(participantIdentity ? { participantIdentity } : {}),
  };
}
