import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Decoder } from 'soundswallower';
import { buildGrammar, type Expectation } from './grammar.ts';

/** Samples a second that the acoustic model is fed with; it was trained on this rate. */
export const recognizerSampleRate = 16_000;

/**
 * Soundswallower, a small speech recognizer bound to a grammar, as WebAssembly with its English model inside the
 * package. Everything here runs on the calling thread: 25 ms a second of speech, so a thread of its own is due.
 */
export class Recognizer {
  readonly #decoder: Decoder;
  #grammar = '';
  #next: string;
  #hearing = false;

  private constructor(decoder: Decoder) {
    this.#decoder = decoder;
    this.#next = buildGrammar({ expects: 'open' });
  }

  /** Loads model and dictionary: 0.2 s and about 60 MB. */
  static async load(): Promise<Recognizer> {
    const { default: createModule } = await import('soundswallower');
    const home = dirname(createRequire(import.meta.url).resolve('soundswallower'));
    const settings = { modelBase: `${join(home, 'model')}/` };
    const module = await createModule(settings as Partial<typeof settings> as object);
    const decoder = new module.Decoder({ samprate: recognizerSampleRate, loglevel: 'FATAL' });
    await decoder.initialize();
    return new Recognizer(decoder);
  }

  /** Whether a word can be heard. The regular plural of a known word is learned when it is asked for. */
  knows(word: string): boolean {
    if (this.#decoder.lookup_word(word) !== null) return true;
    const stem = word.endsWith('s') ? this.#decoder.lookup_word(word.slice(0, -1)) : null;
    if (stem === null) return false;
    this.#decoder.add_words([word, `${stem} ${pluralEnding(stem)}`]);
    return true;
  }

  /** From the next utterance on; the one that is being spoken keeps the grammar that it began with. */
  listenFor(expectation: Expectation): void {
    this.#next = buildGrammar(expectation, (word) => this.knows(word));
  }

  start(): void {
    if (this.#hearing) this.stop();
    if (this.#grammar !== this.#next) {
      this.#decoder.set_grammar(this.#next);
      this.#grammar = this.#next;
    }
    this.#decoder.start();
    this.#hearing = true;
  }

  /** Takes samples between -1 and 1 and answers with what was heard so far. */
  hear(samples: Float32Array): string {
    if (!this.#hearing) return '';
    this.#decoder.process_audio(samples, false, false);
    return this.#decoder.get_text();
  }

  stop(): string {
    if (!this.#hearing) return '';
    this.#hearing = false;
    this.#decoder.stop();
    return this.#decoder.get_text();
  }
}

/** How an English plural sounds after the last phone of its singular (ARPAbet). */
function pluralEnding(phones: string): string {
  const last = phones.split(' ').at(-1) ?? '';
  if (/^(?:S|Z|SH|ZH|CH|JH)$/.test(last)) return 'AH Z';
  return /^(?:P|T|K|F|TH)$/.test(last) ? 'S' : 'Z';
}
