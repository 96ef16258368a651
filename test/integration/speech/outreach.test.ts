import { beforeAll, expect, test } from 'vitest';
import { type FliteVoice, speakWithFlite } from '../../../src/embedded/speech/flite.ts';
import { Recognizer } from '../../../src/embedded/speech/recognizer.ts';
import { classifyByKeywords } from '../../../src/scenarios/outreach/keywords.ts';
import { outreachRehearsal } from '../../../src/scenarios/outreach/rehearsal/rehearsal.ts';
import { throughTelephone } from '../../../src/simulation/telephone/band.ts';
import { silence } from './harness.ts';

/** What contacts answer, over a telephone line, with other voices than the agent's: heard, and then understood. */

const hearing = outreachRehearsal.hearing({ expects: 'yes_no', isCalled: true, slice: {} });
const expectation = { expects: 'yes_no', hearing } as const;
let recognizer: Recognizer;

beforeAll(async () => {
  recognizer = await Recognizer.load();
});

async function heard(text: string, voice: FliteVoice): Promise<string> {
  const spoken = throughTelephone(await speakWithFlite(text, { voice, rate: 1 }));
  recognizer.listenFor(expectation);
  recognizer.start();
  for (const part of [silence(500), spoken, silence(500)])
    recognizer.hear(Float32Array.from(part, (sample) => sample / 32_768));
  return recognizer.stop();
}

test.each([
  ['yes please', 'yes'],
  ['tell me more', 'yes'],
  ['yes i am interested', 'yes'],
  ['no thank you', 'no'],
  ['i am not interested', 'no'],
  ['do not call me again', 'opt_out'],
  ['you have the wrong number', 'no'],
  ['where did you get my number', 'number_question'],
  ['who gave you my number', 'number_question'],
  ['who are you', 'unknown'],
])('«%s» is heard and taken for %s', async (said, understood) => {
  for (const voice of ['rms', 'awb'] as const) {
    expect(classifyByKeywords(await heard(said, voice), 'en-US').class, voice).toBe(understood);
  }
});

test('everything that is suggested is understood', () => {
  for (const suggestion of hearing.suggestions) {
    expect([suggestion, classifyByKeywords(suggestion, 'en-US').class]).not.toContain('unknown');
  }
});
