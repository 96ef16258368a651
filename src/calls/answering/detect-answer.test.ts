import { describe, expect, test } from 'vitest';
import type { AnswerVerdict, HeardEvent } from './answer.ts';
import { detectAnswer } from './detect-answer.ts';
import { hear, nothingHeard } from './heard.ts';
import { deadAirMs, quietMs, secondThoughtMs } from './timings.ts';

function heardOf(events: HeardEvent[]) {
  return events.reduce(hear, nothingHeard);
}

/** Speech with its final words, which come a little after it. */
function speech(fromMs: number, toMs: number, text: string): HeardEvent[] {
  return [
    { type: 'speech_started', atMs: fromMs },
    { type: 'speech_ended', atMs: toMs },
    { type: 'transcript', atMs: toMs + 300, text, isFinal: true },
  ];
}

const tone = (fromMs: number, toMs: number, frequency = 1_000): HeardEvent => ({
  type: 'tone',
  atMs: fromMs,
  endedAtMs: toMs,
  frequency,
});

const voicemail: AnswerVerdict = { verdict: 'voicemail', reason: 'voicemail_words', atMs: 6_000 };
const greeting = speech(500, 5_000, "You've reached Ana, please leave a message after the tone.");

describe('the first verdict', () => {
  test('a hello is a person half a second after it', () => {
    const heard = heardOf(speech(600, 1_000, 'Hello?'));
    expect(detectAnswer(heard, 1_400)).toEqual({
      verdict: 'undecided',
      reason: 'pause_may_end',
      decideAtMs: 1_500,
    });
    expect(detectAnswer(heard, 1_500).verdict).toBe('human');
  });

  test('words that have not come yet are waited for, but not for ever', () => {
    const heard = heardOf(speech(600, 1_000, ''));
    expect(detectAnswer(heard, 1_600)).toMatchObject({ verdict: 'undecided', decideAtMs: 2_000 });
    expect(detectAnswer(heard, 2_000)).toMatchObject({ verdict: 'human', reason: 'short_greeting' });
  });

  test('a long greeting without a word of a machine is a person', () => {
    const heard = heardOf(speech(300, 9_000, 'the lovely weather we have had since sunday is about to end'));
    expect(detectAnswer(heard, 10_200)).toMatchObject({ verdict: 'human', reason: 'unsure' });
  });

  test('speech that never ends and says nothing is a person', () => {
    const heard = heardOf([{ type: 'speech_started', atMs: 0 }]);
    expect(detectAnswer(heard, 11_000)).toMatchObject({ verdict: 'undecided', decideAtMs: 12_000 });
    expect(detectAnswer(heard, 12_000)).toMatchObject({ verdict: 'human', reason: 'unsure' });
  });

  test('a machine is let finish its sentence, in which a person may contradict it', () => {
    const heard = heardOf(greeting);
    expect(detectAnswer(heard, 5_500)).toMatchObject({ verdict: 'undecided', decideAtMs: 5_900 });
    expect(detectAnswer(heard, 5_900).verdict).toBe('voicemail');
  });

  test('a beep needs no further pause', () => {
    expect(detectAnswer(heardOf([...greeting, tone(5_200, 5_600)]), 5_600).verdict).toBe('voicemail');
  });

  test('a beep after a hello makes nobody a machine', () => {
    const heard = heardOf([...speech(600, 1_000, 'Hello?'), tone(1_200, 1_600)]);
    expect(detectAnswer(heard, 1_700).verdict).toBe('human');
  });

  test('without any sound it is dead air', () => {
    expect(detectAnswer(nothingHeard, quietMs)).toMatchObject({
      verdict: 'undecided',
      decideAtMs: deadAirMs,
    });
    expect(detectAnswer(nothingHeard, deadAirMs)).toMatchObject({ verdict: 'silence', reason: 'no_sound' });
  });

  test('a typed hello is judged by its words alone', () => {
    const heard = heardOf([{ type: 'transcript', atMs: 800, text: 'hello?', isFinal: true }]);
    expect(detectAnswer(heard, 1_300).verdict).toBe('human');
  });

  test('the same past gives the same verdict', () => {
    const heard = heardOf(greeting);
    expect(detectAnswer(heard, 7_000)).toEqual(detectAnswer(heard, 7_000));
  });
});

