import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { type FakeServer, type Fault, startFakeServer } from './fake-server.ts';
import { Pacer } from './pacing.ts';
import { type Burst, BurstDetector } from './speech-bursts.ts';

/**
 * Deepgram's streaming `/v1/listen` on a loopback socket. It hears when somebody speaks; what was said comes from a
 * script: each burst of speech is the script's next segment.
 */

export interface Segment {
  text: string;
  /**
   * How long its speech is. Without it a segment is over after `pauseMs` of quiet; with it after 30 ms of quiet once all
   * of it was heard, so that its final may come sooner than `pauseMs` and gaps between words do not split it.
   */
  speechMs?: number;
}

/** One turn of the person: a text, or the segments between its pauses. */
export type Utterance = string | Array<string | Segment>;

export interface FakeDeepgramOptions {
  port?: number;
  script?: Utterance[];
  /** The final result comes this long after the segment's last sound. */
  finalDelayMs?: number;
  /** Quiet that ends a segment; `finalDelayMs` cannot undercut it unless the segment has `speechMs`. */
  pauseMs?: number;
  /** Interim results come this often while somebody speaks; 0 for none. */
  interimEveryMs?: number;
  /** Each connection starts the script anew: for several calls at once. Otherwise they share its position. */
  perConnection?: boolean;
}

export interface FakeDeepgram extends FakeServer {
  /** For `DEEPGRAM_BASE_URL`. */
  url: string;
  /** Seconds of audio received, over all connections. */
  readonly audioSeconds: number;
  /** What became final, in order, with `performance.now()` of its sending and of the last sound. */
  finals: Array<{ text: string; sentAt: number; speechEndedAt: number }>;
  /** JSON messages of the client. */
  messages: Array<Record<string, unknown>>;
  /** Replaces the rest of the script. */
  say(...utterances: Utterance[]): void;
  /** Drops every connection now. */
  cutNow(): void;
}

export async function startFakeDeepgram(options: FakeDeepgramOptions = {}): Promise<FakeDeepgram> {
  const settings = { finalDelayMs: 100, pauseMs: 100, interimEveryMs: 300, ...options };
  const state: SharedState = {
    settings,
    finals: [],
    messages: [],
    audioMs: 0,
    script: new Script(options.script ?? []),
  };
  const server = await startFakeServer({
    ...(options.port === undefined ? {} : { port: options.port }),
    onSocket: (socket, request, fault) => {
      const script = options.perConnection ? new Script(options.script ?? []) : state.script;
      new Connection(socket, request, fault, { ...state, script, add: (ms) => (state.audioMs += ms) });
    },
    report: () => ({ audioSeconds: state.audioMs / 1000, finals: state.finals, messages: state.messages }),
    configure: ({ say, ...rest }) => {
      if (Array.isArray(say)) state.script.replace(say as Utterance[]);
      Object.assign(settings, rest);
    },
  });
  return {
    ...server,
    url: server.wsUrl,
    get audioSeconds() {
      return state.audioMs / 1000;
    },
    finals: state.finals,
    messages: state.messages,
    say: (...utterances) => state.script.replace(utterances),
    cutNow: () => {
      for (const socket of server.sockets) socket.terminate();
    },
  };
}

interface SharedState {
  settings: { finalDelayMs: number; pauseMs: number; interimEveryMs: number };
  finals: FakeDeepgram['finals'];
  messages: FakeDeepgram['messages'];
  audioMs: number;
  script: Script;
}

/** A segment is used up by its final result, so one that was cut off is there again on the next connection. */
class Script {
  #segments: Segment[] = [];

  constructor(utterances: Utterance[]) {
    this.replace(utterances);
  }

  replace(utterances: Utterance[]): void {
    this.#segments = utterances.flatMap((utterance) =>
      (typeof utterance === 'string' ? [utterance] : utterance).map((segment) =>
        typeof segment === 'string' ? { text: segment } : segment,
      ),
    );
  }

  get next(): Segment | undefined {
    return this.#segments[0];
  }

  use(): Segment | undefined {
    return this.#segments.shift();
  }
}

/** WebRTC stretches and squeezes speech by some tens of milliseconds to keep its buffer even. */
const stretchMs = 60;
/** Longer than the gaps between words, shorter than any pause a test would make. */
const gapMs = 250;

function quietThatEnds(burst: Burst, speechMs: number | undefined, pauseMs: number): number {
  if (speechMs === undefined) return pauseMs;
  return burst.endMs - burst.startMs >= speechMs - stretchMs ? 30 : gapMs;
}

