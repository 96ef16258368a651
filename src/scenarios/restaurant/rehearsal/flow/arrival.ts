import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { call, first } from '../../../../simulation/scripted-model/step.ts';
import { readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { hearWhen } from '../../../shared/rehearsal/when.ts';
import { afterNo, askAgain } from './again.ts';
import { type Heard, isFinished } from './hear.ts';
import { refusedTime } from './order.ts';
import { goodbye, type VisitStep, type VisitTalk } from './talk.ts';

/** Have they arrived, when will they, or are they not coming? */
export function onArrivalTalk(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { wants } = heard;
  if (wants.includes('not_coming') || wants.includes('cancel'))
    return call(talk, 'confirm_arrival', { arrived: false });
  const { date, time } = hearWhen(heard.text, 'next', setting, talk.date);
  const known = { ...talk, date: date ?? talk.date };
  if (time !== null) {
    // They are expected today: a time that has passed is a slip, not tomorrow's.
    const day = known.date ?? setting.today;
    return call({ ...known, time }, 'set_arrival_time', { arrival_date: day, arrival_time: time });
  }
  if (wants.includes('on_the_way') || date !== null) return askAgain({ ...known, asked: 'time' }, setting);
  if (wants.includes('arrived')) return call(talk, 'confirm_arrival', { arrived: true });
  if (talk.asked === 'arrived') return answered(known, heard, setting);
  if (talk.asked === 'time') return withoutTime(known, heard, setting);
  return isFinished(heard) ? goodbye(talk) : null;
}

function answered(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (heard.answer === 'yes') return call(talk, 'confirm_arrival', { arrived: true });
  return isFinished(heard) ? afterNo(talk, (known) => askAgain({ ...known, asked: 'time' }, setting)) : null;
}

function withoutTime(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  if (heard.wants.includes('not_interested') || isFinished(heard))
    return afterNo(talk, (known) => askAgain(known, setting));
  return talk.date === null ? null : askAgain(talk, setting);
}

export function onArrivalTool(talk: VisitTalk, result: ToolResult, setting: Setting): VisitStep {
  const say = readSay(result);
  if (result.isError) return refusedTime(talk, say, setting);
  return first(say, askAgain({ ...talk, asked: 'more' }, setting));
}
