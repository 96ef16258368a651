import { leadingAnswer } from '../../../../language/yes-no.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { calledPhrases } from '../../../shared/rehearsal/phrases.ts';
import { wantsOf } from '../../../shared/rehearsal/wants.ts';
import { hearWhen, wholeMoment } from '../../../shared/rehearsal/when.ts';
import type { Dialogue } from './dialogue.ts';
import { type AppointmentStep, askAgain } from './next-move.ts';

/**
 * What somebody may want who did not ask for the call. Who calls us gives their own number: a wrong one is a slip of the
 * tongue then, and "call me on Tuesday" a day for the appointment. Never to be called again is heard from anybody.
 */
export function calledPerson(dialogue: Dialogue, text: string, setting: Setting): AppointmentStep | null {
  const wants = wantsOf(text, setting.language);
  if (wants.includes('never_again')) return call(dialogue, 'refuse_calls', { reason: text });
  if (!setting.facts.isCalled) return null;
  if (wants.includes('wrong_person')) return call(dialogue, 'wrong_person');
  const phrases = calledPhrases(setting.language);
  if (wants.includes('source')) return first(phrases.source, askAgain(dialogue, setting));
  const isAsked = dialogue.asked === 'callback';
  if (wants.includes('somebody_else') && !isAsked)
    return call(dialogue, 'wrong_person', { can_be_reached: true });
  if (!wants.includes('later') && !isAsked) return null;
  const answer = isAsked ? leadingAnswer(text, setting.language) : null;
  const said = wholeMoment(hearWhen(text, 'work', setting), setting.now);
  const moment = said ?? (answer === 'yes' ? dialogue.callbackOffer : null);
  if (moment === null) {
    const isRefused = answer === 'no';
    return isRefused ? call(dialogue, 'end_conversation') : ask(dialogue, 'callback', phrases.askCallback);
  }
  const args = { callback_date: moment.date, callback_time: moment.time, note: text };
  return call(dialogue, 'promise_callback', args);
}
