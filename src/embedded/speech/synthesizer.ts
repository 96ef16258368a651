import { Worker } from 'node:worker_threads';
import type { FliteOptions } from './flite.ts';
import type { VoiceReply } from './voice-worker.ts';

/**
 * Speaks in a thread of its own, started with the first sentence (`prepare` starts it earlier).
 * The thread does not keep the process alive.
 */
export class Synthesizer {
  #worker: Worker | undefined;
  #lastId = 0;
  readonly #waiting = new Map<number, { resolve(samples: Int16Array): void; reject(error: Error): void }>();

  /** Compiles the synthesizer and loads its voices, so that the first sentence is as quick as the next ones. */
  async prepare(): Promise<void> {
    await this.speak('ok', { voice: 'slt', rate: 1 });
  }

  /**
   * Speaks one text as 16-bit mono samples at 16 kHz.
   * @throws Error when flite fails, or when the synthesizer is closed meanwhile.
   */
  speak(text: string, options: FliteOptions): Promise<Int16Array> {
    this.#worker ??= this.#start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, text, options });
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./voice-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', (reply: VoiceReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('samples' in reply) waiting?.resolve(reply.samples);
      else waiting?.reject(new Error(reply.error));
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#fail(new Error('The local voice was closed.'));
    });
    return worker;
  }

  #fail(error: unknown): void {
    const failure = error instanceof Error ? error : new Error(String(error));
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
  }
}
