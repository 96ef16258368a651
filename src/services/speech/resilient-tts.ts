import { type APIConnectOptions, createTimedString, tts } from '@livekit/agents';
import { AudioFrame, AudioResampler } from '@livekit/rtc-node';
import { GrowingText } from './growing-text.ts';
import type { OnFault, OnUsage, ProviderFault } from './provider-reports.ts';
import { sentenceEnds } from './spoken-text.ts';
import { type AttemptResult, VoiceAttempt } from './voice-attempt.ts';

/**
 * A voice that finishes its sentences. LiveKit's Cartesia plugin cannot repeat a generation that breaks after it has
 * begun ("Stream is closed"): the turn stays unspoken. Here the text is kept, and what nobody has heard is spoken by
 *
 *   the provider --(fails)--> the provider on a new connection --(fails)--> the fallback voice --(fails)--> a recording
 *
 * A cut costs as much time as the next voice needs for its first sound, and less than that at the ear, because providers
 * deliver ahead of what is played.
 */

export interface ResilientTtsOptions {
  /** Name that usage and faults carry. */
  provider: string;
  voice: tts.TTS;
  /** Opens the voice that takes over; null where none speaks the language. `prepare` loads it ahead of its use. */
  openFallback: (() => tts.TTS & { prepare?(): Promise<void> }) | null;
  /** What is played when nothing else can be heard. */
  recording(): AudioFrame[];
  onUsage: OnUsage;
  onFault: OnFault;
  /** Overrides of the constants below, for tests and for slow networks. */
  firstAudioMs?: number;
  stallMs?: number;
}

/** Cartesia's first audio comes after 0.1 to 0.3 s, with a new connection 0.6 s; people hear a pause from 1 s on. */
const firstAudioMs = 1500;
/** The person has been waiting already: the second try gets less. */
const secondFirstAudioMs = 800;
/** Audio comes faster than it is spoken, so a pause of this length is none of the provider's pace. */
const stallMs = 1500;
/** The local voice needs 0.1 s a sentence, and 0.5 s to load. */
const fallbackFirstAudioMs = 5000;
/** After failing twice a provider is not asked for a while: each turn would begin with a second of silence. */
const restMs = 20_000;

export class ResilientTts extends tts.TTS {
  readonly label = 'parley.ResilientTts';
  readonly options: ResilientTtsOptions;
  #fallback: tts.TTS | undefined;
  #restsUntil = 0;

  constructor(options: ResilientTtsOptions) {
    super(options.voice.sampleRate, options.voice.numChannels, {
      streaming: true,
      // Each voice behind this one is aligned here, those without word times roughly. A session that expects aligned
      // text takes nothing else, so the turn's text would be without the words of a voice that has no times.
      alignedTranscript: true,
    });
    this.options = options;
    // A voice reports each failure as an event too; without a listener Node would end the process.
    options.voice.on('error', () => {});
  }

  override get model(): string {
    return this.options.voice.model;
  }

  override get provider(): string {
    return this.options.provider;
  }

  get isResting(): boolean {
    return performance.now() < this.#restsUntil;
  }

  rest(): void {
    this.#restsUntil = performance.now() + restMs;
  }

  fallback(): tts.TTS | undefined {
    if (!this.#fallback && this.options.openFallback) {
      this.#fallback = this.options.openFallback();
      this.#fallback.on('error', () => {});
    }
    return this.#fallback;
  }

  /** While the provider is asked once more; a call whose provider works never loads another voice. */
  warmFallback(): void {
    const fallback: (tts.TTS & { prepare?(): Promise<void> }) | undefined = this.fallback();
    // What fails to load is reported when it is needed.
    fallback?.prepare?.().catch(() => {});
  }

  override stream(options?: { connOptions?: APIConnectOptions }): tts.SynthesizeStream {
    return new ResilientSynthesizeStream(this, options?.connOptions);
  }

  override synthesize(
    text: string,
    connOptions?: APIConnectOptions,
    abortSignal?: AbortSignal,
  ): tts.ChunkedStream {
    return new ResilientChunkedStream(text, this, connOptions, abortSignal);
  }

