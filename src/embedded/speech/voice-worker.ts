import { parentPort } from 'node:worker_threads';
import { type FliteOptions, speakWithFlite } from './flite.ts';

/** Thread entry: a sentence takes flite some 60 ms, which would stall the event loop that paces the call's audio. */

export interface VoiceRequest {
  id: number;
  text: string;
  options: FliteOptions;
}

export type VoiceReply = { id: number; samples: Int16Array } | { id: number; error: string };

const port = parentPort;
port?.on('message', async ({ id, text, options }: VoiceRequest) => {
  try {
    const samples = await speakWithFlite(text, options);
    port.postMessage({ id, samples } satisfies VoiceReply, [samples.buffer as ArrayBuffer]);
  } catch (error) {
    port.postMessage({ id, error: String(error) } satisfies VoiceReply);
  }
});
