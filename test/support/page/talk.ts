import type { Page } from 'playwright-core';
import { installMicrophone } from './scripted-microphone.ts';

/** What somebody answers, by what the agent said last: the first that fits. The same question gets the same answer. */
export type Replies = Array<[question: RegExp, answer: string]>;

/** The agent listens for so long before the person speaks: longer than the gap between two of its sentences. */
const politePauseMs = 700;
/** A booking takes six answers; twice as many allow for every one to be misheard once. */
const mostAnswers = 14;
const patienceMs = 30_000;

interface Glance {
  phase: string;
  isListening: boolean;
  /** The agent's sentences that are complete. */
  said: string[];
}

/**
 * Talks to the agent through the page until the call is over: waits until the agent has said something and listens,
 * then answers into the microphone.
 * @returns the dialog, one line a turn
 * @throws Error with the dialog when the agent falls silent or the call does not come to an end
 */
export async function talkThroughPage(page: Page, url: string, replies: Replies): Promise<string[]> {
  const microphone = await installMicrophone(page);
  await page.goto(url);
  await page.getByTestId('start-call').click();
  const dialog: string[] = [];
  let heard = 0;
  for (let answers = 0; answers <= mostAnswers; ) {
    const said = await untilListening(page, heard).catch((cause) => {
      throw new Error(`${cause.message}:\n${dialog.join('\n')}`, { cause });
    });
    if (said === null) return dialog;
    const news = said.slice(heard).join(' ');
    heard = said.length;
    dialog.push(`agent: ${news}`);
    const answer = replies.find(([question]) => question.test(news))?.[1];
    if (!answer) continue;
    answers += 1;
    dialog.push(`person: ${answer}`);
    await microphone.say(answer);
  }
  throw new Error(`the call came to no end:\n${dialog.join('\n')}`);
}

/** @returns all that the agent has said, or null once the call is over */
async function untilListening(page: Page, heard: number): Promise<string[] | null> {
  const deadline = Date.now() + patienceMs;
  let since = Date.now();
  for (let before = 0; Date.now() < deadline; ) {
    const { phase, isListening, said } = await glance(page);
    if (phase === 'ended') return null;
    if (!isListening || said.length <= heard || said.length !== before) since = Date.now();
    if (Date.now() - since >= politePauseMs) return said;
    before = said.length;
    await page.waitForTimeout(50);
  }
  throw new Error(`the agent said nothing for ${patienceMs / 1000} s`);
}

function glance(page: Page): Promise<Glance> {
  return page.evaluate(`({
    phase: document.querySelector('[data-testid=phase]')?.dataset.phase ?? '',
    isListening: document.querySelector('[data-testid=agent-state]')?.textContent === 'Listening',
    said: [...document.querySelectorAll('[data-speaker=agent][data-final=true] p')].map((p) => p.textContent),
  })`);
}
