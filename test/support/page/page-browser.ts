import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../../src/embedded/programs.ts';

/** What Chromium does when the page asks for the microphone. */
export type FakeMicrophone = 'beeps' | 'denied';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const microphones: Record<FakeMicrophone, string[]> = {
  beeps: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  // Headless Chromium refuses whatever nobody has allowed.
  denied: ['--use-fake-device-for-media-stream'],
};

export async function launchChromium(microphone: FakeMicrophone): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is needed for this test: apt-get install chromium');
  return chromium.launch({ executablePath, headless: true, args: [...quiet, ...microphones[microphone]] });
}

/** Chromium cannot be told to have no microphone, so this answers as it does on a machine without one. */
export const withoutMicrophone =
  "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('Requested device not found', 'NotFoundError'); };";
