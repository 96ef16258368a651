import { z } from 'zod';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { readAnswer, readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { visitFacts } from '../../facts.ts';
import { askAgain } from './again.ts';
import { askNumber } from './caller.ts';
import { type Heard, isFinished } from './hear.ts';
import { type HeardOrder, isChange } from './items.ts';
import type { VisitStep, VisitTalk } from './talk.ts';

/** "I'd like to change my order", "what have I ordered?" */
export function isAboutStanding({ isLookedUp }: VisitTalk, { wants }: Heard, { facts }: Setting): boolean {
  const isAsked = wants.includes('change_order') || wants.includes('standing_order');
  return isAsked && !isLookedUp && (!facts.isCalled || visitFacts(facts).order !== null);
}

/** Whose order it is comes first, then what it is, then what is to change about it. */
export function changeStanding(talk: VisitTalk, order: HeardOrder, setting: Setting): VisitStep {
  const isMeant = order.items.length > 0 || isChange(order);
  const known: VisitTalk = { ...talk, errand: 'change', pending: isMeant ? order : null };
  return known.isIdentified ? lookUp(known) : askNumber(known, setting);
}

/** A wish to cancel, and the yes to "shall I?"; null where there is nothing that could be canceled. */
export function cancelStanding(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { wants, answer } = heard;
  const { facts } = setting;
  if (talk.asked === 'confirm_cancel') {
    if (answer === 'no') return first(setting.phrases.leaveIt, askAgain({ ...talk, asked: 'more' }, setting));
    if (answer === 'yes' || wants.includes('cancel')) return call(talk, 'cancel_visit');
    return isFinished(heard) ? askAgain({ ...talk, asked: 'more' }, setting) : null;
  }
  const isWish = wants.includes('cancel') || wants.includes('not_coming');
  const mayStand = talk.isOrdered || visitFacts(facts).order !== null || !facts.isCalled;
  // Before anything was placed it is enough not to place it.
  if (!isWish || !mayStand || (talk.items.length > 0 && !talk.isOrdered)) return null;
  if (talk.isOrdered) return askAgain({ ...talk, asked: 'confirm_cancel' }, setting);
  const known: VisitTalk = { ...talk, errand: 'cancel' };
  return known.isIdentified ? lookUp(known) : askNumber(known, setting);
}

function lookUp(talk: VisitTalk): VisitStep {
  return call(talk, 'retrieve_order');
}

/** Once it is known who calls: the order is placed, or the one that stands is looked up. */
export function afterIdentified(
  talk: VisitTalk,
  setting: Setting,
  place: (talk: VisitTalk) => VisitStep,
): VisitStep {
  if (talk.errand !== 'place' && !talk.isLookedUp) return lookUp(talk);
  return talk.items.length > 0 ? place(talk) : askAgain({ ...talk, asked: 'items' }, setting);
}

const foundItem = z.object({ name: z.string(), quantity: z.number(), notes: z.string().default('') });

const foundOrder = z.object({
  items: z
    .array(foundItem.transform(({ notes, ...item }) => ({ ...item, notes: notes || null })))
    .default([]),
  expected_arrival_time: z.string().nullish(),
});

/** The order that stands: it is told, and then changed or canceled. */
export function found(
  talk: VisitTalk,
  result: ToolResult,
  setting: Setting,
  readBack: (talk: VisitTalk, order: HeardOrder, setting: Setting) => VisitStep,
): VisitStep {
  const say = readSay(result);
  const known: VisitTalk = { ...talk, isLookedUp: true, pending: null };
  if (result.isError) return ask({ ...known, errand: 'place' }, 'items', say);
  const { items, expected_arrival_time: expected } = readAnswer(result.output, foundOrder);
  const standing: VisitTalk = { ...known, items, isOrdered: true, isTimeSettled: expected != null };
  if (talk.errand === 'cancel')
    return first(say, askAgain({ ...standing, asked: 'confirm_cancel' }, setting));
  if (talk.pending !== null) return first(say, readBack(standing, talk.pending, setting));
  return first(say, askAgain({ ...standing, asked: 'items' }, setting));
}
