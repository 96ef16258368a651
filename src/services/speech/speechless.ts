import { type APIConnectOptions, stt, tts } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { recordedAudio, recordingSampleRate } from './recorded-sentences.ts';

/**
 * What stands in where no provider is configured and the local speech does not know the language: a voice that says so
 * once, in that language where there is a recording, and ears that hear nothing. Typing still works.
 */

/** Long enough that the transcript is shown as spoken, short enough not to wait for. */
const silenceMs = 200;

export class RecordedVoice extends tts.TTS {
  readonly label = 'parley.RecordedVoice';
  readonly #language: string;
  #hasSaidSo = false;

  constructor(language: string) {
    super(recordingSampleRate, 1, { streaming: false });
    this.#language = language;
  }

  override get model(): string {
    return 'recording';
  }

  override get provider(): string {
    return 'local';
  }

  frames(): AudioFrame[] {
    const samples = (recordingSampleRate * silenceMs) / 1000;
    if (this.#hasSaidSo) return [new AudioFrame(new Int16Array(samples), recordingSampleRate, 1, samples)];
    this.#hasSaidSo = true;
    return recordedAudio('unavailable', this.#language);
  }

  override synthesize(text: string, connOptions?: APIConnectOptions): tts.ChunkedStream {
    return new RecordedStream(text, this, connOptions);
  }

  override stream(): tts.SynthesizeStream {
    throw new Error('A recording is played whole.');
  }
}

class RecordedStream extends tts.ChunkedStream {
  readonly label = 'parley.RecordedStream';
  readonly #voice: RecordedVoice;

  constructor(text: string, voice: RecordedVoice, connOptions?: APIConnectOptions) {
    super(text, voice, connOptions);
    this.#voice = voice;
  }

  protected async run(): Promise<void> {
    const id = crypto.randomUUID();
    const frames = this.#voice.frames();
    frames.forEach((frame, index) => {
      this.queue.put({ requestId: id, segmentId: id, frame, final: index === frames.length - 1 });
    });
  }
}

export class DeafEars extends stt.STT {
  readonly label = 'parley.DeafEars';

  constructor() {
    super({ streaming: true, interimResults: false });
  }

  override get provider(): string {
    return 'local';
  }

  override stream(options?: { connOptions?: APIConnectOptions }): stt.SpeechStream {
    return new DeafStream(this, 16_000, options?.connOptions);
  }

  protected override async _recognize(): Promise<stt.SpeechEvent> {
    return { type: stt.SpeechEventType.FINAL_TRANSCRIPT };
  }
}

class DeafStream extends stt.SpeechStream {
  readonly label = 'parley.DeafStream';

  protected async run(): Promise<void> {
    for await (const _ of this.input);
  }
}
