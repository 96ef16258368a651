import type { AudioFrame } from '@livekit/rtc-node';
import type { Prompt } from './script.ts';

/** What is said word for word in scripted calls: recordings, or texts that the call's voice speaks. */
export interface Prompts {
  /** Never rejects for a recording that cannot be used: then there is only the text. */
  load(prompt: Prompt): Promise<SpokenPrompt>;
  /** Hold audio, without end; null where there is none. */
  hold(): Promise<AudioFrame[] | null>;
}

export interface SpokenPrompt {
  /** For the transcript, and for the voice where there is no audio. */
  text: string;
  /** Null: the call's voice speaks the text. */
  audio: AudioFrame[] | null;
}
