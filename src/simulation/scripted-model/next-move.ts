import { sayDateTime } from '../../language/say.ts';
import type { Dialogue, KnownAppointment, Move, Question, Task, ToolCall } from './dialogue.ts';
import type { Setting } from './setting.ts';
import { visitPhrasesFor } from './visit/phrases.ts';

/** A step of the conversation: what is known afterwards, and what is answered. */
export interface Step<Talk = Dialogue> {
  dialogue: Talk;
  move: Move;
}

/** What is missing for the task is asked or fetched, one thing at a time. */
export function nextMove(dialogue: Dialogue, setting: Setting): Step {
  if (!dialogue.isIdentified) return identify(dialogue, setting);
  switch (dialogue.task) {
    case null:
      return askAgain(dialogue, setting);
    case 'look_up':
      return call(dialogue, 'retrieve_appointments');
    case 'book':
      return book(dialogue, setting);
    case 'move':
      return withAppointment(dialogue, setting, move);
    case 'cancel':
      return withAppointment(dialogue, setting, cancel);
  }
}

export function ask(dialogue: Dialogue, asked: Question, say: string): Step {
  return { dialogue: { ...dialogue, asked }, move: { say, call: null } };
}

export function call(dialogue: Dialogue, name: string, args: ToolCall['args'] = {}): Step {
  return { dialogue, move: { say: '', call: { name, args } } };
}

/** Words before whatever comes next. */
export function first<Talk>(say: string, step: Step<Talk>): Step<Talk> {
  const words = [say, step.move.say].filter((part) => part !== '').join(' ');
  return { ...step, move: { ...step.move, say: words } };
}

function identify(dialogue: Dialogue, { texts, facts }: Setting): Step {
  // Whom we called we know, until they want another number to be used.
  const called = facts.isCalled && dialogue.digits === '' && dialogue.asked !== 'phone' ? facts.phone : null;
  if (called !== null && dialogue.task !== null)
    return call(dialogue, 'identify_user', { contact_number: called });
  if (dialogue.asked === 'caller_number' && dialogue.callerNumber !== null) {
    return ask(dialogue, 'caller_number', texts.offerCallerNumber(dialogue.callerNumber));
  }
  return ask(dialogue, 'phone', texts.askPhone);
}

function book(dialogue: Dialogue, setting: Setting): Step {
  const { day, time, part, held } = dialogue;
  if (held !== null)
    return ask(dialogue, 'confirm_booking', setting.phrases.confirmBooking(when(held, setting)));
  if (day === null) return ask(dialogue, 'day', setting.phrases.askDay);
  if (time === null) return fetchSlots(dialogue, day, part);
  return call(dialogue, 'hold_slot', { appointment_date: day, appointment_time: time });
}

function fetchSlots(dialogue: Dialogue, day: string, part: string | null): Step {
  const wish = { appointment_date: day, ...(part === null ? {} : { part_of_day: part }) };
  return call(dialogue, 'fetch_slots', wish);
}

/** Moving and canceling are about an appointment: which one is found out first. */
function withAppointment(
  dialogue: Dialogue,
  setting: Setting,
  go: (dialogue: Dialogue, chosen: KnownAppointment, setting: Setting) => Step,
): Step {
  if (dialogue.appointments === null) return call(dialogue, 'retrieve_appointments');
  const chosen = dialogue.chosen ?? choose(dialogue.appointments, dialogue.named);
  if (chosen !== null) return go({ ...dialogue, chosen }, chosen, setting);
  const { whichToMove, whichToCancel } = setting.phrases;
  return ask(dialogue, 'which_appointment', dialogue.task === 'move' ? whichToMove : whichToCancel);
}

function choose(appointments: KnownAppointment[], named: Dialogue['named']): KnownAppointment | null {
  const fitting = appointments.filter(
    ({ date, time }) => (named?.day ?? date) === date && (named?.time ?? time) === time,
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function move(dialogue: Dialogue, chosen: KnownAppointment, setting: Setting): Step {
  const { day, time, part, held } = dialogue;
  const { phrases } = setting;
  if (held !== null) {
    return ask(dialogue, 'confirm_move', phrases.confirmMove(when(chosen, setting), when(held, setting)));
  }
  if (day === null && time === null) return ask(dialogue, 'day', phrases.askNewDay);
  if (day === null && time !== null) return move({ ...dialogue, day: chosen.date }, chosen, setting);
  if (time === null) return fetchSlots(dialogue, day ?? chosen.date, part);
  return call(dialogue, 'hold_slot', { appointment_date: day ?? chosen.date, appointment_time: time });
}

function cancel(dialogue: Dialogue, chosen: KnownAppointment, setting: Setting): Step {
  return ask(dialogue, 'confirm_cancel', setting.phrases.confirmCancel(when(chosen, setting)));
}

function when(moment: { date: string; time: string }, { language }: Setting): string {
  return sayDateTime(language, moment);
}

/** The question that is still open, once more. */
export function askAgain(dialogue: Dialogue, setting: Setting): Step {
  const { texts, phrases } = setting;
  switch (dialogue.asked) {
    case 'task':
      return ask(dialogue, 'task', phrases.askTask);
    case 'anything_else':
      return ask(dialogue, 'anything_else', texts.anythingElse);
    case 'phone':
    case 'caller_number':
      return identify(dialogue, setting);
    case 'day':
      return ask(dialogue, 'day', phrases.askDay);
    case 'time':
      return ask(dialogue, 'time', phrases.askTime);
    case 'which_appointment':
      return ask(dialogue, 'which_appointment', phrases.askWhich);
    case 'callback':
      return ask(dialogue, 'callback', visitPhrasesFor(setting.language).askCallback);
    default:
      return dialogue.task === null ? ask(dialogue, 'task', phrases.askTask) : nextMove(dialogue, setting);
  }
}

export function start(dialogue: Dialogue, task: Task): Dialogue {
  const isOther = dialogue.task !== task;
  const fresh = {
    ...dialogue,
    day: null,
    part: null,
    time: null,
    held: null,
    offered: [],
    named: null,
    chosen: null,
  };
  return { ...(isOther ? fresh : dialogue), task };
}
