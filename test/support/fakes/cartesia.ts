import type { WebSocket } from 'ws';
import { type FakeServer, type Fault, startFakeServer } from './fake-server.ts';
import { Pacer } from './pacing.ts';

/** Cartesia's streaming `/tts/websocket` on a loopback socket: a hum per word, about 15 characters a second. */

export interface FakeCartesiaOptions {
  port?: number;
  /** From a generation's first text to its first audio. */
  firstAudioMs?: number;
  /** Audio is delivered this many times faster than it sounds; `Infinity` is at once. */
  speed?: number;
  /** Without them the client has to guess what was spoken. */
  wordTimestamps?: boolean;
}

export interface FakeCartesia extends FakeServer {
  /** For `CARTESIA_BASE_URL`. */
  url: string;
  /** One a `context_id`: the texts in the order received. */
  generations: Array<{
    context: string;
    texts: string[];
    ended: boolean;
    audioMs: number;
    request: Record<string, unknown>;
  }>;
  /** All that was asked to be spoken, without the joining spaces. */
  readonly spokenText: string;
}

const charactersPerSecond = 15;
const chunkMs = 100;

interface SpeechRequest {
  context_id: string;
  transcript?: string;
  continue?: boolean;
  cancel?: boolean;
  output_format: { sample_rate: number };
}

interface Settings {
  firstAudioMs: number;
  speed: number;
  wordTimestamps: boolean;
}

export async function startFakeCartesia(options: FakeCartesiaOptions = {}): Promise<FakeCartesia> {
  const settings: Settings = { firstAudioMs: 0, speed: 20, wordTimestamps: true, ...options };
  const generations: FakeCartesia['generations'] = [];
  const server = await startFakeServer({
    ...(options.port === undefined ? {} : { port: options.port }),
    onSocket: (socket, _request, fault) => {
      const contexts = new Map<string, Generation>();
      // A fault is spent on the connection's first generation; a pooled connection then works on.
      let pending = fault;
      socket.on('message', (data: Buffer) => {
        const request = JSON.parse(data.toString()) as SpeechRequest;
        let generation = contexts.get(request.context_id);
        if (!generation) {
          const record = {
            context: request.context_id,
            texts: [],
            ended: false,
            audioMs: 0,
            request: { ...request },
          };
          generations.push(record);
          generation = new Generation(socket, request, pending, settings, record);
          pending = null;
          contexts.set(request.context_id, generation);
        }
        generation.take(request);
      });
      socket.on('close', () => {
        for (const generation of contexts.values()) generation.cancel();
      });
    },
    report: () => generations,
    configure: (changed) => Object.assign(settings, changed),
  });
  return {
    ...server,
    url: server.httpUrl,
    generations,
    get spokenText() {
      return generations.map(({ texts }) => texts.map((text) => text.trim()).join(' ')).join(' ');
    },
  };
}

class Generation {
  readonly #socket: WebSocket;
  readonly #context: string;
  readonly #sampleRate: number;
  readonly #fault: Fault | null;
  readonly #settings: Settings;
  readonly #record: FakeCartesia['generations'][number];
  readonly #pacer = new Pacer();
  #startsAt = 0;
  #queue: Array<{ audio: Int16Array } | { words: object }> = [];
  #plannedMs = 0;
  #sentMs = 0;
  #pumping = false;
  #isOver = false;

  constructor(
    socket: WebSocket,
    request: SpeechRequest,
    fault: Fault | null,
    settings: Settings,
    record: FakeCartesia['generations'][number],
  ) {
    this.#socket = socket;
    this.#context = request.context_id;
    this.#sampleRate = request.output_format.sample_rate;
    this.#fault = fault;
    this.#settings = settings;
    this.#record = record;
  }

  take(request: SpeechRequest): void {
    if (request.cancel) this.cancel();
    if (this.#isOver) return;
    const text = request.transcript ?? '';
    if (text.trim() !== '') {
      this.#record.texts.push(text);
      if (this.#startsAt === 0)
        this.#startsAt = performance.now() + this.#settings.firstAudioMs + this.#slowBy();
      this.#plan(text.trim());
    }
    if (request.continue === false) this.#record.ended = true;
    this.#pump();
  }

  cancel(): void {
    this.#isOver = true;
    this.#pacer.cancel();
  }

  #slowBy(): number {
    return this.#fault?.kind === 'slow' ? this.#fault.delayMs : 0;
  }

  #plan(text: string): void {
    const words = text.split(/\s+/);
    const start: number[] = [];
    const end: number[] = [];
    let at = this.#plannedMs;
    for (const word of words) {
      start.push(at / 1000);
      at += ((word.length + 1) * 1000) / charactersPerSecond;
      end.push(at / 1000);
    }
    if (this.#settings.wordTimestamps) this.#queue.push({ words: { words, start, end } });
    for (let from = this.#plannedMs; from < at; from += chunkMs) {
      this.#queue.push({ audio: hum(from, Math.min(chunkMs, at - from), this.#sampleRate) });
    }
    this.#plannedMs = at;
  }

  #pump(): void {
    if (this.#pumping || this.#isOver) return;
    const next = this.#queue[0];
    if (!next) {
      if (this.#record.ended) this.#finish();
      return;
    }
    this.#pumping = true;
    const speed = Math.max(this.#settings.speed, 0.01);
    this.#pacer.at(this.#startsAt + this.#sentMs / speed, () => {
      this.#pumping = false;
      if (this.#isOver || this.#misbehaves()) return;
      this.#queue.shift();
      this.#deliver(next);
      this.#pump();
    });
  }

  #deliver(next: { audio: Int16Array } | { words: object }): void {
    if ('words' in next) {
      this.#send({ type: 'timestamps', done: false, status_code: 206, word_timestamps: next.words });
      return;
    }
    const bytes = Buffer.from(next.audio.buffer);
    this.#send({
      type: 'chunk',
      data: bytes.toString('base64'),
      done: false,
      status_code: 206,
      step_time: 20,
    });
    this.#sentMs += (next.audio.length * 1000) / this.#sampleRate;
    this.#record.audioMs = this.#sentMs;
  }

  #misbehaves(): boolean {
    const fault = this.#fault;
    if (!fault || !('afterMs' in fault) || this.#sentMs < fault.afterMs) return false;
    this.#isOver = true;
    if (fault.kind === 'cut') this.#socket.terminate();
    if (fault.kind === 'half') this.#finish();
    if (fault.kind === 'error') {
      this.#send({ type: 'error', done: true, error: 'internal error', status_code: fault.status });
    }
    return true;
  }

  #finish(): void {
    this.#isOver = true;
    this.#send({ type: 'done', done: true, status_code: 200 });
  }

  #send(message: object): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify({ ...message, context_id: this.#context }));
  }
}

/** 200 Hz, as loud as speech, with its phase kept over the chunks so that nothing clicks. */
function hum(fromMs: number, lengthMs: number, sampleRate: number): Int16Array {
  const samples = new Int16Array(Math.round((lengthMs * sampleRate) / 1000));
  const first = Math.round((fromMs * sampleRate) / 1000);
  for (let index = 0; index < samples.length; index++) {
    samples[index] = 6000 * Math.sin((2 * Math.PI * 200 * (first + index)) / sampleRate);
  }
  return samples;
}
