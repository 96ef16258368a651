import { describe, expect, it } from 'vitest';
import { judgeIn } from '../../../../../test/support/judge.ts';
import { type Expected, expectedReply } from '../../../../language/expected-reply.ts';
import { calledPhrases } from '../../../shared/rehearsal/phrases.ts';
import { visitQuestions } from '../../words/questions.ts';
import { visitTexts } from '../../words/texts.ts';
import { visitPhrasesFor } from './phrases.ts';

const today = '2026-11-23';
const moment = { date: today, time: '20:00' };
const items = [{ name: 'kebab', quantity: 2, notes: null }];
const standing = { items, orderDetails: '2 x kebab', expected: moment, partySize: 4, allergies: 'nuts' };
const closing = {
  code: 'closed' as const,
  wish: { date: today, time: '03:00' },
  opens: { date: today, time: '11:00' },
  closed: null,
  serves: { date: today, time: '11:00' },
};

describe.each(['en-US', 'fa-IR'])('what is asked about a visit in %s', (language) => {
  const phrases = { ...visitPhrasesFor(language), ...calledPhrases(language) };
  const visit = visitTexts(language);
  const asked = (agentSentence: string) =>
    expectedReply({ scenarioStep: null, lastTool: null, agentSentence, language, own: visitQuestions });

  it.each<[Expected, string]>([
    ['yes_no', visit.orderErrand],
    ['yes_no', phrases.askOrderNow],
    ['open', visit.orderWelcome],
    ['open', phrases.askItems],
    ['open', phrases.askChange],
    ['open', visit.notOnMenu(['pizza'], ['kebab'])],
    ['yes_no', visit.readBack(items, null)],
    ['date_time', phrases.askWhen],
    ['date_time', phrases.askWhenThere],
    ['date_time', phrases.askTime],
    ['date_time', phrases.askNewWhen],
    ['date_time', phrases.askCallback],
    ['date_time', phrases.askCallbackTime],
    ['date_time', visit.refused('past')],
    ['yes_no', visit.arrivalErrand(moment, today)],
    ['yes_no', phrases.askArrived],
    ['open', visit.recoveryErrand(moment, today)],
    ['open', phrases.askWhichInstead],
    ['yes_no', phrases.confirmMove('tomorrow at 8')],
    ['yes_no', phrases.confirmCancel],
    ['yes_no', phrases.confirmCancelOrder],
    ['open', phrases.askWhatChanges],
    ['yes_no', visit.orderChanged(standing, items, today)],
    ['date_time', visit.closed(closing, today)],
    ['open', visit.noVisit],
  ])('waits for %s after «%s»', (expected, sentence) => {
    expect(asked(sentence)).toBe(expected);
  });

  it('claims nothing: what was done is said in the words of the tools', () => {
    const { abilities, menu, confirmMove, understood, ...plain } = phrases;
    const all = [
      ...Object.values(plain),
      ...Object.values(abilities),
      menu('kebab'),
      confirmMove('tomorrow'),
      understood({ allergies: 'nuts', partySize: 4 }),
    ];
    for (const phrase of all) expect(judgeIn('orderNothing', phrase, language), phrase).toBe('supported');
  });
});
