import { parseSpokenPhone } from '../../../../language/phone-numbers.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { proofIn } from '../../../shared/rehearsal/proof.ts';
import { type Heard, isFinished } from './hear.ts';
import { goodbye, type VisitStep, type VisitTalk } from './talk.ts';

/** Who calls to order is asked for a number first: it says whose order it is. */
export function askNumber(talk: VisitTalk, { texts, facts }: Setting): VisitStep {
  const isOffered = facts.phone !== null && !talk.isNumberRefused;
  return ask(talk, 'phone', isOffered ? texts.offerCallerNumber(facts.phone ?? '') : texts.askPhone);
}

export function numberTold(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { facts, region, language } = setting;
  const phone = parseSpokenPhone(heard.text, region, language);
  const digits = phone.status === 'valid' ? phone.e164 : phone.digits;
  if (digits !== '') return call(talk, 'identify_user', { contact_number: digits });
  if (heard.answer === 'yes' && facts.phone !== null) {
    return call(talk, 'identify_user', { contact_number: facts.phone });
  }
  if (!isFinished(heard)) return null;
  if (facts.phone === null || talk.isNumberRefused) return goodbye(talk);
  return askNumber({ ...talk, isNumberRefused: true }, setting);
}

export function identified(
  talk: VisitTalk,
  result: ToolResult,
  goOn: (talk: VisitTalk) => VisitStep,
): VisitStep {
  const say = readSay(result);
  if (result.isError) return ask({ ...talk, isNumberRefused: true }, 'phone', say);
  const step = goOn({ ...talk, isIdentified: true });
  return talk.items.length > 0 ? first(say, step) : step;
}

/** The name or the day that was asked for; a no leaves the order. */
export function proofTold(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const said = proofIn(heard.text, setting);
  if (said !== null) return call(talk, 'verify_caller', said);
  return isFinished(heard) ? goodbye(talk) : null;
}

/** Asked for a proof, or told whether it was one. */
export function proven(
  talk: VisitTalk,
  result: ToolResult,
  setting: Setting,
  goOn: (talk: VisitTalk) => VisitStep,
): VisitStep {
  const say = readSay(result);
  if (!result.isError) return first(say, goOn(talk));
  return say === setting.texts.proofLocked ? first(say, goodbye(talk)) : ask(talk, 'proof', say);
}
