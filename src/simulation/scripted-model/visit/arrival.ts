import { first } from '../next-move.ts';
import { readSay, type ToolResult } from '../on-tool.ts';
import type { Setting } from '../setting.ts';
import { afterNo, askAgain } from './again.ts';
import { type Heard, isFinished } from './hear.ts';
import { refusedTime } from './order.ts';
import { goodbye, use, type VisitStep, type VisitTalk } from './talk.ts';
import { hearWhen, wholeMoment } from './when.ts';

/** Have they arrived, when will they, or are they not coming? */
export function onArrivalTalk(talk: VisitTalk, heard: Heard, setting: Setting): VisitStep | null {
  const { wants } = heard;
  if (wants.includes('not_coming') || wants.includes('cancel'))
    return use(talk, 'confirm_arrival', { arrived: false });
  const when = hearWhen(heard.text, 'next', setting);
  const known = { ...talk, date: when.date ?? talk.date, time: when.time };
  const moment = wholeMoment(known, setting.now);
  if (moment !== null) {
    return use({ ...known, ...moment }, 'set_arrival_time', {
      arrival_date: moment.date,
      arrival_time: moment.time,
    });
  }
  if (wants.includes('on_the_way')) return askAgain({ ...known, asked: 'time' }, setting);
  if (wants.includes('arrived')) return use(talk, 'confirm_arrival', { arrived: true });
  if (talk.asked === 'arrived') return answered(known, heard, setting);
  if (talk.asked === 'time') return withoutTime(known, heard, setting);
  return isFinished(heard) ? goodbye(talk) : null;
}

function answered(talk: VisitTalk, { answer }: Heard, setting: Setting): VisitStep | null {
  if (answer === 'yes') return use(talk, 'confirm_arrival', { arrived: true });
  return answer === 'no' ? afterNo(talk, (known) => askAgain({ ...known, asked: 'time' }, setting)) : null;
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
