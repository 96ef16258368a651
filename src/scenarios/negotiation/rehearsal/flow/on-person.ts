import type { LocalMoment } from '../../../../language/say.ts';
import { leadingAnswer } from '../../../../language/yes-no.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { intentOf } from '../../../shared/rehearsal/intents.ts';
import { type Want, wantsOf } from '../../../shared/rehearsal/wants.ts';
import { type HeardWhen, hearWhen } from '../../../shared/rehearsal/when.ts';
import { negotiationTexts } from '../../words/texts.ts';
import { type Known, knownOf } from './known.ts';
import { negotiationPhrases } from './phrases.ts';
import {
  alternatives,
  askAgain,
  askFrom,
  goodbye,
  type NegotiationStep,
  readBack,
  record,
  validate,
  withoutOffer,
} from './steps.ts';
import { isBefore, type Talk } from './talk.ts';
import { heldUntil } from './until.ts';
import { type ReceptionWant, receptionWants } from './wants.ts';

/** Whoever is not understood so often in a row has a reception that no machine understands. */
const patience = 3;

interface Heard {
  text: string;
  wants: Array<Want | ReceptionWant>;
  answer: 'yes' | 'no' | null;
  when: HeardWhen;
}

/** The reception has said something. */
export function onPerson(talk: Talk, text: string, setting: Setting): NegotiationStep {
  const known = knownOf(setting);
  const heard: Heard = {
    text,
    wants: wantsOf<ReceptionWant>(text, setting.language, receptionWants),
    answer: leadingAnswer(text, setting.language),
    when: hearWhen(text, 'work', known.setting, talk.day),
  };
  const step =
    manners(talk, heard, known) ??
    (known.purpose === 'find' ? find(talk, heard, known) : answer(talk, heard, known)) ??
    smallTalk(talk, heard, known);
  if (step !== null) return { ...step, dialogue: { ...step.dialogue, confusion: 0 } };
  const confusion = talk.confusion + 1;
  if (confusion > patience) return giveUp(talk, known);
  return first(setting.phrases.notUnderstood, askAgain({ ...talk, confusion }, known));
}

function giveUp(talk: Talk, { purpose }: Known): NegotiationStep {
  return purpose === 'find' ? withoutOffer(talk, 'no_slot') : goodbye(talk);
}

/** What ends the call, or keeps it waiting, whatever it was about. */
function manners(talk: Talk, { text, wants, when }: Heard, known: Known): NegotiationStep | null {
  const { language, phrases } = known.setting;
  const own = negotiationPhrases(language);
  const isFinding = known.purpose === 'find';
  const end = (reason: Parameters<typeof withoutOffer>[1]) =>
    isFinding ? withoutOffer(talk, reason) : goodbye(talk);
  if (wants.includes('never_again')) return call(talk, 'refuse_calls', { reason: text });
  if (talk.asked === 'more') return goodbye(talk);
  if (wants.includes('wrong_person')) return end('wrong_number');
  if (wants.includes('no_assistants') || wants.includes('not_interested')) return end('refuses_assistants');
  if (wants.includes('no_new_clients')) return end('no_new_clients');
  if (wants.includes('who')) return forWhom(talk, known);
  if (wants.includes('details')) return first(own.onlyGiven(known.client), askAgain(talk, known));
  if (wants.includes('source')) return first(own.source, askAgain(talk, known));
  if (wants.includes('transfer')) return ask(talk, talk.asked, own.willHold);
  // "Call us back by five" is said of what they keep.
  if (wants.includes('later') && talk.asked !== 'keep') return end('call_back_later');
  const isWaiting = when.time === null && intentOf(text, language) === 'wait';
  return isWaiting ? ask(talk, talk.asked, phrases.takeYourTime) : null;
}

/** For whom it is and for what, and the question that stands. */
function forWhom(talk: Talk, known: Known): NegotiationStep {
  const { client, service, minutes, setting } = known;
  const again = askAgain(talk, known);
  const errand = negotiationTexts(setting.language).errand({ client, service, minutes });
  return again.move.say.includes(errand) ? again : first(errand, again);
}

