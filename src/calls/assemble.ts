import type { voice } from '@livekit/agents';
import { judgeReply } from '../language/judge-reply.ts';
import { splitSentences } from '../language/sentences.ts';
import { isBackedClaim } from './backed-claims.ts';
import type { Briefing } from './briefing.ts';
import { CallAgent } from './call-agent.ts';
import type { CallData } from './call-data.ts';
import type { Expected } from './expecting.ts';
import type { LiveCallParts } from './live-call-parts.ts';
import { createSession } from './session.ts';
import type { Transcript } from './transcript.ts';

interface Assembly {
  parts: LiveCallParts;
  data: CallData;
  briefing: Briefing;
  transcript: Transcript;
  mayReply: () => boolean;
}

/** The speaking side: the scenario's instructions and tools, behind the speech gate. */
export function assembleAgent({ parts, data, briefing, transcript, mayReply }: Assembly): CallAgent {
  const { scenario, clock } = parts;
  const { agent, organization, progress } = data;
  return new CallAgent({
    instructions: scenario.instructions(briefing),
    tools: scenario.tools,
    data,
    newSplitter: () => splitSentences(agent.language),
    isBacked: (sentence) =>
      isBackedClaim(sentence, {
        language: agent.language,
        timeZone: organization.timeZone,
        now: clock.now(),
        progress,
      }),
    mayReply,
    onReply: () => transcript.beginReply(),
    onSentence: (sentence) => transcript.willSay(sentence),
  });
}

/** The listening side: the session with the turns as this call expects them. */
export function assembleSession(
  { parts, data, transcript }: Pick<Assembly, 'parts' | 'data' | 'transcript'>,
  turns: { expected: () => Expected; silentForMs: () => number },
): voice.AgentSession<CallData> {
  const { ears, voice, model } = parts;
  const { agent, organization, call } = data;
  return createSession({
    ...(ears ? { ears } : {}),
    ...(voice ? { voice } : {}),
    model,
    data,
    isTelephone: call.channel === 'sip' || call.channel === 'simulation',
    turns: {
      ...turns,
      judge: (expected, said) =>
        judgeReply({
          expected,
          transcript: said,
          language: agent.language,
          region: organization.region,
        }),
      onDecision: (decision) => transcript.decided(decision),
    },
  });
}

/** How the session is connected with its room. The room itself is deleted by whoever made it: it may outlive us. */
export function inputOptions(
  { participantIdentity }: { participantIdentity?: string },
  onText: (text: string) => void,
) {
  return {
    closeOnDisconnect: true,
    textInputCallback: (_session: voice.AgentSession, { text }: { text: string }) => onText(text),
    // What recognizers and the voice detector work with: resampling twice blurs a telephone's consonants.
    audioSampleRate: 16_000,
    ...(participantIdentity ? { participantIdentity } : {}),
  };
}
