import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { call, first } from '../../../../simulation/scripted-model/step.ts';
import { readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { hearWhen, isDoubtfulDay } from '../../../shared/rehearsal/when.ts';
import { afterNo, askAgain, askMove } from './again.ts';
import { type Heard, isFinished } from './hear.ts';
import { refusedTime } from './order.ts';
import { goodbye, type VisitStep, type VisitTalk } from './talk.ts';

/** Another time, takeaway, or cancel. */
export function onRecoveryTalk(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { wants, answer } = heard;
  const confirmed = confirmation(talk, heard, setting);
  if (confirmed !== null) return confirmed;
  if (wants.includes('takeaway')) return call(talk, 'choose_takeaway');
  const isCanceling =
    wants.includes('cancel') || wants.includes('not_coming') || wants.includes('not_interested');
  if (isCanceling) return askAgain({ ...talk, asked: 'confirm_cancel' }, setting);
  const moved = newTime(talk, heard, setting);
  if (moved !== null) return moved;
  if (talk.asked === 'more') return isFinished(heard) ? goodbye(talk) : null;
  if (talk.asked === 'what_instead' && answer === 'yes') return askAgain(talk, setting);
  if (isFinished(heard))
    return afterNo(talk, (known) => askAgain({ ...known, asked: 'confirm_cancel' }, setting));
  return null;
}

/** A yes or no to "shall I…", unless it comes with another wish. */
function confirmation(talk: VisitTalk, { answer, wants, text }: Heard, setting: Setting): VisitStep | null {
  const { asked, date, time } = talk;
  if (asked !== 'confirm_move' && asked !== 'confirm_cancel') return null;
  const other = hearWhen(text, 'table', setting);
  const isOther = other.time !== null || other.date !== null;
  const isNewWish =
    wants.includes('takeaway') || wants.includes('reschedule') || (isOther && answer !== 'yes');
  if (isNewWish) return null;
  const isMeant =
    answer === 'yes' || (asked === 'confirm_cancel' && wants.includes('cancel') && answer !== 'no');
  if (isMeant && asked === 'confirm_cancel') return call(talk, 'cancel_visit');
  if (isMeant) return call(talk, 'reschedule_visit', { visit_date: date, visit_time: time });
  if (answer !== 'no' || wants.includes('cancel')) return null;
  const open = { ...talk, date: null, time: null };
  if (asked === 'confirm_move') return askAgain({ ...open, asked: 'time' }, setting);
  return afterNo(open, (known) =>
    first(setting.phrases.leaveIt, askAgain({ ...known, asked: 'what_instead' }, setting)),
  );
}

function newTime(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { date, time } = hearWhen(heard.text, 'table', setting, talk.date);
  if (date === null && time === null) {
    const isAsked = heard.wants.includes('reschedule') || isDoubtfulDay(heard.text, setting);
    return isAsked ? askAgain({ ...talk, asked: 'time' }, setting) : null;
  }
  const known = { ...talk, date: date ?? talk.date, time: time ?? talk.time };
  return askMove(known, setting);
}

export function onRecoveryTool(talk: VisitTalk, result: ToolResult, setting: Setting): VisitStep {
  const say = readSay(result);
  if (result.isError) return refusedTime(talk, say, setting);
  return first(say, askAgain({ ...talk, asked: 'more' }, setting));
}
