import { parentPort } from 'node:worker_threads';
import type { Expectation } from './grammar.ts';
import { Recognizer } from './recognizer.ts';

/** Thread entry: decoding takes a fortieth of real time, in bursts that would stall the call's event loop. */

export type EarsRequest =
  | { kind: 'expect'; expectation: Expectation }
  | { kind: 'start'; utterance: number }
  | { kind: 'audio'; utterance: number; samples: Float32Array }
  | { kind: 'stop'; utterance: number };

export type EarsReply =
  | { kind: 'ready' }
  | { kind: 'heard'; utterance: number; text: string; final: boolean }
  | { kind: 'failed'; error: string };

const port = parentPort;
if (port) {
  const recognizer = Recognizer.load();
  recognizer.then(
    () => port.postMessage({ kind: 'ready' } satisfies EarsReply),
    (error) => port.postMessage({ kind: 'failed', error: String(error) } satisfies EarsReply),
  );
  // Each message waits for the one before it, so audio that arrives while the model loads is not lost.
  let turn: Promise<void> = Promise.resolve();
  port.on('message', (request: EarsRequest) => {
    turn = turn
      .then(async () => answer(await recognizer, request))
      .catch((error) => port.postMessage({ kind: 'failed', error: String(error) } satisfies EarsReply));
  });

  const answer = (ears: Recognizer, request: EarsRequest) => {
    const tell = (text: string, final: boolean) => {
      if (request.kind === 'expect') return;
      port.postMessage({ kind: 'heard', utterance: request.utterance, text, final } satisfies EarsReply);
    };
    if (request.kind === 'expect') ears.listenFor(request.expectation);
    else if (request.kind === 'start') ears.start();
    else if (request.kind === 'audio') tell(ears.hear(request.samples), false);
    else tell(ears.stop(), true);
  };
}
