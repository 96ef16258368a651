import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { audioFramesFromFile } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { Prompts, SpokenPrompt } from '../../calls/script/prompts.ts';
import { normalizeLanguage, primaryLanguage } from '../../language/tags.ts';
import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import type { SpeechCache } from './speech-cache.ts';

/** What speech recognition hears and telephones carry; more would be thrown away. */
const sampleRate = 16_000;
const formats = ['wav', 'mp3'];
export const promptsDirectory = path.resolve(import.meta.dirname, '../../../assets/audio');

export interface PromptsOptions {
  /** BCP 47. */
  language: string;
  organization: { id: string; name: string };
  agentName: string;
  logger: Logger;
  /** Speaks texts that have no recording, and keeps them; null leaves that to the call's voice. */
  speech: SpeechCache | null;
  /** Overrides `assets/audio`, for tests. */
  directory?: string;
}

/**
 * Prompts as files: `NAME.wav` or `NAME.mp3` is played, `NAME.txt` beside it says its words. A text without a recording
 * is spoken by the call's voice. The first folder that has either counts, so a text is never shown with the recording
 * of another:
 *
 *   organizations/ID/fa-IR ─► organizations/ID/fa ─► fa-IR ─► fa ─► en
 */
export function createPrompts(options: PromptsOptions): Prompts {
  const { logger, organization, agentName } = options;
  const fill = (text: string) =>
    text.replaceAll('{organization}', organization.name).replaceAll('{agent}', agentName);
  return {
    async load(prompt) {
      const found = find(prompt, options);
      // Else somebody would be called and told nothing.
      if (found.recording === null && found.text === null)
        throw new Error(`${promptsDirectory} has neither ${prompt}.txt nor a recording of it`);
      const text = fill(found.text ?? '');
      return { text, audio: await audioOf(found, text, options) };
    },
    async hold() {
      const { recording } = find('onhold', options);
      return recording === null ? null : decode(recording, logger);
    },
  };
}

async function audioOf(
  { recording, text }: Found,
  words: string,
  { speech, logger }: PromptsOptions,
): Promise<SpokenPrompt['audio']> {
  if (recording !== null) {
    const frames = await decode(recording, logger);
    if (frames !== null) return frames;
  }
  return text === null || speech === null ? null : speech.speak(words);
}

interface Found {
  recording: string | null;
  text: string | null;
}

function find(name: string, options: PromptsOptions): Found {
  for (const folder of foldersOf(options)) {
    const recording =
      formats.map((format) => path.join(folder, `${name}.${format}`)).find(existsSync) ?? null;
    const textFile = path.join(folder, `${name}.txt`);
    const text = existsSync(textFile) ? readFileSync(textFile, 'utf8').replace(/\s+/g, ' ').trim() : null;
    if (recording !== null || text !== null) return { recording, text };
  }
  return { recording: null, text: null };
}

function foldersOf({ directory = promptsDirectory, organization, language }: PromptsOptions): string[] {
  const languages = [...new Set([normalizeLanguage(language), primaryLanguage(language)])];
  const own = path.join(directory, 'organizations', organization.id);
  return [
    ...languages.map((tag) => path.join(own, tag)),
    ...languages.map((tag) => path.join(directory, tag)),
    path.join(directory, 'en'),
  ];
}

const decoded = new Map<string, Promise<AudioFrame[] | null>>();

/** Decoded once in this process: one agent process may carry many simulated calls. */
function decode(file: string, logger: Logger): Promise<AudioFrame[] | null> {
  const known = decoded.get(file) ?? decodeNow(file, logger);
  decoded.set(file, known);
  return known;
}

/** With the ffmpeg that LiveKit's agents bring along; it reads WAV and MP3 among others. */
async function decodeNow(file: string, logger: Logger): Promise<AudioFrame[] | null> {
  const frames: AudioFrame[] = [];
  try {
    for await (const frame of audioFramesFromFile(file, { sampleRate, numChannels: 1 })) frames.push(frame);
  } catch (error) {
    logger.error({ file: path.basename(file), fault: describeFault(error) }, 'recording not decoded');
  }
  // A file that is no audio comes out empty; the words are spoken instead.
  if (frames.length > 0) return frames;
  logger.error({ file: path.basename(file) }, 'recording is empty or cannot be read');
  return null;
}
