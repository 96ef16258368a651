import { expectedReply } from '../../../../language/expected-reply.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { hearWhen, wholeMoment } from '../../../shared/rehearsal/when.ts';
import { visitFacts } from '../../facts.ts';
import { visitQuestions } from '../../words/questions.ts';
import { askAgain } from './again.ts';
import { askNumber, identified, numberTold, proofTold, proven } from './caller.ts';
import { hearExtras } from './extras.ts';
import { type Heard, isFinished } from './hear.ts';
import { bareDish, type HeardOrder, hearOrder, isChange, mergeOrder } from './items.ts';
import { visitPhrasesFor } from './phrases.ts';
import { afterIdentified, cancelStanding, changeStanding, found, isAboutStanding } from './standing.ts';
import { goodbye, type VisitStep, type VisitTalk } from './talk.ts';

/** Takes an order: what and how many, read back, then when they will come. One that stands is changed or canceled. */
export function onOrderTalk(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (talk.asked === 'phone') return numberTold(talk, heard, setting);
  if (talk.asked === 'proof') return proofTold(talk, heard, setting);
  const extras = hearExtras(heard.text, setting.language);
  const known = remember(rememberWhen(talk, heard, setting), extras);
  const canceled = cancelStanding(known, heard, setting);
  if (canceled !== null) return canceled;
  const order = dishesIn(known, heard, setting);
  if (
    isAboutStanding(known, heard, setting) ||
    (known.items.length === 0 && canChange(known, order, setting))
  )
    return changeStanding(known, order, setting);
  if (order.items.length > 0 || changes(known, order)) return readBack(known, order, setting);
  if (heard.wants.includes('menu')) return first(menu(setting), askItems(known, setting));
  if (heard.wants.includes('hours')) return first(hours(setting), askAgain(known, setting));
  if (extras.allergies !== null || extras.partySize !== null) return noteExtras(known, extras, setting);
  if (refuses(known, heard)) return call(known, 'decline_order');
  const step = answered(known, heard, setting);
  // "Without the soup" of somebody who has not ordered any.
  return step === null && order.dropped.length > 0 ? askAgain(known, setting) : step;
}

type Extras = ReturnType<typeof hearExtras>;

function remember(talk: VisitTalk, { allergies, partySize }: Extras): VisitTalk {
  const both = talk.allergies !== null && allergies !== null && talk.allergies !== allergies;
  return {
    ...talk,
    allergies: both ? `${talk.allergies}, ${allergies}` : (allergies ?? talk.allergies),
    partySize: partySize ?? talk.partySize,
  };
}

/** With the order that is still to be read back; else apart from it, once there is one. */
function noteExtras(talk: VisitTalk, extras: Extras, setting: Setting): VisitStep {
  if (talk.asked === 'confirm_order') return askAgain(talk, setting);
  if (talk.isOrdered) {
    const { allergies, partySize } = extras;
    return call(talk, 'note_visit', {
      ...(allergies === null ? {} : { allergies }),
      ...(partySize === null ? {} : { party_size: partySize }),
    });
  }
  return first(visitPhrasesFor(setting.language).understood(extras), askAgain(talk, setting));
}

/** "Another kebab" of somebody who has not ordered in this call: there was one before. */
function canChange({ isLookedUp, isOrdered }: VisitTalk, order: HeardOrder, { facts }: Setting): boolean {
  if (isLookedUp || isOrdered || !isChange(order)) return false;
  return !facts.isCalled && (order.change !== undefined || order.items.some((item) => item.change));
}

function answered(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  switch (talk.asked) {
    case 'order_now':
    case 'items':
      return begin(talk, heard, setting);
    case 'confirm_order':
      return confirm(talk, heard, setting);
    case 'time':
      return whenTold(talk, heard, setting);
    default:
      return more(talk, heard, setting);
  }
}

/** "Two kebabs at eight" says both at once. */
function rememberWhen(talk: VisitTalk, heard: Heard, setting: Setting): VisitTalk {
  const { date, time } = hearWhen(heard.text, 'meal', setting, talk.date);
  return { ...talk, date: date ?? talk.date, time: time ?? talk.time };
}

function dishesIn(talk: VisitTalk, heard: Heard, setting: Setting): HeardOrder {
  const { language } = setting;
  const { menu } = visitFacts(setting.facts);
  const order = hearOrder(heard.text, language, menu);
  const isAnswer = heard.intent === null && heard.answer === null && heard.wants.length === 0;
  const isBare = talk.asked === 'items' && menu.length === 0 && isAnswer && !isChange(order);
  const { allergies, partySize } = hearExtras(heard.text, language);
  const isElse =
    hearWhen(heard.text, 'meal', setting).time !== null || allergies !== null || partySize !== null;
  if (order.items.length > 0 || !isBare || isElse) return order;
  return { ...order, items: bareDish(heard.text, language) };
}

/** Something else would be ordered than before. */
function changes({ items }: VisitTalk, { dropped, change, notes }: HeardOrder): boolean {
  const changed = mergeOrder(items, {
    items: [],
    dropped,
    ...(change ? { change } : {}),
    ...(notes ? { notes } : {}),
  });
  return JSON.stringify(changed) !== JSON.stringify(items);
}

function readBack(talk: VisitTalk, order: HeardOrder, setting: Setting): VisitStep {
  const items = mergeOrder(talk.items, order);
  if (items.length === 0) return askItems({ ...talk, items }, setting);
  return askAgain({ ...talk, items, asked: 'confirm_order', noes: 0 }, setting);
}