  override async close(): Promise<void> {
    await Promise.all([this.options.voice.close(), this.#fallback?.close()]);
    await super.close();
  }
}

interface Plan {
  voice: tts.TTS;
  isFallback: boolean;
  firstAudioMs: number;
}

class ResilientSynthesizeStream extends tts.SynthesizeStream {
  readonly label = 'parley.ResilientSynthesizeStream';
  readonly #voice: ResilientTts;
  readonly #text = new GrowingText();
  readonly #id = crypto.randomUUID();
  #emittedSeconds = 0;
  /** Spoken, and not told with a frame yet. */
  #spoken = '';

  constructor(voice: ResilientTts, connOptions?: APIConnectOptions) {
    super(voice, connOptions);
    this.#voice = voice;
  }

  protected async run(): Promise<void> {
    void this.#readText();
    const result = await this.#speak();
    if (this.abortSignal.aborted || this.queue.closed) return;
    if (result.kind !== 'spoken') this.#playRecording();
    this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
  }

  async #readText(): Promise<void> {
    for await (const piece of this.input) {
      if (typeof piece === 'string') this.#text.append(piece);
      else this.#text.flush();
    }
    this.#text.end();
  }

  async #speak(): Promise<AttemptResult> {
    let result: AttemptResult = { kind: 'spoken' };
    // A turn that is prepared ahead and then dropped never asks the provider for anything.
    if ((await this.#text.read(0, sentenceEnds, this.abortSignal)) === null) return result;
    let from = 0;
    let plans = this.#plans();
    for (let plan = plans.shift(); plan; plan = plans.shift()) {
      result = await this.#attempt(plan, from);
      if (result.kind === 'spoken') return result;
      from = result.heardUpTo;
      if (!plan.isFallback) this.#voice.warmFallback();
      // A refused key or an unknown voice is refused again.
      if (!result.cause.retryable) plans = plans.filter(({ isFallback }) => isFallback);
      const [next] = plans;
      if (!plan.isFallback && (!next || next.isFallback)) this.#voice.rest();
      this.#report(result, next);
    }
    return result;
  }

  #plans(): Plan[] {
    const { voice, firstAudioMs: first = firstAudioMs } = this.#voice.options;
    const fallback = this.#voice.fallback();
    const asked: Plan[] = [
      { voice, isFallback: false, firstAudioMs: first },
      { voice, isFallback: false, firstAudioMs: Math.min(first, secondFirstAudioMs) },
    ];
    const other: Plan[] = fallback
      ? [{ voice: fallback, isFallback: true, firstAudioMs: fallbackFirstAudioMs }]
      : [];
    return this.#voice.isResting && fallback ? other : [...asked, ...other];
  }

  async #attempt({ voice, isFallback, firstAudioMs }: Plan, from: number): Promise<AttemptResult> {
    const resampler =
      voice.sampleRate === this.#voice.sampleRate
        ? null
        : new AudioResampler(voice.sampleRate, this.#voice.sampleRate, 1);
    const attempt = new VoiceAttempt({
      voice,
      text: this.#text,
      from,
      firstAudioMs,
      stallMs: this.#voice.options.stallMs ?? stallMs,
      signal: this.abortSignal,
      onAudio: (frame, spoken) => {
        this.#spoken += spoken;
        for (const part of resampler ? resampler.push(frame) : [frame]) this.#put(part);
      },
      onRest: (spoken) => {
        this.#spoken += spoken;
      },
      onSent: (characters) => {
        if (isFallback) return;
        const { provider, onUsage } = this.#voice.options;
        onUsage({ provider, unit: 'character', quantity: characters });
      },
      onStarted: (stream) => this.markStarted(stream.startedTime),
    });
    const result = await attempt.run();
    for (const frame of resampler?.flush() ?? []) this.#put(frame);
    resampler?.close();
    // The last words need a frame to be told with.
    if (this.#spoken !== '') this.#put(this.#silence());
    return result;
  }

  #report(result: Exclude<AttemptResult, { kind: 'spoken' }>, next: Plan | undefined): void {
    const { provider, onFault } = this.#voice.options;
    const action: ProviderFault['action'] = !next ? 'apologized' : next.isFallback ? 'fallback' : 'retrying';
    onFault({ part: 'voice', provider, kind: result.kind, action, cause: result.cause });
  }

  #playRecording(): void {
    this.markStarted();
    const frames = this.#voice.options.recording();
    const rate = frames[0]?.sampleRate ?? this.#voice.sampleRate;
    const resampler = new AudioResampler(rate, this.#voice.sampleRate, 1);
    for (const frame of [...frames.flatMap((part) => resampler.push(part)), ...resampler.flush()]) {
      this.#put(frame);
    }
    resampler.close();
  }

  #put(frame: AudioFrame): void {
    if (this.abortSignal.aborted || this.queue.closed || frame.samplesPerChannel === 0) return;
    const startTime = this.#emittedSeconds;
    this.#emittedSeconds += frame.samplesPerChannel / frame.sampleRate;
    const timedTranscripts = [
      createTimedString({ text: this.#spoken, startTime, endTime: this.#emittedSeconds }),
    ];
    this.queue.put({
      requestId: this.#id,
      segmentId: this.#id,
      frame,
      final: false,
      ...(this.#spoken === '' ? {} : { timedTranscripts }),
    });
    this.#spoken = '';
  }

  /** 10 ms. */
  #silence(): AudioFrame {
    const { sampleRate } = this.#voice;
    return new AudioFrame(new Int16Array(sampleRate / 100), sampleRate, 1, sampleRate / 100);
  }
}

class ResilientChunkedStream extends tts.ChunkedStream {
  readonly label = 'parley.ResilientChunkedStream';
  readonly #voice: ResilientTts;

  constructor(text: string, voice: ResilientTts, connOptions?: APIConnectOptions, abortSignal?: AbortSignal) {
    super(text, voice, connOptions, abortSignal);
    this.#voice = voice;
  }

  protected async run(): Promise<void> {
    const stream = this.#voice.stream();
    this.abortSignal.addEventListener('abort', () => stream.close(), { once: true });
    stream.pushText(this.inputText);
    stream.endInput();
    for await (const audio of stream) {
      if (audio === tts.SynthesizeStream.END_OF_STREAM) return;
      this.queue.put(audio);
    }
  }
}
