import type { AnsweredBy, AnswerReason, AnswerVerdict, Detection } from './answer.ts';
import { beepAfterWords } from './beep.ts';
import { type Evidence, weigh } from './evidence.ts';
import { type Heard, monologueMs, textOf, type Utterance } from './heard.ts';
import { silentAnswer } from './silent-answer.ts';
import {
  breathMs,
  disputableMonologueMs,
  longestListeningMs,
  longGreetingPauseMs,
  machineMonologueMs,
  machinePauseMs,
  secondThoughtMs,
  shortGreetingMs,
  shortGreetingPauseMs,
  unknownGreetingMs,
  wordsWaitMs,
} from './timings.ts';

/** The weight at which words are a machine's: one decisive phrase, or three hints. */
const machineWeight = 3;
/** A beep makes one hint or a disputed phrase certain, and alone nothing. */
const beepWeight = 2;

/**
 * Who answered, from what has been heard until now. Pure: the same past gives the same verdict, and while undecided it
 * says when to look again.
 *
 *   no sound ──► silence, at last              words of a machine, not contradicted ──► that machine
 *   anything else, once it pauses ──► human    (length alone never makes a machine)
 *
 * @param standing the verdict given before, which needs more than a new guess to be taken back
 */
export function detectAnswer(heard: Heard, nowMs: number, standing: AnswerVerdict | null = null): Detection {
  if (standing === null) return firstVerdict(heard, nowMs);
  if (standing.verdict === 'human') return unmasked(heard, nowMs, standing) ?? standing;
  if (standing.verdict === 'silence') return soundAtLast(heard, nowMs) ?? standing;
  return corrected(heard, nowMs, standing) ?? standing;
}

function firstVerdict(heard: Heard, nowMs: number): Detection {
  const last = heard.utterances.at(-1);
  if (!last) return silentAnswer(heard.tones, nowMs);
  const evidence = evidenceOf(heard, nowMs);
  return last.endedAtMs === null
    ? whileSpeaking(heard, last, evidence, nowMs)
    : afterSpeech(heard, last.endedAtMs, evidence, nowMs);
}

function whileSpeaking(heard: Heard, last: Utterance, evidence: Evidence, nowMs: number): Detection {
  const spokenMs = monologueMs(heard.utterances, nowMs, breathMs);
  const machine = machineOf(evidence);
  const limitMs = machine ? patienceWith(evidence) : longestListeningMs;
  if (spokenMs >= limitMs) return machine ? { ...machine, atMs: nowMs } : human('unsure', nowMs);
  const decideAtMs = Math.max(nowMs, last.startedAtMs) + (limitMs - spokenMs);
  return { verdict: 'undecided', reason: 'still_speaking', decideAtMs };
}

/** A person's next words may contradict one decisive phrase; two of them nobody takes back. */
function patienceWith({ machine, human: contradiction }: Evidence): number {
  return machine - contradiction >= 2 * machineWeight ? machineMonologueMs : disputableMonologueMs;
}

function afterSpeech(heard: Heard, endedAtMs: number, evidence: Evidence, nowMs: number): Detection {
  const machine = machineOf(evidence);
  const isOver = machine !== null && beepAfterWords(heard) !== null;
  const decideAtMs = endedAtMs + pauseFor(heard, evidence, nowMs);
  if (!isOver && nowMs < decideAtMs) return { verdict: 'undecided', reason: 'pause_may_end', decideAtMs };
  if (machine) return { ...machine, atMs: nowMs };
  if (evidence.human > 0) return human('human_words', nowMs);
  const isShort = spokenMs(heard.utterances) <= shortGreetingMs && evidence.machine === 0;
  return human(isShort ? 'short_greeting' : 'unsure', nowMs);
}

/** How long a pause has to be before it says something. */
function pauseFor({ utterances }: Heard, evidence: Evidence, nowMs: number): number {
  if (machineOf(evidence)) return machinePauseMs;
  const isHinted = evidence.machine > 0 || monologueMs(utterances, nowMs, breathMs) > shortGreetingMs;
  const pauseMs = isHinted && evidence.human <= evidence.machine ? longGreetingPauseMs : shortGreetingPauseMs;
  const last = utterances.at(-1);
  const lacksWords = last?.words === '' && last.interim === '';
  return lacksWords ? Math.max(pauseMs, wordsWaitMs) : pauseMs;
}

