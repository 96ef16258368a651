import { Worker } from 'node:worker_threads';
import type { EarsReply, EarsRequest } from './ears-worker.ts';
import type { Expectation } from './grammar.ts';

type Hearing = (text: string, final: boolean) => void;

/** The recognizer in its thread. The thread starts with the first use and does not keep the process alive. */
export class Listener {
  #worker: Worker | undefined;
  #ready: Promise<void> = Promise.resolve();
  #lastUtterance = 0;
  #expectation: Expectation = { expects: 'open' };
  readonly #hearings = new Map<number, { hear: Hearing; fail(error: Error): void }>();

  /** Loads the model, so that the first words are not answered late. */
  prepare(): Promise<void> {
    this.#start();
    return this.#ready;
  }

  /** What may be said from the next utterance on. */
  listenFor(expectation: Expectation): void {
    this.#expectation = expectation;
    if (this.#worker) this.#send({ kind: 'expect', expectation });
  }

  /** Begins an utterance; `hear` is told what is understood so far, and at the end once with `final`. */
  begin(hear: Hearing, fail: (error: Error) => void): number {
    this.#start();
    const utterance = ++this.#lastUtterance;
    this.#hearings.set(utterance, { hear, fail });
    this.#send({ kind: 'start', utterance });
    return utterance;
  }

  push(utterance: number, samples: Int16Array): void {
    const floats = Float32Array.from(samples, (sample) => sample / 32_768);
    this.#send({ kind: 'audio', utterance, samples: floats }, [floats.buffer]);
  }

  end(utterance: number): void {
    this.#send({ kind: 'stop', utterance });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): void {
    if (this.#worker) return;
    const worker = new Worker(new URL('./ears-worker.ts', import.meta.url));
    this.#worker = worker;
    worker.unref();
    this.#ready = new Promise((resolve, reject) => {
      worker.on('message', (reply: EarsReply) => {
        if (reply.kind === 'ready') resolve();
        else if (reply.kind === 'failed') {
          reject(new Error(reply.error));
          this.#fail(new Error(reply.error));
        } else this.#hear(reply);
      });
      worker.on('error', (error) => this.#fail(error as Error));
      worker.on('exit', () => {
        if (this.#worker === worker) this.#worker = undefined;
        reject(new Error('The local recognizer was closed.'));
        this.#fail(new Error('The local recognizer was closed.'));
      });
    });
    this.#ready.catch(() => {});
    this.#send({ kind: 'expect', expectation: this.#expectation });
  }

  #hear({ utterance, text, final }: Extract<EarsReply, { kind: 'heard' }>): void {
    const hearing = this.#hearings.get(utterance);
    if (final) this.#hearings.delete(utterance);
    hearing?.hear(text, final);
  }

  #fail(error: Error): void {
    for (const { fail } of this.#hearings.values()) fail(error);
    this.#hearings.clear();
  }

  #send(request: EarsRequest, transfer: ArrayBuffer[] = []): void {
    this.#worker?.postMessage(request, transfer);
  }
}
