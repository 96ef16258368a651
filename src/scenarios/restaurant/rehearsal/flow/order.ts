import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { hearWhen, wholeMoment } from '../../../shared/rehearsal/when.ts';
import { visitFacts } from '../../facts.ts';
import { askAgain } from './again.ts';
import { askNumber, identified, numberTold, proofTold, proven } from './caller.ts';
import { type Heard, isFinished } from './hear.ts';
import { bareDish, type HeardOrder, hearOrder, mergeOrder } from './items.ts';
import { visitPhrasesFor } from './phrases.ts';
import { goodbye, type VisitStep, type VisitTalk } from './talk.ts';

/** Takes an order: what and how many, read back, then when they will come. */
export function onOrderTalk(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (talk.asked === 'phone') return numberTold(talk, heard, setting);
  if (talk.asked === 'proof') return proofTold(talk, heard, setting);
  const known = rememberWhen(talk, heard, setting);
  const order = dishesIn(known, heard, setting);
  if (order.items.length > 0 || changes(known, order)) return readBack(known, order, setting);
  if (heard.wants.includes('menu')) return first(menu(setting), askItems(known, setting));
  if (refuses(known, heard)) return call(known, 'decline_order');
  const step = answered(known, heard, setting);
  // "Without the soup" of somebody who has not ordered any.
  return step === null && order.dropped.length > 0 ? askAgain(known, setting) : step;
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
  const isBare = talk.asked === 'items' && menu.length === 0 && isAnswer && order.dropped.length === 0;
  const isMoment = hearWhen(heard.text, 'meal', setting).time !== null;
  if (order.items.length > 0 || !isBare || isMoment) return order;
  return { ...order, items: bareDish(heard.text, language) };
}

function changes({ items }: VisitTalk, { dropped }: HeardOrder): boolean {
  return mergeOrder(items, { items: [], dropped }).length < items.length;
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

/** A no before anything was ordered, or all of it taken back. */
function refuses({ asked, isOrdered, items }: VisitTalk, heard: Heard): boolean {
  if (isOrdered || asked === 'time' || asked === 'more') return false;
  if (heard.wants.some((want) => want === 'not_interested' || want === 'not_coming' || want === 'cancel'))
    return true;
  return items.length === 0 && isFinished(heard);
}

function begin(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (talk.items.length > 0 && isFinished(heard))
    return askAgain({ ...talk, asked: 'confirm_order' }, setting);
  return heard.answer === 'yes' ? askItems(talk, setting) : null;
}

function confirm(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (heard.answer === 'yes' || heard.intent === 'nothing_else')
    return talk.isIdentified ? place(talk) : askNumber(talk, setting);
  if (heard.answer !== 'no') return null;
  return ask(talk, 'items', visitPhrasesFor(setting.language).askChange);
}

function place(talk: VisitTalk): VisitStep {
  const items = talk.items.map(({ name, quantity, notes }) => ({
    name,
    quantity,
    ...(notes === null ? {} : { notes }),
  }));
  return call(talk, 'capture_order', { items });
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
  if (result.name === 'identify_user') return identified(talk, result, setting, place);
  const say = readSay(result);
  if (result.name === 'verify_caller' || (result.isError && say === setting.texts.askProof))
    return proven(talk, result, setting, place);
  if (result.name === 'capture_order') return captured(talk, result, say, setting);
  if (result.isError) return refusedTime(talk, say, setting);
  return first(say, askAgain({ ...talk, asked: 'more', isTimeSettled: true }, setting));
}

function captured(talk: VisitTalk, { isError }: ToolResult, say: string, setting: Setting): VisitStep {
  if (isError)
    return /[?؟]/.test(say) ? ask({ ...talk, items: [] }, 'items', say) : first(say, goodbye(talk));
  const ordered = { ...talk, isOrdered: true };
  if (talk.isTimeSettled) return first(say, askAgain({ ...ordered, asked: 'more' }, setting));
  const moment = wholeMoment(talk, setting.now);
  return first(
    say,
    moment === null ? askAgain({ ...ordered, asked: 'time' }, setting) : setTime(ordered, moment),
  );
}

/** A refusal asks for another time, or says that there is none. */
export function refusedTime(talk: VisitTalk, say: string, setting: Setting): VisitStep {
  const open = { ...talk, date: null, time: null };
  if (/[?؟]/.test(say)) return ask(open, 'time', say);
  return first(say, askAgain({ ...open, asked: 'more' }, setting));
}