function askItems(talk: VisitTalk, setting: Setting): VisitStep {
  return askAgain({ ...talk, asked: 'items' }, setting);
}

function menu({ language, facts }: Setting): string {
  const phrases = visitPhrasesFor(language);
  const { menu: dishes } = visitFacts(facts);
  return dishes.length === 0
    ? phrases.noMenu
    : phrases.menu(new Intl.ListFormat(language, { type: 'conjunction' }).format(dishes));
}

function hours({ language, facts }: Setting): string {
  return visitFacts(facts).hours ?? visitPhrasesFor(language).noHours;
}

/** A no before anything was ordered, or all of it taken back. */
function refuses({ asked, isOrdered, items }: VisitTalk, heard: Heard): boolean {
  if (isOrdered || asked === 'time' || asked === 'more' || asked === 'confirm_cancel') return false;
  if (heard.wants.some((want) => want === 'not_interested' || want === 'not_coming' || want === 'cancel'))
    return true;
  return items.length === 0 && isFinished(heard);
}

function begin(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (talk.isOrdered && isFinished(heard)) return goodbye(talk);
  if (talk.items.length > 0 && isFinished(heard))
    return askAgain({ ...talk, asked: 'confirm_order' }, setting);
  return heard.answer === 'yes' ? askItems(talk, setting) : null;
}

function confirm(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (heard.answer === 'yes' || heard.intent === 'nothing_else')
    return talk.isIdentified ? place(talk) : askNumber({ ...talk, errand: 'place' }, setting);
  if (heard.answer !== 'no') return null;
  return ask(talk, 'items', visitPhrasesFor(setting.language).askChange);
}

export function place(talk: VisitTalk): VisitStep {
  const items = talk.items.map(({ name, quantity, notes }) => ({
    name,
    quantity,
    ...(notes === null ? {} : { notes }),
  }));
  return call(talk, 'capture_order', {
    items,
    ...(talk.allergies === null ? {} : { allergies: talk.allergies }),
    ...(talk.partySize === null ? {} : { party_size: talk.partySize }),
  });
}

function whenTold(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const moment = wholeMoment(talk, setting.now);
  if (moment !== null) return setTime(talk, moment);
  if (isFinished(heard)) return goodbye(talk);
  return talk.date === null ? null : askAgain(talk, setting);
}

function setTime(talk: VisitTalk, { date, time }: { date: string; time: string }): VisitStep {
  return call({ ...talk, date, time }, 'set_arrival_time', { arrival_date: date, arrival_time: time });
}

function more(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { time } = hearWhen(heard.text, 'meal', setting);
  const moment = time === null ? null : wholeMoment(talk, setting.now);
  if (moment !== null) return setTime(talk, moment);
  if (isFinished(heard)) return goodbye(talk);
  return heard.answer === 'yes' ? askItems(talk, setting) : null;
}

export function onOrderTool(talk: VisitTalk, result: ToolResult, setting: Setting): VisitStep {
  const say = readSay(result);
  const goOn = (known: VisitTalk) => afterIdentified(known, setting, place);
  if (result.name === 'verify_caller' || (result.isError && say === setting.texts.askProof))
    return proven(talk, result, setting, goOn);
  switch (result.name) {
    case 'identify_user':
      return identified(talk, result, goOn);
    case 'retrieve_order':
      return found(talk, result, setting, readBack);
    case 'capture_order':
      return captured(talk, result, say, setting);
    case 'note_visit':
      return noted(talk, say, setting);
    case 'cancel_visit':
      return first(say, askAgain({ ...talk, asked: 'more', isOrdered: false, items: [] }, setting));
  }
  if (result.isError) return refusedTime(talk, say, setting);
  return first(say, askAgain({ ...talk, asked: 'more', isTimeSettled: true }, setting));
}

function noted(talk: VisitTalk, say: string, setting: Setting): VisitStep {
  const known: VisitTalk = { ...talk, allergies: null, partySize: null };
  return first(say, askAgain({ ...known, asked: talk.isTimeSettled ? 'more' : 'time' }, setting));
}

function captured(talk: VisitTalk, { isError }: ToolResult, say: string, setting: Setting): VisitStep {
  // An order from before stands: shall it be this one?
  if (isError && asksForYes(say, setting)) return ask(talk, 'confirm_order', say);
  if (isError)
    return /[?؟]/.test(say) ? ask({ ...talk, items: [] }, 'items', say) : first(say, goodbye(talk));
  // What was said with it has been noted.
  const ordered = { ...talk, isOrdered: true, allergies: null, partySize: null };
  if (talk.isTimeSettled) return first(say, askAgain({ ...ordered, asked: 'more' }, setting));
  const moment = wholeMoment(talk, setting.now);
  return first(
    say,
    moment === null ? askAgain({ ...ordered, asked: 'time' }, setting) : setTime(ordered, moment),
  );
}

function asksForYes(agentSentence: string, { language }: Setting): boolean {
  const step = { scenarioStep: null, lastTool: null, agentSentence, language };
  return expectedReply({ ...step, own: visitQuestions }) === 'yes_no';
}

/** A refusal asks for another time, or says that there is none. */
export function refusedTime(talk: VisitTalk, say: string, setting: Setting): VisitStep {
  const open = { ...talk, date: null, time: null };
  if (/[?؟]/.test(say)) return ask(open, 'time', say);
  return first(say, askAgain({ ...open, asked: 'more' }, setting));
}
