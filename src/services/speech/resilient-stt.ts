import { setTimeout as sleep } from 'node:timers/promises';
import { APIConnectionError, type APIConnectOptions, AudioEnergyFilter, stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { AudioHistory } from './audio-history.ts';
import { EarsConnection, type Loss } from './ears-connection.ts';
import type { OnFault, OnUsage } from './provider-reports.ts';

/**
 * Ears that survive a lost connection. LiveKit's Deepgram plugin (1.9.0) never reconnects when its WebSocket is lost in
 * mid-stream and emits no error: whatever is said afterwards is gone. Here the loss is seen, a new connection is opened
 * at once, and the audio that has not become final text is sent again, so the words around the cut are not lost.
 *
 *   connected --(lost)--> connecting --(opened)--> connected
 *                             |  (fast failures, or refused for good)
 *                             v
 *                          given up: the call is told; every few seconds another attempt
 */

export interface ResilientSttOptions {
  /** Name that usage and faults carry. */
  provider: string;
  /** A new provider instance for each connection. */
  open(): stt.STT;
  onUsage: OnUsage;
  onFault: OnFault;
  /** How long a connection may take to open; three seconds unless told otherwise. */
  openTimeoutMs?: number;
  /**
   * `report`: tells `onFault` and goes on trying; LiveKit closes a session at the first unrecoverable error of its ears,
   * before anything could be said about it. `throw`: fails with an APIError, as LiveKit's FallbackAdapter wants it.
   */
  whenLost?: 'report' | 'throw';
}

const sampleRate = 16_000;
/** The plugin's own packet. Frames of the same length pass it unchanged, so what is counted is what is sent. */
const packetSamples = sampleRate / 10;
/** Words become final within a few seconds; a longer past is noise that nobody will understand later either. */
const replayMs = 10_000;
/** A connection that lived longer was not refused: counting starts again. */
const fastFailureMs = 2000;
const pausesMs = [0, 250, 500, 1000];
/** Between attempts once given up: the provider may come back while the call still lasts. */
const pauseAfterGivingUpMs = 3000;
/** How often the session is told how much audio was recognized. */
const usageEveryMs = 5000;

export class ResilientStt extends stt.STT {
  readonly label = 'parley.ResilientStt';
  readonly options: ResilientSttOptions;
  readonly #model: string;

  constructor(options: ResilientSttOptions) {
    const sample = options.open();
    super({ ...sample.capabilities, keyterms: false });
    this.#model = sample.model;
    this.options = options;
  }

  override get model(): string {
    return this.#model;
  }

  override get provider(): string {
    return this.options.provider;
  }

  override stream(options?: { connOptions?: APIConnectOptions }): stt.SpeechStream {
    return new ResilientSpeechStream(this, options?.connOptions);
  }

  protected override async _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('Only streams are recognized.');
  }
}

class ResilientSpeechStream extends stt.SpeechStream {
  readonly label = 'parley.ResilientSpeechStream';
  readonly #options: ResilientSttOptions;
  readonly #history = new AudioHistory(replayMs);
  readonly #filter = new AudioEnergyFilter();
  #packet = new Int16Array(packetSamples);
  #filled = 0;
  #connection: EarsConnection | undefined;
  #isEnded = false;
  #isSpeaking = false;
  #fastFailures = 0;
  #hasGivenUp = false;
  #unreportedMs = 0;
  readonly #startedAt = performance.now();

