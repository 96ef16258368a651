import { type APIConnectOptions, tokenize, tts } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { type FliteVoice, fliteSampleRate, fliteVoices } from './flite.ts';
import { Synthesizer } from './synthesizer.ts';

/**
 * The voice of a rehearsal, and what takes over when the configured provider fails: flite, English only, in a thread of
 * its own. It streams by sentence: the first one is heard while the model still writes the second.
 */

export interface LocalVoiceOptions {
  /** `slt`, `rms` or `awb`; anything else (a provider's voice id) means `slt`. */
  voice?: string | null | undefined;
  /** 1 is the voice's own pace. */
  rate?: number;
}

/** 20 ms, the packet that WebRTC sends: the first audio is not held back to fill a larger frame. */
const frameSamples = fliteSampleRate / 50;

export class LocalVoice extends tts.TTS {
  readonly label = 'parley.LocalVoice';
  readonly #voice: FliteVoice;
  readonly #rate: number;
  readonly #synthesizer = new Synthesizer();

  constructor(options: LocalVoiceOptions = {}) {
    super(fliteSampleRate, 1, { streaming: true });
    this.#voice = fliteVoices.find((voice) => voice === options.voice) ?? 'slt';
    this.#rate = options.rate ?? 1;
  }

  override get model(): string {
    return `flite-${this.#voice}`;
  }

  override get provider(): string {
    return 'local';
  }

  /** Loads the voice, so that the first sentence is not late. */
  async prepare(): Promise<void> {
    await this.#synthesizer.prepare();
  }

  /** One text as 16-bit mono samples at 16 kHz. */
  async speak(text: string): Promise<Int16Array> {
    const sayable = speakable(text);
    if (sayable === '') return new Int16Array(0);
    return this.#synthesizer.speak(sayable, { voice: this.#voice, rate: this.#rate });
  }

  override synthesize(
    text: string,
    connOptions?: APIConnectOptions,
    abortSignal?: AbortSignal,
  ): tts.ChunkedStream {
    return new LocalChunkedStream(text, this, connOptions, abortSignal);
  }

  override stream(options?: { connOptions?: APIConnectOptions }): tts.SynthesizeStream {
    return new LocalSynthesizeStream(this, options?.connOptions);
  }

  override async close(): Promise<void> {
    await this.#synthesizer.close();
    await super.close();
  }
}

class LocalChunkedStream extends tts.ChunkedStream {
  readonly label = 'parley.LocalChunkedStream';
  readonly #voice: LocalVoice;

  constructor(text: string, voice: LocalVoice, connOptions?: APIConnectOptions, abortSignal?: AbortSignal) {
    super(text, voice, connOptions, abortSignal);
    this.#voice = voice;
  }

  protected async run(): Promise<void> {
    const id = crypto.randomUUID();
    const frames = framesOf(await this.#voice.speak(this.inputText));
    frames.forEach((frame, index) => {
      this.queue.put({ requestId: id, segmentId: id, frame, final: index === frames.length - 1 });
    });
  }
}

class LocalSynthesizeStream extends tts.SynthesizeStream {
  readonly label = 'parley.LocalSynthesizeStream';
  readonly #voice: LocalVoice;
  readonly #sentences = new tokenize.basic.SentenceTokenizer().stream();

  constructor(voice: LocalVoice, connOptions?: APIConnectOptions) {
    super(voice, connOptions);
    this.#voice = voice;
  }

  protected async run(): Promise<void> {
    await Promise.all([this.#readText(), this.#speakSentences()]);
  }

  async #readText(): Promise<void> {
    for await (const piece of this.input) {
      if (typeof piece === 'string') this.#sentences.pushText(piece);
      // The tokenizer would hold a finished sentence back until the next one begins.
      if (typeof piece !== 'string' || /[.!?]\s+$/.test(piece)) this.#sentences.flush();
    }
    this.#sentences.endInput();
    this.#sentences.close();
  }

  /** The last frame is held back until it is known whether another follows: only the segment's last one is `final`. */
  async #speakSentences(): Promise<void> {
    const id = crypto.randomUUID();
    let held: AudioFrame | undefined;
    for await (const { token } of this.#sentences) {
      if (this.abortSignal.aborted) return;
      this.markStarted();
      for (const frame of framesOf(await this.#voice.speak(token))) {
        if (held) this.#put(id, held, false);
        held = frame;
      }
    }
    if (held) this.#put(id, held, true);
    if (!this.queue.closed) this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
  }

  #put(id: string, frame: AudioFrame, final: boolean): void {
    if (this.abortSignal.aborted || this.queue.closed) return;
    this.queue.put({ requestId: id, segmentId: id, frame, final });
  }
}

function framesOf(samples: Int16Array): AudioFrame[] {
  const frames: AudioFrame[] = [];
  for (let at = 0; at < samples.length; at += frameSamples) {
    const part = samples.slice(at, at + frameSamples);
    frames.push(new AudioFrame(part, fliteSampleRate, 1, part.length));
  }
  return frames;
}

/** Flite reads other scripts and markup aloud letter by letter, or not at all: what it cannot say is left out. */
function speakable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2013\u2014]/g, ', ')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[*_`#<>[\]{}|\\^~]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
