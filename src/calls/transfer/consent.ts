import type { ReadableStreamDefaultReader } from 'node:stream/web';
import { stt } from '@livekit/agents';
import { type AudioFrame, AudioStream, type RemoteTrack, type Room, RoomEvent } from '@livekit/rtc-node';
import { answerOf } from '../../language/yes-no.ts';

const sampleRate = 16_000;
const acceptKey = '1';
const declineKey = '2';

export interface ConsentOptions {
  room: Room;
  /** Whose answer it is. */
  identity: string;
  track: RemoteTrack;
  ears: stt.STT;
  language: string;
}

/** Listens for somebody's yes or no, by voice or key, until `close`. */
export class Consent {
  /** Resolves with the first answer; never, when none comes. */
  readonly answer: Promise<'yes' | 'no'>;
  private readonly resolve: (answer: 'yes' | 'no') => void;
  private readonly options: ConsentOptions;
  private readonly speech: stt.SpeechStream;
  private readonly audio: ReadableStreamDefaultReader<AudioFrame>;
  private isClosed = false;

  constructor(options: ConsentOptions) {
    this.options = options;
    const { promise, resolve } = Promise.withResolvers<'yes' | 'no'>();
    this.answer = promise;
    this.resolve = resolve;
    this.speech = options.ears.stream();
    this.audio = new AudioStream(options.track, { sampleRate, numChannels: 1 }).getReader();
    options.room.on(RoomEvent.DtmfReceived, this.onKey);
    void this.hear();
    void this.understand();
  }

  close(): void {
    this.isClosed = true;
    this.options.room.off(RoomEvent.DtmfReceived, this.onKey);
    void this.audio.cancel();
    this.speech.close();
  }

  private readonly onKey = (_code: number, digit: string, sender: { identity: string }): void => {
    if (sender.identity !== this.options.identity) return;
    if (digit === acceptKey) this.resolve('yes');
    if (digit === declineKey) this.resolve('no');
  };

  private async hear(): Promise<void> {
    for (;;) {
      const { done, value } = await this.audio.read();
      if (done || this.isClosed) return;
      this.speech.pushFrame(value);
    }
  }

  private async understand(): Promise<void> {
    for await (const event of this.speech) {
      if (event.type !== stt.SpeechEventType.FINAL_TRANSCRIPT) continue;
      const answer = answerOf(event.alternatives?.[0]?.text ?? '', this.options.language);
      if (answer) this.resolve(answer);
    }
  }
}
