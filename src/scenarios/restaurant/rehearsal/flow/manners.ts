import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { choiceOf } from '../../../shared/rehearsal/intents.ts';
import { calledPhrases } from '../../../shared/rehearsal/phrases.ts';
import { callbackOffer, hearWhen, wholeMoment } from '../../../shared/rehearsal/when.ts';
import { askAgain } from './again.ts';
import { type Heard, isFinished } from './hear.ts';
import { visitPhrasesFor } from './phrases.ts';
import { goodbye, type VisitStep, type VisitTalk } from './talk.ts';

/** What somebody who did not ask for the call may want of it, before anything else. */
export function manners(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { wants, text } = heard;
  const phrases = visitPhrasesFor(setting.language);
  if (wants.includes('never_again')) return call(talk, 'refuse_calls', { reason: text });
  if (wants.includes('wrong_person')) return call(talk, 'wrong_person');
  if (wants.includes('source')) return first(calledPhrases(setting.language).source, askAgain(talk, setting));
  if (wants.includes('somebody_else') && setting.facts.isCalled && talk.asked !== 'callback_time') {
    return call(talk, 'wrong_person', { can_be_reached: true });
  }
  if (talk.asked === 'callback_time') return callback(talk, heard, setting);
  if (wants.includes('later')) return later(talk, heard, setting);
  if (heard.intent === 'goodbye') return goodbye(talk);
  if (wants.includes('angry')) return first(phrases.sorry, askAgain(talk, setting));
  return null;
}

const callWord = /\b(?:call|phone|ring|try)\b|تماس|زنگ/u;

/** "I am driving, I'll be there in ten minutes" answers the question; "call me in ten minutes" does not. */
function later(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { time } = hearWhen(heard.text, 'work', setting);
  if (talk.kind === 'arrival' && time !== null && !callWord.test(heard.text.toLowerCase())) return null;
  return callback(talk, heard, setting);
}

function callback(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep {
  const { date, time } = hearWhen(heard.text, 'work', setting, talk.callbackDate);
  const isAgreed = time === null && heard.answer === 'yes';
  const offered = isAgreed ? talk.callbackOffer : null;
  const moment = offered ?? wholeMoment({ date: date ?? talk.callbackDate, time }, setting.now);
  if (moment !== null) {
    const args = { callback_date: moment.date, callback_time: moment.time, note: heard.text };
    return call({ ...talk, asked: 'callback_time' }, 'promise_callback', args);
  }
  const isRefused = talk.asked === 'callback_time' && isFinished(heard);
  if (isRefused) return goodbye(talk);
  return askAgain({ ...talk, asked: 'callback_time', callbackDate: date ?? talk.callbackDate }, setting);
}

/** The answers of the tools that belong to every call; null for those of the errand. */
export function onMannersTool(talk: VisitTalk, result: ToolResult, setting: Setting): VisitStep | null {
  const say = readSay(result);
  switch (result.name) {
    case 'promise_callback':
      if (!result.isError) return first(say, goodbye(talk));
      return say.includes('?') || say.includes('؟')
        ? ask(
            { ...talk, callbackDate: null, callbackOffer: callbackOffer(say, setting) },
            'callback_time',
            say,
          )
        : first(say, goodbye(talk));
    case 'decline_order':
      return first(say, goodbye(talk));
    case 'refuse_calls':
      return result.isError ? first(say, goodbye(talk)) : ask(talk, 'more', say);
    case 'wrong_person':
      // A relative is asked when to call again.
      return ask(talk, /[?؟]/.test(say) ? 'callback_time' : 'more', say);
    case 'end_conversation':
      return ask(talk, 'more', say);
    default:
      return null;
  }
}

/** Everything that is no step towards a settled visit. */
export function smallTalk(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const phrases = visitPhrasesFor(setting.language);
  const common = setting.phrases;
  const answers: Partial<Record<string, string>> = {
    repeat: '',
    wait: common.takeYourTime,
    unsure: common.takeYourTime,
    operator: phrases.noOperator,
    identity: common.whoIAm,
    abilities: phrases.abilities[talk.kind],
    thanks: common.welcome,
    hello: '',
  };
  const answer = answers[heard.intent ?? ''];
  if (answer !== undefined) return first(answer, askAgain(talk, setting));
  // "Yes" to "when?", and "any time".
  const isOpen = heard.answer === 'yes' || choiceOf(heard.text, setting.language) === 'any';
  return isOpen ? askAgain(talk, setting) : null;
}

/** Twice in a row not understood: what is needed is said. */
export function confused(talk: VisitTalk, setting: Setting): VisitStep {
  const { notUnderstood } = setting.phrases;
  const known = { ...talk, confusion: talk.confusion + 1 };
  const help = visitPhrasesFor(setting.language).abilities[talk.kind];
  return first(known.confusion > 1 ? `${notUnderstood} ${help}` : notUnderstood, askAgain(known, setting));
}
