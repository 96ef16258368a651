import { wordsOf } from '../../../../src/language/normalize.ts';
import type { LocalMoment } from '../../../../src/language/say.ts';
import { knownLanguage } from '../../../../src/language/tags.ts';
import { units as englishUnits } from '../../../../src/language/words/numbers-en.ts';
import { units as persianUnits } from '../../../../src/language/words/numbers-fa.ts';
import { leadingAnswer } from '../../../../src/language/yes-no.ts';
import { type Intent, intentOf } from '../../../../src/scenarios/shared/rehearsal/intents.ts';
import { calledPhrases } from '../../../../src/scenarios/shared/rehearsal/phrases.ts';
import { wantsOf } from '../../../../src/scenarios/shared/rehearsal/wants.ts';
import { callbackOffer, hearWhen, wholeMoment } from '../../../../src/scenarios/shared/rehearsal/when.ts';
import type { Script } from '../../../../src/simulation/scripted-model/script.ts';
import type { Setting } from '../../../../src/simulation/scripted-model/setting.ts';
import { ask, call, first, type Step } from '../../../../src/simulation/scripted-model/step.ts';
import { readSay } from '../../../../src/simulation/scripted-model/tool-result.ts';
import { surveyTexts } from '../words/texts.ts';

/** What the scripted model knows of the call. */
interface Talk {
  asked: 'rating' | 'again' | 'better' | 'callback' | 'more';
  rating: number | null;
  comesAgain: boolean | null;
  /** The day of a call that they asked for. */
  callbackDate: string | null;
  /** The time that was offered instead of the one they asked for. */
  callbackOffer: LocalMoment | null;
}

const beginning: Talk = {
  asked: 'rating',
  rating: null,
  comesAgain: null,
  callbackDate: null,
  callbackOffer: null,
};

/** Three questions, one after the other; whoever wants none of them is let go. */
export const surveyScript: Script<Talk> = {
  begin: (setting) => askAgain(beginning, setting),
  onPerson: (talk, text, setting) =>
    manners(talk, text, setting) ??
    smallTalk(talk, text, setting) ??
    answered(talk, text, setting) ??
    first(setting.phrases.notUnderstood, askAgain(talk, setting)),
  onTool(talk, result, setting) {
    const say = readSay(result);
    switch (result.name) {
      case 'wrong_person':
        return ask(talk, /[?؟]/u.test(say) ? 'callback' : 'more', say);
      case 'end_conversation':
        return ask(talk, 'more', say);
      case 'refuse_calls':
        return result.isError ? first(say, goodbye(talk)) : ask(talk, 'more', say);
      case 'promise_callback':
        // A time that is refused is asked for again.
        return /[?؟]/u.test(say)
          ? ask({ ...talk, callbackDate: null, callbackOffer: callbackOffer(say, setting) }, 'callback', say)
          : first(say, goodbye(talk));
      default:
        return first(say, goodbye(talk));
    }
  },
  onGreeting: () => null,
};

function goodbye(talk: Talk): Step<Talk> {
  return call(talk, 'end_conversation');
}

function askAgain(talk: Talk, { language, texts }: Setting): Step<Talk> {
  const { askRating, askAgain: askComing, askBetter } = surveyTexts(language);
  const { askCallback, askCallbackTime } = calledPhrases(language);
  const callback = talk.callbackDate === null ? askCallback : askCallbackTime;
  const questions = {
    rating: askRating,
    again: askComing,
    better: askBetter,
    callback,
    more: texts.anythingElse,
  };
  return ask(talk, talk.asked, questions[talk.asked]);
}

/** What somebody who did not ask for the call may want of it, before anything else. */
function manners(talk: Talk, text: string, setting: Setting): Step<Talk> | null {
  const wants = wantsOf(text, setting.language);
  if (wants.includes('never_again')) return call(talk, 'refuse_calls', { reason: text });
  if (wants.includes('wrong_person')) return call(talk, 'wrong_person');
  if (wants.includes('somebody_else') && talk.asked !== 'callback') {
    return call(talk, 'wrong_person', { can_be_reached: true });
  }
  if (wants.includes('source')) return first(calledPhrases(setting.language).source, askAgain(talk, setting));
  if (wants.includes('later') || talk.asked === 'callback') return callback(talk, text, setting);
  const isDone = wants.includes('not_interested') || intentOf(text, setting.language) === 'goodbye';
  return isDone ? goodbye(talk) : null;
}

function callback(talk: Talk, text: string, setting: Setting): Step<Talk> {
  const { date, time } = hearWhen(text, 'work', setting, talk.callbackDate);
  const known: Talk = { ...talk, asked: 'callback', callbackDate: date ?? talk.callbackDate };
  const answer = talk.asked === 'callback' ? leadingAnswer(text, setting.language) : null;
  const offered = time === null && answer === 'yes' ? talk.callbackOffer : null;
  const moment = offered ?? wholeMoment({ date: known.callbackDate, time }, setting.now);
  if (moment !== null) {
    const args = { callback_date: moment.date, callback_time: moment.time, note: text };
    return call(known, 'promise_callback', args);
  }
  return answer === 'no' ? goodbye(talk) : askAgain(known, setting);
}

/** Longer than "say that again please", it is what could be better: "the long wait for a table". */
const mostSmallTalkWords = 4;

function smallTalk(talk: Talk, text: string, setting: Setting): Step<Talk> | null {
  const { phrases, language } = setting;
  if (talk.asked === 'better' && wordsOf(text).length > mostSmallTalkWords) return null;
  const answers: Partial<Record<Intent, string>> = {
    repeat: '',
    hello: '',
    wait: phrases.takeYourTime,
    unsure: phrases.takeYourTime,
    identity: phrases.whoIAm,
    abilities: surveyTexts(language).errand,
  };
  const answer = answers[intentOf(text, language) ?? 'book'];
  return answer === undefined ? null : first(answer, askAgain(talk, setting));
}

function answered(talk: Talk, text: string, setting: Setting): Step<Talk> | null {
  const answer = leadingAnswer(text, setting.language);
  switch (talk.asked) {
    case 'rating': {
      const rating = ratingIn(text, setting.language);
      if (rating !== null) return askAgain({ ...talk, asked: 'again', rating }, setting);
      return answer === 'no' ? goodbye(talk) : null;
    }
    case 'again':
      if (answer === null) return null;
      return askAgain({ ...talk, asked: 'better', comesAgain: answer === 'yes' }, setting);
    case 'better':
      return call(talk, 'record_answers', {
        rating: talk.rating,
        would_come_again: talk.comesAgain,
        improvement: isNothing(text, setting.language) ? null : text,
      });
    default:
      return answer === 'no' ? goodbye(talk) : null;
  }
}

function ratingIn(text: string, language: string): number | null {
  const units = { en: englishUnits, fa: persianUnits }[knownLanguage(language)];
  const numbers = wordsOf(text).map((word) => units[word] ?? Number(word));
  return numbers.find((number) => number >= 1 && number <= 5) ?? null;
}

function isNothing(text: string, language: string): boolean {
  return intentOf(text, language) === 'nothing_else' || leadingAnswer(text, language) === 'no';
}
