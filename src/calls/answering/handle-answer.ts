import type { AnsweredBy, AnswerVerdict } from './answer.ts';
import type { AnswerWatch } from './answer-watch.ts';
import { type AnswerAction, type AnswerPolicy, nextAction } from './policy.ts';
import { pickUpPatienceMs } from './timings.ts';

/** Somebody who heard the goodbye into the silence needs a moment to say so. */
const lastChanceMs = 2_000;

/** A machine that still talks over us then does not listen at all. */
const mostTellings = 3;

/** How the call speaks while nobody knows yet whether there is a conversation. */
export interface AnswerHands {
  /**
   * Says a text; when the signal aborts, stops: somebody picked up.
   * @returns whether it was said to its end
   */
  say(text: string, signal: AbortSignal): Promise<boolean>;
  sendDigits(digits: string, signal: AbortSignal): Promise<void>;
  /** Said into dead air before hanging up. */
  goodbye: string;
}

export type AnswerResult =
  | { do: 'talk' }
  | { do: 'hang_up'; because: Exclude<AnsweredBy, 'human'>; hasLeftMessage: boolean }
  /** They hung up, or the watch was stopped. */
  | { do: 'nothing' };

type Finished = 'hang_up' | 'message_left' | 'wait' | 'interrupted';

/**
 * From the answer to somebody there, or nobody. Every machine may turn out to be another one, or a person:
 *
 *   human ──────────────────────────────────────────────► talk
 *   voicemail ─ greeting's end ─ message ───────────────► hang_up        a person who
 *   screener ─ who calls and why ─┐                                      speaks at any
 *   ivr ─ digits ─────────────────┴ `pickUpPatienceMs` ─► hang_up        point leads
 *   silence ─ goodbye ─ a last chance ──────────────────► hang_up        to talk
 *
 * It returns at the first `talk`. For the next 20 s a machine may still give itself away (`onVerdict`): whoever talks
 * should then stop and call this again.
 */
export async function handleAnswer(
  watch: AnswerWatch,
  policy: AnswerPolicy,
  hands: AnswerHands,
): Promise<AnswerResult> {
  const done = new Set<AnswerAction['do']>();
  let answer = await watch.verdict();
  while (answer !== null) {
    const { verdict } = answer;
    if (verdict === 'human') return { do: 'talk' };
    const action = nextAction(answer, policy);
    // What was said once is not said again when a screener and a menu take turns.
    const finished = done.has(action.do) ? 'wait' : await perform(action, answer, watch, hands);
    if (finished !== 'interrupted') done.add(action.do);
    const patienceMs = patienceAfter(action, finished);
    const next = await watch.until(isOther(answer), patienceMs);
    if (next === null && watch.isStopped) break;
    if (next === null) {
      return { do: 'hang_up', because: verdict, hasLeftMessage: finished === 'message_left' };
    }
    answer = next;
  }
  return { do: 'nothing' };
}

/** Does it, unless the verdict changes meanwhile. */
async function perform(
  action: AnswerAction,
  answer: AnswerVerdict,
  watch: AnswerWatch,
  hands: AnswerHands,
): Promise<Finished> {
  const stop = new AbortController();
  let isDone = false;
  const change = watch.until(isOther(answer)).then((): Finished => {
    if (!isDone) stop.abort();
    return 'interrupted';
  });
  const finished = await Promise.race([act(action, watch, hands, stop.signal), change]);
  isDone = true;
  return finished;
}

async function act(
  action: AnswerAction,
  watch: AnswerWatch,
  hands: AnswerHands,
  signal: AbortSignal,
): Promise<Finished> {
  switch (action.do) {
    case 'introduce':
      await tell(action.text);
      return 'wait';
    case 'take_leave':
      watch.agentSpoke();
      await hands.say(hands.goodbye, signal);
      return 'wait';
    case 'send_digits':
      await hands.sendDigits(action.digits, signal);
      watch.agentSpoke();
      return 'wait';
    case 'leave_message': {
      const end = await watch.greetingEnd();
      if (signal.aborted || end === null) return 'wait';
      if (action.onlyAfterBeep && end !== 'beep') return 'hang_up';
      return (await tell(action.text)) ? 'message_left' : 'hang_up';
    }
    default:
      return 'hang_up';
  }

  /** A machine that goes on talking cuts us off and has recorded nothing: it is told again once it is quiet. */
  async function tell(text: string): Promise<boolean> {
    for (let telling = 1; telling <= mostTellings; telling += 1) {
      watch.agentSpoke();
      if (await hands.say(text, signal)) return true;
      if (signal.aborted || telling === mostTellings) break;
      if ((await watch.greetingEnd()) === null || signal.aborted) break;
    }
    return false;
  }
}

function patienceAfter(action: AnswerAction, finished: Finished): number {
  if (finished === 'hang_up' || finished === 'message_left') return 0;
  return action.do === 'take_leave' ? lastChanceMs : pickUpPatienceMs;
}

/** A carrier's announcement that becomes a voicemail asks for something else, so the reason counts too. */
function isOther(answer: AnswerVerdict): (next: AnswerVerdict) => boolean {
  return ({ verdict, reason }) => verdict !== answer.verdict || reason !== answer.reason;
}
