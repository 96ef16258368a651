import type { HeardEvent } from './answer.ts';

/** One stretch of sound that the voice detector took for speech. */
export interface Utterance {
  startedAtMs: number;
  /** Null while it lasts. */
  endedAtMs: number | null;
  /** Final transcripts, then what is still interim. */
  words: string;
  interim: string;
  /** False when only a transcript told of it: a typed call, or speech that the voice detector missed. */
  isTimed: boolean;
}

export interface Tone {
  startedAtMs: number;
  endedAtMs: number;
  frequency: number;
}

/** Everything heard since the answer. Never changed: `hear` makes the next one. */
export interface Heard {
  utterances: readonly Utterance[];
  tones: readonly Tone[];
  agentSpokeAtMs: number | null;
}

export const nothingHeard: Heard = { utterances: [], tones: [], agentSpokeAtMs: null };

/** Recognizers are up to about this late with the last words of an utterance; later ones belong to speech of their own. */
const lateWordsMs = 2_500;

export function hear(heard: Heard, event: HeardEvent): Heard {
  switch (event.type) {
    case 'speech_started':
      return { ...heard, utterances: begin(heard.utterances, event.atMs) };
    case 'speech_ended':
      return { ...heard, utterances: end(heard.utterances, event.atMs) };
    case 'transcript':
      return { ...heard, utterances: understand(heard.utterances, event) };
    case 'tone': {
      const { atMs: startedAtMs, endedAtMs, frequency } = event;
      return { ...heard, tones: [...heard.tones, { startedAtMs, endedAtMs, frequency }] };
    }
    case 'agent_spoke':
      return { ...heard, agentSpokeAtMs: event.atMs };
  }
}

export function textOf(utterances: readonly Utterance[]): string {
  return utterances
    .flatMap(({ words, interim }) => [words, interim])
    .filter((part) => part !== '')
    .join(' ');
}

/** How long the last stretch of speech has gone on; pauses shorter than `gapMs` do not end it. */
export function monologueMs(utterances: readonly Utterance[], nowMs: number, gapMs: number): number {
  const last = utterances.at(-1);
  if (!last) return 0;
  let { startedAtMs } = last;
  for (const earlier of utterances.slice(0, -1).toReversed()) {
    if (startedAtMs - (earlier.endedAtMs ?? startedAtMs) > gapMs) break;
    startedAtMs = earlier.startedAtMs;
  }
  return (last.endedAtMs ?? nowMs) - startedAtMs;
}

function begin(utterances: readonly Utterance[], atMs: number): readonly Utterance[] {
  const last = utterances.at(-1);
  if (last?.isTimed && last.endedAtMs === null) return utterances;
  // Interim words that came before the voice detector was sure are the start of this utterance.
  if (last && !last.isTimed && last.words === '') {
    return replaceLast(utterances, { ...last, endedAtMs: null, isTimed: true });
  }
  return [...utterances, { startedAtMs: atMs, endedAtMs: null, words: '', interim: '', isTimed: true }];
}

function end(utterances: readonly Utterance[], atMs: number): readonly Utterance[] {
  const last = utterances.at(-1);
  if (last?.endedAtMs !== null) return utterances;
  return replaceLast(utterances, { ...last, endedAtMs: Math.max(atMs, last.startedAtMs) });
}

function understand(
  utterances: readonly Utterance[],
  { atMs, text, isFinal }: { atMs: number; text: string; isFinal: boolean },
): readonly Utterance[] {
  if (text.trim() === '') return utterances;
  const last = utterances.at(-1);
  const belongs = last !== undefined && (isFinal ? mayEndIn(last, atMs) : mayGrow(last, atMs));
  if (!belongs) {
    const own: Utterance = { startedAtMs: atMs, endedAtMs: atMs, words: '', interim: '', isTimed: false };
    return [...utterances, withWords(own, text, isFinal)];
  }
  return replaceLast(utterances, withWords(last, text, isFinal));
}

function mayGrow(last: Utterance, atMs: number): boolean {
  return last.endedAtMs === null || atMs - last.endedAtMs <= lateWordsMs;
}

/** Each final text of a typed call is an utterance of its own. */
function mayEndIn(last: Utterance, atMs: number): boolean {
  return last.isTimed ? mayGrow(last, atMs) : last.interim !== '';
}

function withWords(utterance: Utterance, text: string, isFinal: boolean): Utterance {
  if (!isFinal) return { ...utterance, interim: text };
  return { ...utterance, words: `${utterance.words} ${text}`.trim(), interim: '' };
}

function replaceLast(utterances: readonly Utterance[], last: Utterance): readonly Utterance[] {
  return [...utterances.slice(0, -1), last];
}