describe('a verdict taken back', () => {
  test('a voicemail becomes a person when somebody picks up over it', () => {
    const heard = heardOf([...greeting, ...speech(7_000, 7_900, "Hello? Hello, I'm here.")]);
    expect(detectAnswer(heard, 8_300, voicemail)).toMatchObject({ verdict: 'human', reason: 'picked_up' });
  });

  test('any words after the beep are a person', () => {
    const heard = heardOf([
      ...greeting,
      tone(6_000, 6_400),
      ...speech(8_000, 8_900, 'Is it about the table'),
    ]);
    expect(detectAnswer(heard, 9_300, voicemail).verdict).toBe('human');
  });

  test('any words after ours are a person', () => {
    const spoke: HeardEvent = { type: 'agent_spoke', atMs: 7_000 };
    const heard = heardOf([...greeting, spoke, ...speech(9_000, 9_900, 'go on then')]);
    expect(detectAnswer(heard, 10_300, voicemail).verdict).toBe('human');
  });

  test('a greeting that goes on after a pause stays a voicemail', () => {
    const heard = heardOf([...greeting, ...speech(6_500, 8_500, 'We are back on the third of December.')]);
    expect(detectAnswer(heard, 10_000, voicemail)).toBe(voicemail);
  });

  test("a voicemail's own menu makes it no menu", () => {
    const more = speech(8_000, 12_000, 'To send your message press one, to record it again press two.');
    const heard = heardOf([...greeting, tone(6_000, 6_400), ...more]);
    expect(detectAnswer(heard, 14_000, voicemail)).toBe(voicemail);
  });

  test('a screener that hands over to a voicemail becomes one', () => {
    const screener: AnswerVerdict = { verdict: 'screener', reason: 'screening_words', atMs: 5_000 };
    const spoke: HeardEvent = { type: 'agent_spoke', atMs: 5_500 };
    const heard = heardOf([
      ...speech(500, 4_000, 'Record your name and reason for calling.'),
      spoke,
      ...speech(14_000, 17_000, 'Please leave a message after the tone.'),
    ]);
    expect(detectAnswer(heard, 18_000, screener).verdict).toBe('voicemail');
  });

  test('a network that takes a message after its announcement is a voicemail that does', () => {
    const announced: AnswerVerdict = { ...voicemail, reason: 'carrier_announcement', atMs: 5_000 };
    const heard = heardOf([
      ...speech(500, 4_000, 'The person you are calling is not available.'),
      ...speech(5_500, 8_000, 'Please record your message after the tone.'),
    ]);
    expect(detectAnswer(heard, 9_000, announced)).toMatchObject({ reason: 'voicemail_words' });
  });

  test('dead air becomes whatever is heard at last', () => {
    const silence: AnswerVerdict = { verdict: 'silence', reason: 'no_sound', atMs: deadAirMs };
    const heard = heardOf(speech(11_000, 11_500, 'Hello?'));
    expect(detectAnswer(heard, 11_600, silence)).toBe(silence);
    expect(detectAnswer(heard, 12_000, silence).verdict).toBe('human');
  });

  test('a hello that a recorded greeting follows becomes a voicemail', () => {
    const person: AnswerVerdict = { verdict: 'human', reason: 'human_words', atMs: 1_500 };
    const heard = heardOf([
      ...speech(600, 1_000, 'Hi.'),
      ...speech(2_400, 6_000, "You've reached the Millers, leave a message after the beep."),
    ]);
    expect(detectAnswer(heard, 7_000, person).verdict).toBe('voicemail');
  });

  test('a conversation under way is no longer doubted', () => {
    const person: AnswerVerdict = { verdict: 'human', reason: 'human_words', atMs: 1_500 };
    const late = secondThoughtMs + 1_000;
    const words = 'My voicemail says please leave a message after the tone.';
    const heard = heardOf([...speech(600, 1_000, 'Hello?'), ...speech(late, late + 3_000, words)]);
    expect(detectAnswer(heard, late + 6_000, person)).toBe(person);
  });

  test('who picked up over a voicemail stays a person whatever it had said before', () => {
    const person: AnswerVerdict = { verdict: 'human', reason: 'picked_up', atMs: 7_900 };
    const heard = heardOf([...greeting, ...speech(7_000, 7_800, 'Hello?'), ...speech(9_000, 9_800, 'yes')]);
    expect(detectAnswer(heard, 11_500, person)).toBe(person);
  });
});
