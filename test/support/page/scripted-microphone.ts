import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { speak } from '../caller.ts';

/** Gives the page a microphone into which the test speaks: a real audio track, sent as any other. */
export async function installMicrophone(page: Page): Promise<{ say(text: string): Promise<void> }> {
  const content = await readFile(new URL('scripted-microphone.in-page.js', import.meta.url), 'utf8');
  await page.addInitScript({ content });
  return {
    async say(text) {
      const samples = await speak(text);
      const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
      await page.evaluate(`sayIntoMicrophone('${bytes.toString('base64')}')`);
    },
  };
}
