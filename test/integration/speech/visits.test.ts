import { beforeAll, expect, test } from 'vitest';
import type { Expectation } from '../../../src/embedded/speech/expectation.ts';
import { type FliteVoice, speakWithFlite } from '../../../src/embedded/speech/flite.ts';
import { Recognizer } from '../../../src/embedded/speech/recognizer.ts';
import type { VisitKind } from '../../../src/scenarios/restaurant/visit-kind.ts';
import { throughTelephone } from '../../../src/simulation/telephone/band.ts';
import { visitHearing } from '../../support/hearing.ts';
import { silence } from './harness.ts';

/** What guests say to a restaurant that calls them, over a telephone line, with other voices than the agent's. */

let recognizer: Recognizer;

beforeAll(async () => {
  recognizer = await Recognizer.load();
});

async function heard(text: string, expectation: Expectation, voice: FliteVoice): Promise<string> {
  const spoken = throughTelephone(await speakWithFlite(text, { voice, rate: 1 }));
  recognizer.listenFor(expectation);
  recognizer.start();
  for (const part of [silence(500), spoken, silence(500)])
    recognizer.hear(Float32Array.from(part, (sample) => sample / 32_768));
  return recognizer.stop();
}

const cases: Array<[topic: VisitKind, expects: Expectation['expects'], said: string]> = [
  ['order', 'open', 'two kebabs and one lemonade'],
  ['order', 'open', 'i would like two kebabs and a lemonade'],
  ['order', 'yes_no', 'yes'],
  ['order', 'yes_no', 'do not call me again'],
  ['order', 'yes_no', 'you have the wrong number'],
  ['order', 'yes_no', 'where did you get my number'],
  ['order', 'yes_no', 'please call me tomorrow afternoon'],
  ['order', 'date_time', 'at eight'],
  ['order', 'date_time', 'in half an hour'],
  ['arrival', 'yes_no', 'yes i have arrived'],
  ['arrival', 'yes_no', 'not yet i am on my way'],
  ['arrival', 'yes_no', 'no i am not coming'],
  ['recovery', 'open', 'i would like to come another time'],
  ['recovery', 'open', 'please cancel it'],
];

test.each(cases)('in %s where %s is expected, «%s» is heard as it was said', async (topic, expects, said) => {
  expect(await heard(said, visitHearing(topic, expects), 'rms')).toBe(said);
  expect(await heard(said, visitHearing(topic, expects), 'awb')).toBe(said);
});

test('a plural that the dictionary lacks is learned from its singular', () => {
  expect(recognizer.knows('kebabs')).toBe(true);
  expect(recognizer.knows('xyzzyqs')).toBe(false);
});
