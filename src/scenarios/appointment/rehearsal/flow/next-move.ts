import { sayDateTime } from '../../../../language/say.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, type Step } from '../../../../simulation/scripted-model/step.ts';
import { calledPhrases } from '../../../shared/rehearsal/phrases.ts';
import { appointmentTexts } from '../../words/texts.ts';
import { type Dialogue, type KnownAppointment, type Task, withoutMoment } from './dialogue.ts';
import { appointmentPhrases } from './phrases.ts';

export type AppointmentStep = Step<Dialogue>;

/** What is missing for the task is asked or fetched, one thing at a time. */
export function nextMove(dialogue: Dialogue, setting: Setting): AppointmentStep {
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

function identify(dialogue: Dialogue, { texts, facts }: Setting): AppointmentStep {
  // Whom we called we know, until they want another number to be used.
  const called = facts.isCalled && dialogue.digits === '' && dialogue.asked !== 'phone' ? facts.phone : null;
  if (called !== null && dialogue.task !== null)
    return call(dialogue, 'identify_user', { contact_number: called });
  if (dialogue.asked === 'caller_number' && dialogue.callerNumber !== null) {
    return ask(dialogue, 'caller_number', texts.offerCallerNumber(dialogue.callerNumber));
  }
  return ask(dialogue, 'phone', texts.askPhone);
}

function book(dialogue: Dialogue, setting: Setting): AppointmentStep {
  const { day, time, slots, held } = dialogue;
  if (held !== null)
    return ask(
      dialogue,
      'confirm_booking',
      appointmentPhrases(setting.language).confirmBooking(when(held, setting)),
    );
  if (day === null && slots === null)
    return ask(dialogue, 'day', appointmentPhrases(setting.language).askDay);
  if (day === null || time === null) return fetchSlots(dialogue, day);
  return call(dialogue, 'hold_slot', { appointment_date: day, appointment_time: time });
}

function fetchSlots(dialogue: Dialogue, day: string | null, moving: string | null = null): AppointmentStep {
  const { part, slots } = dialogue;
  const wish = {
    ...(day === null ? {} : { appointment_date: day }),
    ...slots,
    ...(part === null ? {} : { part_of_day: part }),
    ...(moving === null ? {} : { appointment_id: moving }),
  };
  return call(dialogue, 'fetch_slots', wish);
}

/** Moving and canceling are about an appointment: which one is found out first. */
function withAppointment(
  dialogue: Dialogue,
  setting: Setting,
  go: (dialogue: Dialogue, chosen: KnownAppointment, setting: Setting) => AppointmentStep,
): AppointmentStep {
  if (dialogue.appointments === null) return call(dialogue, 'retrieve_appointments');
  const chosen = dialogue.chosen ?? choose(dialogue.appointments, dialogue.named);
  if (chosen !== null) return go({ ...dialogue, chosen }, chosen, setting);
  const { whichToMove, whichToCancel } = appointmentPhrases(setting.language);
  return ask(dialogue, 'which_appointment', dialogue.task === 'move' ? whichToMove : whichToCancel);
}

function choose(appointments: KnownAppointment[], named: Dialogue['named']): KnownAppointment | null {
  const fitting = appointments.filter(
    ({ date, time }) => (named?.day ?? date) === date && (named?.time ?? time) === time,
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Somebody who wants the same person again is offered nobody else. */
export function samePerson({ isSamePerson, chosen }: Pick<Dialogue, 'isSamePerson' | 'chosen'>) {
  return isSamePerson && chosen?.resource ? { resource: chosen.resource } : {};
}

function move(dialogue: Dialogue, chosen: KnownAppointment, setting: Setting): AppointmentStep {
  const { day, time, slots, held, direction } = dialogue;
  const phrases = appointmentPhrases(setting.language);
  if (held !== null) {
    return ask(dialogue, 'confirm_move', phrases.confirmMove(when(chosen, setting), when(held, setting)));
  }
  if (slots !== null && time === null) return fetchSlots(dialogue, day, chosen.id);
  if (day === null && time === null && direction !== null)
    return call(dialogue, 'fetch_slots', { appointment_id: chosen.id, direction, ...samePerson(dialogue) });
  if (day === null && time === null) return ask(dialogue, 'day', phrases.askNewDay);
  if (day === null && time !== null) return move({ ...dialogue, day: chosen.date }, chosen, setting);
  if (time === null) return fetchSlots(dialogue, day ?? chosen.date, chosen.id);
  return call(dialogue, 'hold_slot', {
    appointment_date: day ?? chosen.date,
    appointment_time: time,
    appointment_id: chosen.id,
    ...samePerson(dialogue),
  });
}

function cancel(dialogue: Dialogue, chosen: KnownAppointment, setting: Setting): AppointmentStep {
  return ask(
    dialogue,
    'confirm_cancel',
    appointmentPhrases(setting.language).confirmCancel(when(chosen, setting)),
  );
}

function when(moment: { date: string; time: string }, { language }: Setting): string {
  return sayDateTime(language, moment);
}

/** The question that is still open, once more. */
export function askAgain(dialogue: Dialogue, setting: Setting): AppointmentStep {
  const { texts } = setting;
  const phrases = appointmentPhrases(setting.language);
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
    case 'proof':
      return ask(dialogue, 'proof', appointmentTexts(setting.language).refused('not_proven', []));
    case 'callback':
      return ask(dialogue, 'callback', calledPhrases(setting.language).askCallback);
    default:
      return dialogue.task === null ? ask(dialogue, 'task', phrases.askTask) : nextMove(dialogue, setting);
  }
}

export function start(dialogue: Dialogue, task: Task): Dialogue {
  const isOther = dialogue.task !== task;
  // "Don't cancel it, just move it" speaks of the one that was chosen.
  const isSameOne = dialogue.task === 'cancel' && task === 'move';
  const fresh = {
    ...withoutMoment(dialogue),
    named: null,
    chosen: isSameOne ? dialogue.chosen : null,
    direction: null,
    isSamePerson: false,
  };
  return { ...(isOther ? fresh : dialogue), task };
}
