import type { AnswerVerdict, HeardEvent } from '../../../src/calls/answering/answer.ts';
import { detectAnswer } from '../../../src/calls/answering/detect-answer.ts';
import { hear, nothingHeard } from '../../../src/calls/answering/heard.ts';
import type { LabelledAnswer } from './answers.ts';

/** What a streaming recognizer takes: a few words every so often, all of them this long after the end. */
const interimEveryMs = 600;
const interimLateMs = 250;
const finalLateMs = 350;
/** How often the time alone is looked at. */
const tickMs = 100;
/** Long enough for every time that a verdict may wait for. */
const afterwardsMs = 12_000;

/** Every verdict of one answer, corrections included, in order. The agent says nothing meanwhile. */
export function replay(answer: LabelledAnswer): AnswerVerdict[] {
  const events = eventsOf(answer);
  const endMs = (answer.sounds.at(-1)?.to ?? 0) + afterwardsMs;
  const verdicts: AnswerVerdict[] = [];
  let heard = nothingHeard;
  for (let nowMs = 0; nowMs <= endMs; nowMs += tickMs) {
    while (events[0] && arrivalOf(events[0]) <= nowMs) heard = hear(heard, events.shift() as HeardEvent);
    const standing = verdicts.at(-1) ?? null;
    const detection = detectAnswer(heard, nowMs, standing);
    if (detection.verdict !== 'undecided' && detection.verdict !== standing?.verdict)
      verdicts.push(detection);
  }
  return verdicts;
}

function eventsOf({ sounds }: LabelledAnswer): HeardEvent[] {
  return sounds
    .flatMap((sound): HeardEvent[] =>
      'hz' in sound
        ? [{ type: 'tone', atMs: sound.from, endedAtMs: sound.to, frequency: sound.hz }]
        : speechOf(sound.from, sound.to, sound.text),
    )
    .toSorted((one, other) => arrivalOf(one) - arrivalOf(other));
}

function speechOf(from: number, to: number, text: string): HeardEvent[] {
  const events: HeardEvent[] = [
    { type: 'speech_started', atMs: from },
    { type: 'speech_ended', atMs: to },
  ];
  if (text === '') return events;
  const words = text.split(' ');
  for (let atMs = from + interimEveryMs; atMs < to; atMs += interimEveryMs) {
    const said = words.slice(0, Math.floor((words.length * (atMs - from)) / (to - from))).join(' ');
    events.push({ type: 'transcript', atMs: atMs + interimLateMs, text: said, isFinal: false });
  }
  return [...events, { type: 'transcript', atMs: to + finalLateMs, text, isFinal: true }];
}

function arrivalOf(event: HeardEvent): number {
  return event.type === 'tone' ? event.endedAtMs : event.atMs;
}