  constructor(ears: ResilientStt, connOptions?: APIConnectOptions) {
    super(ears, sampleRate, connOptions);
    this.#options = ears.options;
    this.abortSignal.addEventListener('abort', () => this.#connection?.close());
  }

  protected async run(): Promise<void> {
    const reading = this.#readAudio();
    while (!this.abortSignal.aborted) {
      const loss = await this.#listen();
      if (loss === null) break;
      await this.#recover(loss);
    }
    await reading;
    this.#reportRecognized();
  }

  /** One connection, from the first unheard sound on. */
  async #listen(): Promise<Loss | null> {
    const { startMs, frames } = this.#history.unacknowledged();
    const offset = this.startTimeOffset + (performance.now() - this.#startedAt) / 1000;
    const connection = new EarsConnection({
      ears: this.#options.open(),
      openTimeoutMs: this.#options.openTimeoutMs,
      startTimeOffset: offset,
      onEvent: (event) => this.#forward(event, (seconds) => startMs + (seconds - offset) * 1000),
      onSent: (milliseconds) => this.#count(milliseconds),
    });
    this.#connection = connection;
    for (const frame of frames) connection.push(frame);
    if (this.#isEnded) connection.end();
    const loss = await connection.finished;
    this.#connection = undefined;
    return loss;
  }

  async #recover({ kind, cause, openMs }: Loss): Promise<void> {
    const { provider, onFault, whenLost } = this.#options;
    this.#fastFailures = openMs > fastFailureMs ? 1 : this.#fastFailures + 1;
    const isLost = !cause.retryable || this.#fastFailures > pausesMs.length;
    if (openMs > fastFailureMs) this.#hasGivenUp = false;
    if (isLost && whenLost === 'throw') {
      this.#endSpeech();
      throw new APIConnectionError({ message: cause.message, options: { retryable: false } });
    }
    if (!this.#hasGivenUp) {
      onFault({ part: 'ears', provider, kind, action: isLost ? 'gave_up' : 'retrying', cause });
    }
    if (isLost) {
      this.#hasGivenUp = true;
      this.#endSpeech();
    }
    const pauseMs = isLost ? pauseAfterGivingUpMs : (pausesMs[this.#fastFailures - 1] ?? 0);
    await sleep(pauseMs, undefined, { signal: this.abortSignal }).catch(() => {});
  }

  async #readAudio(): Promise<void> {
    for await (const item of this.input) {
      if (typeof item === 'symbol') this.#flush();
      else this.#take(item.data);
    }
    this.#isEnded = true;
    this.#connection?.end();
  }

  #take(samples: Int16Array): void {
    for (let at = 0; at < samples.length; ) {
      const part = samples.subarray(at, at + packetSamples - this.#filled);
      this.#packet.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === packetSamples) this.#send();
    }
  }

  #flush(): void {
    if (this.#filled > 0) this.#send();
    this.#connection?.flush();
  }

  /** The plugin drops long silence by the same filter: what passes here passes there. */
  #send(): void {
    const frame = new AudioFrame(this.#packet.slice(0, this.#filled), sampleRate, 1, this.#filled);
    this.#filled = 0;
    if (!this.#filter.pushFrame(frame)) return;
    this.#history.push(frame);
    this.#connection?.push(frame);
  }

  #forward(event: stt.SpeechEvent, toSentMs: (seconds: number) => number): void {
    if (event.type === stt.SpeechEventType.RECOGNITION_USAGE) return;
    if (event.type === stt.SpeechEventType.START_OF_SPEECH) {
      // After a replay the same speech starts once more.
      if (this.#isSpeaking) return;
      this.#isSpeaking = true;
    }
    if (event.type === stt.SpeechEventType.END_OF_SPEECH) this.#isSpeaking = false;
    if (event.type === stt.SpeechEventType.FINAL_TRANSCRIPT) {
      this.#hasGivenUp = false;
      const endTime = event.alternatives?.[0].endTime;
      if (endTime !== undefined) this.#history.acknowledge(toSentMs(endTime));
    }
    this.#put(event);
  }

  /** Audio is billed when it is sent, and so is audio that is sent again. */
  #count(milliseconds: number): void {
    if (milliseconds === 0) return;
    this.#options.onUsage({
      provider: this.#options.provider,
      unit: 'audio_second',
      quantity: milliseconds / 1000,
    });
    this.#unreportedMs += milliseconds;
    if (this.#unreportedMs >= usageEveryMs) this.#reportRecognized();
  }

  #reportRecognized(): void {
    if (this.#unreportedMs === 0) return;
    const audioDuration = this.#unreportedMs / 1000;
    this.#unreportedMs = 0;
    this.#put({
      type: stt.SpeechEventType.RECOGNITION_USAGE,
      requestId: '',
      recognitionUsage: { audioDuration },
    });
  }

  #endSpeech(): void {
    if (!this.#isSpeaking) return;
    this.#isSpeaking = false;
    this.#put({ type: stt.SpeechEventType.END_OF_SPEECH });
  }

  #put(event: stt.SpeechEvent): void {
    if (!this.queue.closed) this.queue.put(event);
  }
}
