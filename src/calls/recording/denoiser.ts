/** Takes noise from one stream of speech at 16 kHz, piece by piece. */
export interface Denoiser {
  /** Takes 10 ms, 160 samples, and answers with as many; they come `denoiserDelaySamples` later. */
  process(samples: Int16Array): Int16Array;
  close(): void;
}

/** How much audio a denoiser takes at once. */
export const denoiserFrameSamples = 160;

/** 22 ms: the two 10 ms frames that rnnoise looks ahead, and the filters on the way to 48 kHz and back. Measured. */
export const denoiserDelaySamples = 352;

/** Makes one per stream: a denoiser learns the noise of its own. */
export type OpenDenoiser = () => Denoiser;
