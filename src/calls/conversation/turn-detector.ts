import type { llm, voice } from '@livekit/agents';
import type { TurnDecision } from '../call/call.ts';

type Expected = TurnDecision['expected'];
type Verdict = TurnDecision['verdict'];
type TurnDetection = NonNullable<voice.AgentSessionOptions['turnHandling']>['turnDetection'];
type LiveKitTurnDetector = Extract<TurnDetection, { predictEndOfTurn: unknown }>;

/**
 * Silence after which a reply that is neither plainly complete nor plainly unfinished ends the turn. LiveKit's own
 * default is 500 ms.
 */
const unclearSilenceMs = 480;

/** "On Tuesday", asked for a day and a time: half of those who say it go on, with a pause of up to 0.9 s before "at ten". */
const dayAloneSilenceMs = 1_300;

/**
 * Silence after which even an unfinished reply ends the turn. People who dictate pause up to about a second between
 * groups of digits; with the recognizer's own delay that needs two seconds and a margin.
 */
export const unfinishedSilenceMs = 2_400;

/** A complete reply needs no silence beyond what the voice detector already waited (150 ms). */
export const completeSilenceMs = 0;

export interface Judgment {
  verdict: Verdict;
  reason: string;
}

export interface TurnDetectorOptions {
  /** What the agent waits for now. */
  expected: () => Expected;
  judge: (expected: Expected, transcript: string) => Judgment;
  /** Milliseconds since the person's last sound. */
  silentForMs: () => number;
  onDecision: (decision: TurnDecision) => void;
}

/**
 * Ends a turn by what was asked, behind LiveKit's interface for text-based detectors. LiveKit knows two delays only:
 * a probability above the threshold means `minDelay`, below it `maxDelay`. The third case, plain silence, is made by
 * answering late: LiveKit drops an answer that new speech has overtaken.
 *
 *   complete   → 1 at once                 → minDelay (`completeSilenceMs`)
 *   unclear    → 1 after `unclearSilenceMs` of silence
 *   a day alone → 1 after `dayAloneSilenceMs` of silence
 *   unfinished → 0 at once                 → maxDelay (`unfinishedSilenceMs`)
 */
export function createTurnDetector(options: TurnDetectorOptions): LiveKitTurnDetector {
  return {
    model: 'expected-reply',
    provider: 'parley',
    supportsLanguage: async () => true,
    unlikelyThreshold: async () => 0.5,
    async predictEndOfTurn(chatCtx) {
      const expected = options.expected();
      const { verdict, reason } = options.judge(expected, lastUserText(chatCtx));
      const silenceMs = reason === 'day_without_time' ? dayAloneSilenceMs : unclearSilenceMs;
      const isSilenceDecisive = verdict === 'unclear' || reason === 'day_without_time';
      const probability = isSilenceDecisive || verdict === 'complete' ? 1 : 0;
      if (isSilenceDecisive) await waitMs(silenceMs - options.silentForMs());
      options.onDecision({ expected, verdict, probability, source: isSilenceDecisive ? 'silence' : 'reply' });
      return probability;
    },
  };
}

function lastUserText(chatCtx: llm.ChatContext): string {
  const last = chatCtx.items.at(-1);
  return last?.type === 'message' && last.role === 'user' ? (last.textContent ?? '') : '';
}

function waitMs(milliseconds: number): Promise<void> {
  return milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve();
}
