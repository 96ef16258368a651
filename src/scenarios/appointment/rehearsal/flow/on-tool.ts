import { z } from 'zod';
import { parseSpokenDate, parseSpokenTime } from '../../../../language/dates.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import { readAnswer, readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { callbackOffer } from '../../../shared/rehearsal/when.ts';
import { appointmentTexts } from '../../words/texts.ts';
import { type Dialogue, type Moment, withoutTask } from './dialogue.ts';
import { type AppointmentStep, askAgain, nextMove } from './next-move.ts';
import { appointmentPhrases } from './phrases.ts';

const moment = z.object({ date: z.string(), time: z.string() });

/** What this model reads of the tools' answers; they hold more. */
const answer = z.object({
  say: z.string().default(''),
  slots: z.array(moment).default([]),
  slot: moment.optional(),
  appointments: z
    .array(moment.extend({ appointment_id: z.string(), resource: z.string().nullable().default(null) }))
    .default([]),
});

type Answer = z.infer<typeof answer>;

/** A tool has answered. */
export function onTool(dialogue: Dialogue, result: ToolResult, setting: Setting): AppointmentStep {
  if (result.isError) return onRefusal(dialogue, result, setting);
  const read = readAnswer(result.output, answer);
  switch (result.name) {
    case 'identify_user':
      return first(read.say, nextMove(identified(dialogue), setting));
    case 'verify_caller':
      return first(read.say, nextMove({ ...dialogue, asked: 'task', appointments: null }, setting));
    case 'fetch_slots':
      return ask({ ...dialogue, offered: read.slots }, 'time', read.say);
    case 'hold_slot':
      return held(dialogue, result, read, setting);
    case 'retrieve_appointments':
      return retrieved(dialogue, read, setting);
    case 'promise_callback':
      return first(read.say, call(dialogue, 'end_conversation'));
    case 'wrong_person':
      // A relative is asked when to call again.
      return ask(dialogue, isQuestion(read.say) ? 'callback' : 'anything_else', read.say);
    case 'refuse_calls':
    case 'end_conversation':
      return ask(dialogue, 'anything_else', read.say);
    default:
      return first(read.say, askAgain(withoutTask(dialogue), setting));
  }
}

function identified(dialogue: Dialogue): Dialogue {
  return { ...dialogue, isIdentified: true, appointments: null, asked: 'task' };
}

function held(
  dialogue: Dialogue,
  { args }: ToolResult,
  { slot, say }: Answer,
  setting: Setting,
): AppointmentStep {
  const taken = slot ?? wishOf(args);
  const known = { ...dialogue, held: taken, day: taken.date, time: taken.time };
  return dialogue.task === 'move' ? nextMove(known, setting) : ask(known, 'confirm_booking', say);
}

const wish = z.object({ appointment_date: z.string(), appointment_time: z.string() });

function wishOf(args: string): Moment {
  const { appointment_date: date, appointment_time: time } = wish.parse(JSON.parse(args));
  return { date, time };
}

function retrieved(dialogue: Dialogue, read: Answer, setting: Setting): AppointmentStep {
  const appointments = read.appointments.map(({ appointment_id: id, date, time, resource }) => ({
    id,
    date,
    time,
    resource,
  }));
  if (dialogue.task !== 'move' && dialogue.task !== 'cancel') {
    return first(read.say, askAgain(withoutTask(dialogue), setting));
  }
  if (appointments.length === 0) {
    return first(
      `${read.say} ${appointmentPhrases(setting.language).nothingToChange}`,
      askAgain(withoutTask(dialogue), setting),
    );
  }
  const known = { ...dialogue, appointments };
  const step = nextMove(known, setting);
  // Where it is clear which one is meant, the next sentence names it; a list of all would be too much.
  return step.dialogue.asked === 'which_appointment' || step.dialogue.asked === 'day'
    ? first(read.say, step)
    : step;
}

/** A refusal is speech already; what it says decides only which question stays open. */
function onRefusal(dialogue: Dialogue, result: ToolResult, setting: Setting): AppointmentStep {
  const output = readSay(result);
  if (output === appointmentTexts(setting.language).refused('not_proven', []))
    return ask(dialogue, 'proof', output);
  switch (result.name) {
    case 'identify_user':
      return ask(dialogue, 'phone', output);
    case 'verify_caller':
      return output === setting.texts.proofLocked
        ? first(output, askAgain(withoutTask(dialogue), setting))
        : ask(dialogue, 'proof', output);
    case 'fetch_slots':
    case 'hold_slot':
    case 'book_appointment':
      return refusedTime(dialogue, output, setting);
    case 'modify_appointment':
      return refusedTime({ ...dialogue, task: 'move' }, output, setting);
    case 'promise_callback':
      return ask({ ...dialogue, callbackOffer: callbackOffer(output, setting) }, 'callback', output);
    default:
      return first(output, askAgain(withoutTask(dialogue), setting));
  }
}

function refusedTime(dialogue: Dialogue, output: string, setting: Setting): AppointmentStep {
  const offered = momentsIn(output, setting);
  const open = { ...dialogue, held: null, time: null, day: null, slots: null, offered };
  const days = new Set(offered.map(({ date }) => date));
  const [day = null] = days.size === 1 ? days : [];
  const question = isQuestion(output) ? '' : ` ${questionAfter(offered, setting)}`;
  return ask({ ...open, day }, offered.length > 0 ? 'time' : 'day', `${output}${question}`);
}

function isQuestion(text: string): boolean {
  return text.includes('?') || text.includes('؟');
}

function questionAfter(offered: Moment[], { language }: Setting): string {
  const phrases = appointmentPhrases(language);
  return offered.length > 0 ? phrases.askWhich : phrases.askOtherDay;
}

const weekday =
  /(?=\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)|(?=(?:یک|دو|سه|چهار|پنج)[\u200c ]?شنبه|(?<![\u200c ])شنبه|(?<= |^)شنبه|جمعه)/u;

/** The free times that a refusal names, so that "the second one" can be understood. */
function momentsIn(text: string, { language, today }: Setting): Moment[] {
  return text.split(weekday).flatMap((part) => {
    const date = parseSpokenDate(part, { language, today });
    const time = parseSpokenTime(part, { language, today });
    return date?.exists && time ? [{ date: date.date, time: time.time }] : [];
  });
}
