import { APIConnectionError, APIError, APITimeoutError, type stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { watchSocket } from './socket-watch.ts';

/** TCP, TLS and the handshake take 0.3 s from another continent; the plugin itself would wait forever. */
const defaultOpenTimeoutMs = 3000;
/**
 * Loud audio, in milliseconds, after which a recognizer that has sent nothing is taken for dead. Interim results come
 * several times a second while somebody speaks.
 */
const stalledAfterLoudMs = 3000;
/** Root mean square, as a share of full scale, that somebody's speech exceeds and the noise of a line does not. */
const loud = 0.02;

/** Why a connection ended without being asked to. */
export interface Loss {
  kind: 'refused' | 'connection_lost' | 'stalled';
  cause: APIError;
  /** How long it was open. */
  openMs: number;
}

interface ConnectionOptions {
  /** A new provider instance each, so that its `error` event belongs to this connection alone. */
  ears: stt.STT;
  openTimeoutMs: number | undefined;
  /** Added to the provider's times. */
  startTimeOffset: number;
  onEvent(event: stt.SpeechEvent): void;
  /** Milliseconds of audio that went into the open socket. */
  onSent(milliseconds: number): void;
}

/** One connection to a recognizer, from its opening to its loss. */
export class EarsConnection {
  /** Settles once: with the loss, or with null after `end()`. */
  readonly finished: Promise<Loss | null>;
  readonly #options: ConnectionOptions;
  readonly #stream: stt.SpeechStream;
  readonly #destroy: () => void;
  #settle: (loss: Loss | null) => void = () => {};
  #openedAt: number | null = null;
  #queuedMs = 0;
  #loudMs = 0;
  #isEnding = false;
  #isClosed = false;
  #error: APIError | undefined;
  #openTimer: NodeJS.Timeout;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const timeoutMs = options.openTimeoutMs ?? defaultOpenTimeoutMs;
    this.finished = new Promise((resolve) => {
      this.#settle = resolve;
    });
    options.ears.on('error', ({ error }) => {
      this.#error = error instanceof APIError ? error : new APIConnectionError({ message: error.message });
    });
    const { result, destroy } = watchSocket(
      {
        onOpen: () => this.#opened(),
        onData: () => {
          this.#loudMs = 0;
        },
        onClose: () => this.#lose('connection_lost', 'The recognizer closed the connection.'),
      },
      // One attempt: whoever holds the unheard audio has to decide about the next.
      () => options.ears.stream({ connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs } }),
    );
    this.#stream = result;
    this.#destroy = destroy;
    this.#stream.startTimeOffset = options.startTimeOffset;
    this.#openTimer = setTimeout(
      () => this.#lose('refused', 'The recognizer did not answer in time.', new APITimeoutError({})),
      timeoutMs,
    );
    void this.#forwardEvents();
  }

  push(frame: AudioFrame): void {
    if (this.#isClosed) return;
    const milliseconds = (frame.samplesPerChannel * 1000) / frame.sampleRate;
    this.#stream.pushFrame(frame);
    if (this.#openedAt === null) this.#queuedMs += milliseconds;
    else this.#options.onSent(milliseconds);
    if (level(frame) < loud) return;
    this.#loudMs += milliseconds;
    if (this.#openedAt !== null && this.#loudMs > stalledAfterLoudMs) {
      this.#lose('stalled', 'The recognizer has stopped answering.');
    }
  }

  /** Asks for the text of what was sent so far. */
  flush(): void {
    if (!this.#isClosed) this.#stream.flush();
  }

  /** No more audio will come; what is still understood is forwarded. */
  end(): void {
    if (this.#isClosed) return;
    this.#isEnding = true;
    this.#stream.endInput();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#openTimer);
    this.#settle(null);
    this.#stream.close();
    // A stream that is closed before its socket opened leaves the socket behind.
    if (this.#openedAt === null) this.#destroy();
    void this.#options.ears.close();
  }

  #opened(): void {
    clearTimeout(this.#openTimer);
    this.#openedAt = performance.now();
    this.#loudMs = 0;
    this.#options.onSent(this.#queuedMs);
  }

  async #forwardEvents(): Promise<void> {
    for await (const event of this.#stream) this.#options.onEvent(event);
    if (this.#isEnding) {
      this.#settle(null);
      this.close();
    } else this.#lose('refused', 'The recognizer ended the stream.', this.#error);
  }

  #lose(kind: Loss['kind'], message: string, cause?: APIError): void {
    if (this.#isEnding || this.#isClosed) return;
    const openMs = this.#openedAt === null ? 0 : performance.now() - this.#openedAt;
    this.#settle({ kind, openMs, cause: cause ?? this.#error ?? new APIConnectionError({ message }) });
    this.close();
  }
}

function level(frame: AudioFrame): number {
  let sum = 0;
  for (const sample of frame.data) sum += sample * sample;
  return Math.sqrt(sum / Math.max(frame.data.length, 1)) / 32_768;
}