function find(talk: Talk, heard: Heard, known: Known): NegotiationStep | null {
  // "February the thirtieth"
  if (heard.when.date !== null && !isDay(heard.when.date))
    return askAgain({ ...talk, asked: 'exact', chosen: null, day: null }, known);
  switch (talk.asked) {
    case 'read_back':
      return confirmed(talk, heard, known);
    case 'keep':
      return kept(talk, heard, known);
    default:
      return offered(talk, heard, known);
  }
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** A day and a time; or that they have nothing, nothing earlier, or do not know exactly. */
function offered(talk: Talk, { wants, answer, when }: Heard, known: Known): NegotiationStep | null {
  const day = when.date ?? talk.day;
  if (wants.includes('vague')) return askAgain({ ...talk, asked: 'exact', day: null }, known);
  if (day !== null && when.time !== null) return validate(talk, { date: day, time: when.time }, known);
  if (wants.includes('nothing') || wants.includes('gone') || answer === 'no') return nothing(talk, known);
  if (day !== null || when.time !== null || answer === 'yes')
    return askAgain({ ...talk, asked: 'exact', day }, known);
  return null;
}

/** "No, that is the earliest": what they named counts, or times after one that did not suit are asked for. */
function nothing(talk: Talk, known: Known): NegotiationStep {
  const { chosen, named, asked } = talk;
  if (chosen === null && asked === 'earlier' && named !== null) return alternatives(talk, named);
  // From what is liked best on there is nothing: what is before it is better than none.
  if (chosen === null && !talk.hasAskedAll && isBefore(known.first, known.earliest))
    return askFrom({ ...talk, hasAskedAll: true }, known.first, known);
  return readBack(talk, known);
}

/** A yes to what was read back, or what they meant instead. */
function confirmed(talk: Talk, { answer, when, wants }: Heard, known: Known): NegotiationStep | null {
  const { chosen } = talk;
  if (chosen === null) return null;
  const meant: LocalMoment = { date: when.date ?? chosen.date, time: when.time ?? chosen.time };
  const isOther = meant.date !== chosen.date || meant.time !== chosen.time;
  if (isOther) return validate({ ...talk, asked: 'exact', chosen: null }, meant, known);
  if (wants.includes('gone')) return lost(talk, known);
  // Whoever says the same time once more agrees.
  const agrees = answer === 'yes' || (when.time !== null && answer !== 'no');
  if (agrees) return call(talk, 'ask_to_hold');
  return answer === 'no' ? askAgain({ ...talk, asked: 'exact', chosen: null, day: null }, known) : null;
}

function kept(talk: Talk, { text, answer, when, wants }: Heard, known: Known): NegotiationStep | null {
  if (wants.includes('gone')) return lost(talk, known);
  if (answer === 'no') return record(talk, null, known);
  const said = heldUntil(text, talk.until, known.setting);
  if (said !== null) return record(talk, said, known);
  return answer === 'yes' || when.time !== null ? record(talk, talk.until, known) : null;
}

/** Somebody else has it by now: what comes after it is asked for. */
function lost(talk: Talk, known: Known): NegotiationStep {
  const { chosen } = talk;
  const from = chosen ?? known.earliest;
  return askFrom({ ...talk, chosen: null, named: null }, from, known);
}

/** To the question of a call about one slot. */
function answer(talk: Talk, { answer: said, wants, text }: Heard, known: Known): NegotiationStep | null {
  const { language } = known.setting;
  const isNo = said === 'no' || wants.includes('gone') || wants.includes('nothing');
  if (known.purpose === 'release') {
    const isHeard = said !== null || intentOf(text, language) === 'thanks';
    return isHeard ? call(talk, 'record_answer', { agreed: true }) : null;
  }
  if (isNo) return call(talk, 'record_answer', { agreed: false });
  return said === 'yes' ? call(talk, 'record_answer', { agreed: true }) : null;
}

function smallTalk(talk: Talk, { text }: Heard, known: Known): NegotiationStep | null {
  const { language, phrases } = known.setting;
  switch (intentOf(text, language)) {
    case 'goodbye':
      return giveUp(talk, known);
    // Whoever it was put through to has not heard who calls.
    case 'hello':
      return askAgain({ ...talk, from: null, asked: talk.asked === 'earlier' ? 'slot' : talk.asked }, known);
    case 'repeat':
    case 'thanks':
      return askAgain(talk, known);
    case 'identity':
      return first(phrases.whoIAm, askAgain(talk, known));
    default:
      return null;
  }
}
