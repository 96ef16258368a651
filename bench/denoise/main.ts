import { parseArgs } from 'node:util';
import { denoiserFrameSamples, type OpenDenoiser } from '../../src/calls/recording/denoiser.ts';
import { fliteVoices, speakWithFlite } from '../../src/embedded/speech/flite.ts';
import { buildGrammar, type Expectation } from '../../src/embedded/speech/grammar.ts';
import { Recognizer } from '../../src/embedded/speech/recognizer.ts';
import { loadRnnoise } from '../../src/services/recordings/rnnoise.ts';
import { throughTelephone } from '../../src/simulation/telephone/band.ts';
import { grammarSentences } from '../../test/support/grammar-sentences.ts';
import { appointmentHearing } from '../../test/support/hearing.ts';
import { addNoise, makeNoises, noiseNames } from './noises.ts';
import { countWordErrors } from './word-errors.ts';

/**
 * Whether taking noise away before recognition lowers word errors: sentences of the local recognizer's own grammar,
 * spoken by three synthetic voices, with noise added, recognized as they are and after rnnoise. Prints a table in
 * Markdown: `node bench/denoise/main.ts [--sentences 60] [--telephone]`.
 */

const { values } = parseArgs({
  options: { sentences: { type: 'string', default: '60' }, telephone: { type: 'boolean', default: false } },
});
const ratios = [20, 15, 10, 5];
/** What the person is asked for, and the rule of the grammar that their answer is of. */
const topics: Array<{ expects: Expectation['expects']; rule: string }> = [
  { expects: 'phone_number', rule: 'phone' },
  { expects: 'date_time', rule: 'when' },
  { expects: 'open', rule: 'intent' },
];

/** How many samples rnnoise with its resampling comes later; the first words would otherwise be cut at the end. */
const denoised = (open: OpenDenoiser, samples: Int16Array): Int16Array => {
  const denoiser = open();
  const output = new Int16Array(samples.length - (samples.length % denoiserFrameSamples));
  for (let at = 0; at < output.length; at += denoiserFrameSamples)
    output.set(denoiser.process(samples.slice(at, at + denoiserFrameSamples)), at);
  denoiser.close();
  return output;
};

const random = randomFrom(7);
const open = await loadRnnoise();
const recognizer = await Recognizer.load();
const noises = await makeNoises(random);
const line = values.telephone ? throughTelephone : (samples: Int16Array) => samples;
const spoken = await speakAll();

console.log(`${spoken.length} sentences, ${values.telephone ? 'telephone band' : 'wide band'}`);
console.log('| noise | SNR | as it is | denoised |\n|---|---:|---:|---:|');
const clean = { plain: tally(), denoised: tally() };
for (const { sentence, expects, samples } of spoken) {
  const sound = line(samples);
  count(clean.plain, sentence, hear(expects, sound));
  count(clean.denoised, sentence, hear(expects, denoised(open, sound)));
}
console.log(`| none | | ${rate(clean.plain)} | ${rate(clean.denoised)} |`);
for (const noise of noiseNames) {
  for (const snrDb of ratios) {
    const plain = tally();
    const after = tally();
    for (const { sentence, expects, samples } of spoken) {
      const sound = line(addNoise(samples, noises[noise], snrDb, random));
      count(plain, sentence, hear(expects, sound));
      count(after, sentence, hear(expects, denoised(open, sound)));
    }
    console.log(`| ${noise} | ${snrDb} dB | ${rate(plain)} | ${rate(after)} |`);
  }
}

async function speakAll() {
  const each = Math.ceil(Number(values.sentences) / topics.length);
  const sentences = topics.flatMap(({ expects, rule }) =>
    grammarSentences(buildGrammar(appointmentHearing(expects)), { rule, count: each * 2, seed: 11 })
      .filter((sentence) => sentence.split(' ').length >= 3)
      .slice(0, each)
      .map((sentence) => ({ expects, sentence })),
  );
  return Promise.all(
    sentences.map(async ({ expects, sentence }, index) => {
      const voice = fliteVoices[index % fliteVoices.length] ?? 'slt';
      return { expects, sentence, samples: await speakWithFlite(sentence, { voice, rate: 1 }) };
    }),
  );
}

function hear(expects: Expectation['expects'], samples: Int16Array): string {
  recognizer.listenFor(appointmentHearing(expects));
  recognizer.start();
  recognizer.hear(Float32Array.from(samples, (sample) => sample / 32_768));
  return recognizer.stop();
}

function tally() {
  return { errors: 0, words: 0 };
}

function count(into: { errors: number; words: number }, said: string, heard: string): void {
  const { errors, words } = countWordErrors(said, heard);
  into.errors += errors;
  into.words += words;
}

function rate({ errors, words }: { errors: number; words: number }): string {
  return `${((100 * errors) / words).toFixed(1)} %`;
}

/** Numbers from 0 to 1 by a linear congruential generator (Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
