import { sayWhen } from '../../../../language/say.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask } from '../../../../simulation/scripted-model/step.ts';
import { calledPhrases } from '../../../shared/rehearsal/phrases.ts';
import { wholeMoment } from '../../../shared/rehearsal/when.ts';
import { visitTexts } from '../../words/texts.ts';
import { visitPhrasesFor } from './phrases.ts';
import { goodbye, type VisitStep, type VisitTalk } from './talk.ts';

/** The question that is open, once more. */
export function askAgain(talk: VisitTalk, setting: Setting): VisitStep {
  const phrases = visitPhrasesFor(setting.language);
  const called = calledPhrases(setting.language);
  const { texts } = setting;
  switch (talk.asked) {
    case 'order_now':
      return ask(talk, talk.asked, phrases.askOrderNow);
    case 'items':
      return ask(talk, talk.asked, talk.errand === 'change' ? phrases.askWhatChanges : phrases.askItems);
    case 'phone':
      return ask(talk, talk.asked, texts.askPhone);
    case 'proof':
      return ask(talk, talk.asked, texts.askProof);
    case 'confirm_order':
      return ask(talk, talk.asked, visitTexts(setting.language).readBack(talk.items, talk));
    case 'time':
      return ask(talk, talk.asked, talk.date === null ? whenQuestion(talk, setting) : phrases.askTime);
    case 'arrived':
      return ask(talk, talk.asked, phrases.askArrived);
    case 'what_instead':
      return ask(talk, talk.asked, phrases.askWhichInstead);
    case 'confirm_move':
      return askMove(talk, setting);
    case 'confirm_cancel':
      return ask(
        talk,
        talk.asked,
        talk.kind === 'order' ? phrases.confirmCancelOrder : phrases.confirmCancel,
      );
    case 'callback_time':
      return ask(talk, talk.asked, talk.callbackDate === null ? called.askCallback : called.askCallbackTime);
    case 'more':
      return ask(talk, talk.asked, texts.anythingElse);
  }
}

function whenQuestion({ kind }: VisitTalk, { language }: Setting): string {
  const phrases = visitPhrasesFor(language);
  return { order: phrases.askWhen, arrival: phrases.askWhenThere, recovery: phrases.askNewWhen }[kind];
}

/** A new time is read back before the table is moved. */
export function askMove(talk: VisitTalk, setting: Setting): VisitStep {
  const moment = wholeMoment(talk, setting.now);
  if (moment === null) return askAgain({ ...talk, asked: 'time' }, setting);
  const known = { ...talk, ...moment };
  const when = sayWhen(setting.language, moment, setting.today);
  return ask(known, 'confirm_move', visitPhrasesFor(setting.language).confirmMove(when));
}

/** Asks on, and lets somebody go who has said no twice. */
export function afterNo(talk: VisitTalk, go: (talk: VisitTalk) => VisitStep): VisitStep {
  const known = { ...talk, noes: talk.noes + 1 };
  return known.noes > 1 ? goodbye(known) : go(known);
}
