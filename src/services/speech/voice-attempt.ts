import { APIConnectionError, APIError, APITimeoutError, tts } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { GrowingText } from './growing-text.ts';
import type { ProviderFault } from './provider-reports.ts';
import { isCutShort, type SpokenWord, sentenceEnds, spokenRoughlyUpTo, spokenUpTo } from './spoken-text.ts';

/** How one voice fared with one text. */
export type AttemptResult =
  | { kind: 'spoken' }
  | {
      kind: ProviderFault['kind'];
      cause: APIError;
      /** The first character that nobody has heard. */
      heardUpTo: number;
    };

export interface AttemptOptions {
  voice: tts.TTS;
  text: GrowingText;
  /** The first character to speak. */
  from: number;
  /** Longest wait from the first text sent to the first audio. */
  firstAudioMs: number;
  /** Longest wait for more audio while there is text left to speak. */
  stallMs: number;
  signal: AbortSignal;
  /** Audio, and the part of the text that it brought to an end; together these parts are the text, sign by sign. */
  onAudio(frame: AudioFrame, spoken: string): void;
  /** The part of the text that no audio was told to end, when all is spoken. */
  onRest(spoken: string): void;
  /** Characters that went to the provider. */
  onSent(characters: number): void;
  onStarted(stream: tts.SynthesizeStream): void;
}

/** One voice speaks a text as it grows, until all is spoken or it fails. */
export class VoiceAttempt {
  readonly #options: AttemptOptions;
  readonly #stream: tts.SynthesizeStream;
  readonly #feeding = new AbortController();
  readonly #words: SpokenWord[] = [];
  #sentTo: number;
  #uncounted = 0;
  #audioSeconds = 0;
  #told = 0;
  #timer: NodeJS.Timeout | undefined;
  #timeout: AttemptResult['kind'] | undefined;
  #error: Error | undefined;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.#sentTo = options.from;
    // One attempt: a generation that has begun cannot be repeated by the plugin without saying everything twice.
    this.#stream = options.voice.stream({
      connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: options.firstAudioMs },
    });
  }

  async run(): Promise<AttemptResult> {
    const { voice, signal } = this.#options;
    const onError = ({ error }: { error: Error }) => {
      this.#error = error;
    };
    const onAbort = () => this.#stop();
    voice.on('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      void this.#feed();
      const isComplete = await this.#listen();
      return this.#judge(isComplete);
    } finally {
      voice.off('error', onError);
      signal.removeEventListener('abort', onAbort);
      this.#stop();
    }
  }

  /** Sentence by sentence, so that it is known at any time which text the provider has. */
  async #feed(): Promise<void> {
    const { text } = this.#options;
    for (;;) {
      const part = await text.read(this.#sentTo, sentenceEnds, this.#feeding.signal);
      if (part === null || this.#feeding.signal.aborted) break;
      this.#sentTo += part.length;
      this.#uncounted += part.length;
      if (part.trim() === '') continue;
      this.#stream.pushText(part);
      this.#stream.flush();
      this.#watch();
    }
    if (!this.#feeding.signal.aborted) {
      this.#stream.endInput();
      this.#watch();
    }
  }

  async #listen(): Promise<boolean> {
    for await (const audio of this.#stream) {
      if (audio === tts.SynthesizeStream.END_OF_STREAM) return true;
      this.#count();
      this.#options.onStarted(this.#stream);
      for (const { text, endTime } of audio.timedTranscripts ?? []) {
        if (endTime !== undefined) this.#words.push({ text, endSeconds: endTime });
      }
      this.#audioSeconds += audio.frame.samplesPerChannel / audio.frame.sampleRate;
      this.#options.onAudio(audio.frame, this.#tell(this.#heard()));
      this.#watch();
    }
    return false;
  }

  #judge(isComplete: boolean): AttemptResult {
    clearTimeout(this.#timer);
    if (this.#stream.startedTime !== undefined || isComplete) this.#count();
    if (this.#options.signal.aborted) return { kind: 'spoken' };
    const sent = this.#sent();
    const heard = spokenUpTo(sent, this.#words, this.#audioSeconds);
    const isAllSent = this.#options.text.isEnded && this.#sentTo >= this.#options.text.text.length;
    const isMissing = isComplete
      ? isCutShort(sent, this.#words, this.#audioSeconds)
      : sent.slice(heard).trim() !== '';
    if (isAllSent && !isMissing) {
      this.#options.onRest(this.#tell(sent.length));
      return { kind: 'spoken' };
    }
    return {
      kind: this.#kind(isComplete),
      cause: this.#cause(),
      heardUpTo: this.#options.from + heard,
    };
  }

  #kind(isComplete: boolean): Exclude<AttemptResult['kind'], 'spoken'> {
    if (this.#timeout !== undefined && this.#timeout !== 'spoken') return this.#timeout;
    if (isComplete) return 'cut_short';
    return this.#audioSeconds > 0 || this.#stream.startedTime !== undefined ? 'connection_lost' : 'refused';
  }

  #cause(): APIError {
    if (this.#error instanceof APIError) return this.#error;
    if (this.#timeout) return new APITimeoutError({ message: 'The voice did not answer in time.' });
    return new APIConnectionError({ message: this.#error?.message ?? 'The voice fell silent.' });
  }

  /** Restarts the patience: after each text sent and each audio received while something is still to be heard. */
  #watch(): void {
    clearTimeout(this.#timer);
    const isFirst = this.#audioSeconds === 0;
    if (!isFirst && !this.#owesAudio()) return;
    const { firstAudioMs, stallMs } = this.#options;
    this.#timer = setTimeout(
      () => {
        this.#timeout = isFirst ? 'slow' : 'stalled';
        this.#stop();
      },
      isFirst ? firstAudioMs : stallMs,
    );
  }

  /** Without word times only the end of the text tells that more audio is due. */
  #owesAudio(): boolean {
    if (this.#options.text.isEnded && this.#sentTo >= this.#options.text.text.length) return true;
    if (this.#words.length === 0) return false;
    const sent = this.#sent();
    return sent.slice(spokenUpTo(sent, this.#words, this.#audioSeconds)).trim() !== '';
  }

  /** Some languages and voices come without word times; their transcript runs along at the average pace. */
  #heard(): number {
    const sent = this.#sent();
    if (this.#words.length === 0) return spokenRoughlyUpTo(sent, this.#audioSeconds);
    return spokenUpTo(sent, this.#words, this.#audioSeconds);
  }

  #tell(upTo: number): string {
    const spoken = this.#sent().slice(this.#told, upTo);
    this.#told = Math.max(this.#told, upTo);
    return spoken;
  }

  #sent(): string {
    return this.#options.text.text.slice(this.#options.from, this.#sentTo);
  }

  /** Text that waits for a connection which is then refused was never sent. */
  #count(): void {
    if (this.#uncounted === 0) return;
    this.#options.onSent(this.#uncounted);
    this.#uncounted = 0;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#feeding.abort();
    this.#stream.close();
  }
}