/** A person's verdict is taken back only early and only by words that a machine would say. */
function unmasked(heard: Heard, nowMs: number, standing: AnswerVerdict): AnswerVerdict | null {
  // Over a machine somebody picked up: what it had said before is no longer news.
  const fromMs = standing.reason === 'picked_up' ? standing.atMs : 0;
  const utterances = heard.utterances.filter(({ startedAtMs }) => startedAtMs >= fromMs);
  const last = utterances.at(-1);
  if (!last || last.startedAtMs > secondThoughtMs || last.endedAtMs === null) return null;
  const next = firstVerdict({ ...heard, utterances }, nowMs);
  return next.verdict === 'undecided' || next.verdict === 'human' || next.verdict === 'silence' ? null : next;
}

function soundAtLast(heard: Heard, nowMs: number): AnswerVerdict | null {
  if (heard.utterances.length === 0) return null;
  const next = firstVerdict(heard, nowMs);
  return next.verdict === 'undecided' ? null : next;
}

/** Somebody picks up over a machine, or it turns out to be another one. */
function corrected(heard: Heard, nowMs: number, standing: AnswerVerdict): AnswerVerdict | null {
  const since = heard.utterances.filter(({ startedAtMs }) => startedAtMs >= standing.atMs);
  if (isPickUp(heard, since.at(-1), standing)) return human('picked_up', nowMs);
  const machine = machineOf(weigh(textOf(since))) ?? machineOf(evidenceOf(heard, nowMs));
  return machine && isNews(machine, standing) ? { ...machine, atMs: nowMs } : null;
}

/** Said what people say, or anything but a machine's words in reply. */
function isPickUp(heard: Heard, last: Utterance | undefined, standing: AnswerVerdict): boolean {
  const words = last ? textOf([last]) : '';
  if (!last || words === '') return false;
  const evidence = weigh(words);
  return evidence.human > evidence.machine || (evidence.machine === 0 && isReply(heard, last, standing));
}

/** A voicemail stays one, whatever menu it has; but a network that announced nobody may take a message after all. */
function isNews(machine: Omit<AnswerVerdict, 'atMs'>, standing: AnswerVerdict): boolean {
  if (standing.verdict !== 'voicemail') return machine.verdict !== standing.verdict;
  return standing.reason === 'carrier_announcement' && machine.reason === 'voicemail_words';
}

/** Speech after our own, or after the beep, is not the greeting going on. */
function isReply(
  { agentSpokeAtMs, tones }: Heard,
  { startedAtMs }: Utterance,
  standing: AnswerVerdict,
): boolean {
  const isAfterUs =
    agentSpokeAtMs !== null && agentSpokeAtMs >= standing.atMs && startedAtMs >= agentSpokeAtMs;
  return isAfterUs || tones.some(({ endedAtMs }) => endedAtMs <= startedAtMs);
}

function evidenceOf(heard: Heard, nowMs: number): Evidence {
  const evidence = weigh(textOf(heard.utterances));
  if (beepAfterWords(heard) === null) return evidence;
  const isGreeting = monologueMs(heard.utterances, nowMs, breathMs) >= unknownGreetingMs;
  if (evidence.machine === 0 && !isGreeting) return evidence;
  const machine = Math.max(evidence.machine, 1) + beepWeight;
  return { ...evidence, machine, kind: evidence.kind ?? 'beep' };
}

function machineOf({ machine, human: contradiction, kind }: Evidence): Omit<AnswerVerdict, 'atMs'> | null {
  return kind === null || machine - contradiction < machineWeight ? null : machines[kind];
}

const machines: Record<NonNullable<Evidence['kind']>, { verdict: AnsweredBy; reason: AnswerReason }> = {
  voicemail: { verdict: 'voicemail', reason: 'voicemail_words' },
  carrier: { verdict: 'voicemail', reason: 'carrier_announcement' },
  beep: { verdict: 'voicemail', reason: 'beep' },
  ivr: { verdict: 'ivr', reason: 'menu_words' },
  screener: { verdict: 'screener', reason: 'screening_words' },
};

function human(reason: AnswerReason, atMs: number): AnswerVerdict {
  return { verdict: 'human', reason, atMs };
}

function spokenMs(utterances: readonly Utterance[]): number {
  return utterances.reduce(
    (sum, { startedAtMs, endedAtMs }) => sum + ((endedAtMs ?? startedAtMs) - startedAtMs),
    0,
  );
}
