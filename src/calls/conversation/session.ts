import { inference, type llm, type stt, type tts, voice } from '@livekit/agents';
import type { CallData } from '../scenario/call-data.ts';
import { closeSessionStream } from './session-stream.ts';
import {
  completeSilenceMs,
  createTurnDetector,
  type TurnDetectorOptions,
  unfinishedSilenceMs,
} from './turn-detector.ts';

/**
 * Silence after which the bundled voice detector reports the end of a sound: the soonest that a complete reply can end
 * its turn. LiveKit's own 250 ms keep a turn from being split; here the turn detector does that, so less will do.
 */
export const voiceSilenceMs = 150;

/** Speech this long over the agent's stops it: long enough for a cough to pass, short enough to feel heard. */
const bargeInMs = 300;

/**
 * A model that has not answered within this time has not heard the question. Parley's own adapters retry and fall back
 * faster; these bound what is left.
 */
const modelAnswerMs = 8_000;
const voiceAnswerMs = 5_000;

export interface SessionParts {
  /** Both absent in a typed call. */
  ears?: stt.STT;
  voice?: tts.TTS;
  model: llm.LLM;
  turns: TurnDetectorOptions;
  /** A script decides when somebody has answered, and what is said next. */
  isScripted: boolean;
  /** A telephone has no speaker whose echo must be learned first. */
  isTelephone: boolean;
}

/**
 * The session of one call. Everything that could reach a cloud by default is pinned to what runs here: the bundled
 * voice detector, Parley's turn detector, interruption by voice activity. Tools need its `userData`, which comes later:
 * it holds the ways to end this very session.
 */
export function createSession(parts: SessionParts): voice.AgentSession<CallData> {
  const hears = parts.ears !== undefined;
  closeSessionStream();
  return new voice.AgentSession<CallData>({
    ...(parts.ears ? { stt: parts.ears } : {}),
    ...(parts.voice ? { tts: parts.voice } : {}),
    llm: parts.model,
    vad: hears ? new inference.VAD({ model: 'silero', minSilenceDuration: voiceSilenceMs }) : null,
    // Identify, look for slots, hold, book: a talkative model may chain four in one turn.
    maxToolSteps: 5,
    userAwayTimeout: null,
    aecWarmupDuration: parts.isTelephone ? null : 1_000,
    connOptions: {
      llmConnOptions: { maxRetry: 1, retryIntervalMs: 200, timeoutMs: modelAnswerMs },
      ttsConnOptions: { maxRetry: 1, retryIntervalMs: 100, timeoutMs: voiceAnswerMs },
      // Parley itself decides when a call has failed.
      maxUnrecoverableErrors: Number.MAX_SAFE_INTEGER,
    },
    turnHandling: {
      turnDetection: parts.isScripted ? 'manual' : hears ? createTurnDetector(parts.turns) : null,
      endpointing: { mode: 'fixed', minDelay: completeSilenceMs, maxDelay: unfinishedSilenceMs },
      interruption: {
        mode: 'vad',
        minDuration: bargeInMs,
        discardAudioIfUninterruptible: false,
        resumeFalseInterruption: true,
        falseInterruptionTimeout: 1_500,
      },
      preemptiveGeneration: { enabled: hears && !parts.isScripted, preemptiveTts: true, maxRetries: 5 },
    },
  });
}
