import { type APIConnectOptions, normalizeLanguage, stt } from '@livekit/agents';
import { Endpointer, endpointingFrameMs } from './endpointing.ts';
import type { Expectation } from './grammar.ts';
import { Listener } from './listener.ts';
import { recognizerSampleRate } from './recognizer.ts';

/**
 * The ears of a rehearsal: English, and only what the present grammar holds. Confidence is always 1, whatever was
 * said, so the agent has to confirm what it heard.
 */

export interface LocalEarsOptions {
  /** How long a pause ends an utterance; whether the turn is over is decided by the session. */
  silenceMs?: number;
  /** An utterance could not be understood because the recognizer failed; the next one tries again. */
  onError?(error: Error): void;
}

/** Shorter pauses are inside words and between them: the gaps between flite's digits are 100 to 200 ms long. */
const defaultSilenceMs = 320;

const frameSamples = (recognizerSampleRate * endpointingFrameMs) / 1000;
/** Speech is noticed after 60 ms; soft first consonants lie before that. */
const leadFrames = 15;
/** 100 ms a message to the thread. */
const batchFrames = 5;

export class LocalEars extends stt.STT {
  readonly label = 'parley.LocalEars';
  readonly listener = new Listener();
  readonly silenceMs: number;
  readonly onError: (error: Error) => void;

  constructor(options: LocalEarsOptions = {}) {
    super({ streaming: true, interimResults: true, alignedTranscript: false });
    this.silenceMs = options.silenceMs ?? defaultSilenceMs;
    this.onError = (error) => options.onError?.(error);
  }

  override get model(): string {
    return 'soundswallower-en-us';
  }

  override get provider(): string {
    return 'local';
  }

  /** Loads the model, so that the first words are not answered late. */
  prepare(): Promise<void> {
    return this.listener.prepare();
  }

  /** Sets what may be said from the next utterance on. */
  listenFor(expectation: Expectation): void {
    this.listener.listenFor(expectation);
  }

  override stream(options?: { connOptions?: APIConnectOptions }): stt.SpeechStream {
    return new LocalSpeechStream(this, options?.connOptions);
  }

  protected override async _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('The local recognizer hears streams only.');
  }

  override async close(): Promise<void> {
    await this.listener.close();
    await super.close();
  }
}

class LocalSpeechStream extends stt.SpeechStream {
  readonly label = 'parley.LocalSpeechStream';
  readonly #listener: Listener;
  readonly #onError: (error: Error) => void;
  readonly #endpointer: Endpointer;
  #lead: Int16Array[] = [];
  #batch: Int16Array[] = [];
  #rest: Int16Array = new Int16Array(0);
  #utterance: number | undefined;
  #heardMs = 0;
  #startedMs = 0;
  #lastInterim = '';
  #pending = new Set<Promise<void>>();

  constructor(ears: LocalEars, connOptions?: APIConnectOptions) {
    super(ears, recognizerSampleRate, connOptions);
    this.#listener = ears.listener;
    this.#onError = ears.onError;
    this.#endpointer = new Endpointer({ silenceMs: ears.silenceMs });
  }

  protected async run(): Promise<void> {
    for await (const frame of this.input) {
      if (typeof frame === 'symbol') this.#end();
      else this.#hear(frame.data);
    }
    this.#end();
    await Promise.all(this.#pending);
  }

  #hear(samples: Int16Array): void {
    const joined = new Int16Array(this.#rest.length + samples.length);
    joined.set(this.#rest);
    joined.set(samples, this.#rest.length);
    let at = 0;
    for (; at + frameSamples <= joined.length; at += frameSamples) {
      this.#hearFrame(joined.slice(at, at + frameSamples));
    }
    this.#rest = joined.slice(at);
  }

  #hearFrame(frame: Int16Array): void {
    this.#heardMs += endpointingFrameMs;
    const endpoint = this.#endpointer.push(frame);
    this.#lead = [...this.#lead, frame].slice(-leadFrames);
    if (endpoint === 'start') this.#begin();
    else if (this.#utterance !== undefined) this.#forward([frame]);
    if (endpoint === 'end') this.#end();
  }

  #begin(): void {
    let done = () => {};
    const finished = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#pending.add(finished);
    finished.then(() => this.#pending.delete(finished));
    this.#startedMs = this.#heardMs - this.#lead.length * endpointingFrameMs;
    this.#lastInterim = '';
    const startedMs = this.#startedMs;
    this.#put({ type: stt.SpeechEventType.START_OF_SPEECH });
    this.#utterance = this.#listener.begin(
      (text, final) => {
        if (final) {
          this.#finish(text, startedMs);
          done();
        } else this.#interim(text, startedMs);
      },
      (error) => {
        this.#fail(error);
        done();
      },
    );
    this.#forward(this.#lead);
    this.#lead = [];
  }

  #forward(frames: Int16Array[]): void {
    this.#batch.push(...frames);
    if (this.#batch.length >= batchFrames) this.#flush();
  }

  #flush(): void {
    if (this.#utterance === undefined || this.#batch.length === 0) return;
    const samples = new Int16Array(this.#batch.length * frameSamples);
    this.#batch.forEach((frame, index) => {
      samples.set(frame, index * frameSamples);
    });
    this.#batch = [];
    this.#listener.push(this.#utterance, samples);
  }

  #end(): void {
    if (this.#utterance === undefined) return;
    this.#flush();
    this.#listener.end(this.#utterance);
    this.#utterance = undefined;
  }

  #interim(text: string, startedMs: number): void {
    if (text === '' || text === this.#lastInterim) return;
    this.#lastInterim = text;
    this.#put({ type: stt.SpeechEventType.INTERIM_TRANSCRIPT, alternatives: [this.#said(text, startedMs)] });
  }

  /** The end of speech is told after its text, as the providers do. A noise that was no speech has an end but no text. */
  #finish(text: string, startedMs: number): void {
    if (text !== '') {
      this.#put({ type: stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives: [this.#said(text, startedMs)] });
    }
    this.#put({ type: stt.SpeechEventType.END_OF_SPEECH });
  }

  #said(text: string, startedMs: number): stt.SpeechData {
    return {
      language: normalizeLanguage('en-US'),
      text,
      startTime: startedMs / 1000 + this.startTimeOffset,
      endTime: this.#heardMs / 1000 + this.startTimeOffset,
      confidence: 1,
    };
  }

  /** The call goes on: the person is asked again, or types. */
  #fail(error: Error): void {
    if (this.abortSignal.aborted) return;
    this.#onError(error);
    this.#put({ type: stt.SpeechEventType.END_OF_SPEECH });
  }

  #put(event: stt.SpeechEvent): void {
    if (!this.queue.closed) this.queue.put(event);
  }
}