class Connection {
  readonly #socket: WebSocket;
  readonly #fault: Fault | null;
  readonly #state: SharedState & { add(ms: number): void };
  readonly #detector: BurstDetector;
  readonly #pacer = new Pacer();
  readonly #requestId = crypto.randomUUID();
  readonly #samplesPerMs: number;
  #interimAtMs = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(
    socket: WebSocket,
    request: IncomingMessage,
    fault: Fault | null,
    state: SharedState & { add(ms: number): void },
  ) {
    this.#socket = socket;
    this.#fault = fault;
    this.#state = state;
    const sampleRate = Number(
      new URL(request.url ?? '', 'ws://fake').searchParams.get('sample_rate') ?? 16_000,
    );
    this.#samplesPerMs = sampleRate / 1000;
    this.#detector = new BurstDetector(sampleRate);
    socket.on('message', (data: Buffer, isBinary) => (isBinary ? this.#hear(data) : this.#obey(data)));
    socket.on('close', () => {
      this.#pacer.cancel();
      clearTimeout(this.#idle);
    });
  }

  #hear(data: Buffer): void {
    const arrivedAt = performance.now();
    const samples = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
    const endMs = this.#detector.positionMs + samples.length / this.#samplesPerMs;
    this.#state.add(samples.length / this.#samplesPerMs);
    this.#detector.push(samples, (burst, quietMs) => this.#follow(burst, quietMs, arrivedAt, endMs));
    this.#misbehave();
    // The client stops sending after a second of silence, and a muted microphone sends none at all.
    clearTimeout(this.#idle);
    if (this.#detector.burst) {
      this.#idle = setTimeout(() => this.#finish(performance.now()), this.#state.settings.pauseMs + 150);
    }
  }

  #follow(burst: Burst | null, quietMs: number, arrivedAt: number, endMs: number): void {
    if (!burst) return;
    const { pauseMs, interimEveryMs } = this.#state.settings;
    const speechMs = this.#state.script.next?.speechMs;
    const isOver = quietMs >= quietThatEnds(burst, speechMs, pauseMs);
    if (this.#interimAtMs === 0) {
      this.#send({ type: 'SpeechStarted', channel: [0, 1], timestamp: burst.startMs / 1000 });
      this.#interimAtMs = burst.startMs + interimEveryMs;
    }
    if (isOver) this.#finish(arrivedAt - (endMs - burst.endMs));
    else if (interimEveryMs > 0 && this.#detector.positionMs >= this.#interimAtMs) {
      this.#interimAtMs += interimEveryMs;
      this.#interim(burst);
    }
  }

  /** As much of the segment as was probably said, at 130 words a minute. */
  #interim(burst: Burst): void {
    const text = this.#state.script.next?.text ?? '';
    const words = text.split(' ');
    const spokenMs = this.#detector.positionMs - burst.startMs;
    const speechMs = this.#state.script.next?.speechMs ?? words.length * 460;
    const said = words.slice(0, Math.max(1, Math.floor((words.length * spokenMs) / speechMs))).join(' ');
    this.#send(this.#results(said, burst, false));
  }

  #finish(speechEndedAt: number): void {
    const burst = this.#detector.burst;
    if (!burst) return;
    const finished = { ...burst };
    this.#detector.end();
    this.#interimAtMs = 0;
    if (this.#isSilenced()) return;
    const text = this.#state.script.use()?.text ?? '';
    const slow = this.#fault?.kind === 'slow' ? this.#fault.delayMs : 0;
    this.#pacer.at(speechEndedAt + this.#state.settings.finalDelayMs + slow, () => {
      this.#send(this.#results(text, finished, true));
      this.#state.finals.push({ text, sentAt: performance.now(), speechEndedAt });
    });
  }

  #results(text: string, burst: Burst, isFinal: boolean) {
    const start = burst.startMs / 1000;
    const duration = (burst.endMs - burst.startMs) / 1000;
    const words = text === '' ? [] : text.split(' ');
    const each = duration / Math.max(words.length, 1);
    return {
      type: 'Results',
      channel_index: [0, 1],
      start,
      duration,
      is_final: isFinal,
      speech_final: isFinal,
      channel: {
        alternatives: [
          {
            transcript: text,
            confidence: isFinal ? 0.98 : 0.9,
            words: words.map((word, index) => ({
              word: word.toLowerCase(),
              punctuated_word: word,
              start: start + index * each,
              end: start + (index + 1) * each,
              confidence: 0.98,
            })),
          },
        ],
      },
      metadata: { request_id: this.#requestId },
    };
  }

  #obey(data: Buffer): void {
    const message = JSON.parse(data.toString()) as Record<string, unknown>;
    this.#state.messages.push(message);
    if (message.type === 'Finalize') this.#finish(performance.now());
    if (message.type === 'CloseStream') {
      this.#send({
        type: 'Metadata',
        request_id: this.#requestId,
        duration: this.#detector.positionMs / 1000,
        channels: 1,
      });
      this.#socket.close(1000);
    }
  }

  #misbehave(): void {
    const fault = this.#fault;
    if (!fault || !('afterMs' in fault) || this.#detector.positionMs < fault.afterMs) return;
    if (fault.kind === 'cut') this.#socket.terminate();
    if (fault.kind === 'error') this.#socket.close(1011, 'NET-0001');
  }

  #isSilenced(): boolean {
    return this.#fault?.kind === 'hang' && this.#detector.positionMs >= this.#fault.afterMs;
  }

  #send(message: object): void {
    if (this.#isSilenced() || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify(message));
  }
}
