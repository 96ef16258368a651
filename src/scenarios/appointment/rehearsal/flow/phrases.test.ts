import { describe, expect, it } from 'vitest';
import { judgeIn } from '../../../../../test/support/judge.ts';
import { expectedReply } from '../../../../language/expected-reply.ts';
import { phrasesFor } from '../../../../simulation/scripted-model/phrases.ts';
import { appointmentQuestions } from '../../words/questions.ts';
import { appointmentPhrases } from './phrases.ts';

describe.each(['en-US', 'fa-IR'])('the phrases of %s', (language) => {
  const phrases = { ...phrasesFor(language), ...appointmentPhrases(language) };
  const moments = {
    'en-US': ['Tuesday, November 24 at 10 in the morning', 'Friday, November 27 at 2 in the afternoon'],
    'fa-IR': ['سه‌شنبه سوم آذر ساعت ده صبح', 'جمعه ششم آذر ساعت دو بعدازظهر'],
  }[language] as [string, string];
  const asked = (agentSentence: string) =>
    expectedReply({ scenarioStep: null, lastTool: null, agentSentence, language, own: appointmentQuestions });

  it('claim nothing: what was done is said in the words of the tools', () => {
    const all = Object.values(phrases).map((phrase) =>
      typeof phrase === 'string' ? phrase : phrase(...moments),
    );
    for (const phrase of all) expect(judgeIn('nothing', phrase, language), phrase).toBe('supported');
  });

  it('ask so that the end of the reply can be told', () => {
    for (const question of [
      phrases.askDay,
      phrases.askOtherDay,
      phrases.askNewDay,
      phrases.askTime,
      phrases.askWhich,
    ]) {
      expect(asked(question), question).toBe('date_time');
    }
    expect(asked(phrases.confirmBooking(moments[0]))).toBe('yes_no');
    expect(asked(phrases.confirmMove(...moments))).toBe('yes_no');
    expect(asked(phrases.confirmCancel(moments[0]))).toBe('yes_no');
    expect(asked(phrases.askTask)).toBe('open');
  });
});
