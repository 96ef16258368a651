import { Rnnoise } from '@shiguredo/rnnoise-wasm';
import { type Denoiser, denoiserFrameSamples, type OpenDenoiser } from '../../calls/recording/denoiser.ts';
import { Downsampler, Upsampler } from '../../calls/recording/thirds.ts';

let loading: Promise<Rnnoise> | undefined;

/** Loads rnnoise, a small recurrent network that knows speech from noise, as WebAssembly: once a process. */
export async function loadRnnoise(): Promise<OpenDenoiser> {
  loading ??= load();
  const rnnoise = await loading;
  return () => openDenoiser(rnnoise);
}

/**
 * The package was built for browsers and refuses any other place, although it uses nothing of a browser: its model is
 * inside. It looks once, before its first await, so the name that it looks for is there for that long only.
 */
function load(): Promise<Rnnoise> {
  const place = globalThis as { WorkerGlobalScope?: unknown };
  const had = Object.hasOwn(place, 'WorkerGlobalScope');
  if (!had) place.WorkerGlobalScope = class {};
  try {
    return Rnnoise.load();
  } finally {
    if (!had) delete place.WorkerGlobalScope;
  }
}

function openDenoiser(rnnoise: Rnnoise): Denoiser {
  const state = rnnoise.createDenoiseState();
  const up = new Upsampler();
  const down = new Downsampler();
  return {
    process(samples) {
      if (samples.length !== denoiserFrameSamples) throw new RangeError('A denoiser takes 10 ms at once.');
      // Its samples are floats of 16-bit size, in place.
      const frame = up.push(Float32Array.from(samples));
      state.processFrame(frame);
      return Int16Array.from(down.push(frame), (sample) =>
        Math.max(-32_768, Math.min(32_767, Math.round(sample))),
      );
    },
    close: () => state.destroy(),
  };
}
