import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, call, first } from '../../../../simulation/scripted-model/step.ts';
import type { Intent } from '../../../shared/rehearsal/intents.ts';
import { proofIn } from '../../../shared/rehearsal/proof.ts';
import { appointmentTexts } from '../../words/texts.ts';
import { calledPerson } from './called.ts';
import type { Dialogue, Moment, Task } from './dialogue.ts';
import { withoutMoment, withoutTask } from './dialogue.ts';
import { type AppointmentStep, askAgain, nextMove, samePerson, start } from './next-move.ts';
import { appointmentPhrases } from './phrases.ts';
import { hoursOf, isAgainst, type SlotWish } from './slot-wish.ts';
import { type Understood, understand } from './understand.ts';

/** Times that a person can pick by "the second one": as many as are said at once. */
const spokenTimes = 3;

/** The person has said something. */
export function onPerson(dialogue: Dialogue, text: string, setting: Setting): AppointmentStep {
  const heard = understand(text, !dialogue.isIdentified && dialogue.asked !== 'task', setting);
  const bareName = dialogue.asked === 'phone' ? heard.bareName : null;
  const named = { ...dialogue, name: heard.name ?? bareName ?? dialogue.name };
  const step =
    calledPerson(named, text, setting) ??
    number(named, heard, setting) ??
    proof(named, text, heard, setting) ??
    confirmation(named, heard, setting) ??
    unclearDay(named, heard, setting) ??
    wish(named, heard, setting) ??
    smallTalk(named, heard, setting);
  if (step !== null) return { ...step, dialogue: { ...step.dialogue, confusion: 0 } };
  return confused({ ...named, confusion: dialogue.confusion + 1 }, setting);
}

function number(dialogue: Dialogue, heard: Understood, setting: Setting): AppointmentStep | null {
  const { phone } = heard;
  if (phone === null) return callerNumber(dialogue, heard, setting);
  const known = remember(dialogue, heard);
  if (phone.status === 'valid') return identify({ ...known, digits: '' }, phone.e164);
  const together = understand(`${dialogue.digits} ${phone.digits}`, true, setting).phone;
  if (together?.status === 'valid') return identify({ ...known, digits: '' }, together.e164);
  return identify({ ...known, digits: phone.digits }, phone.digits);
}

function identify(dialogue: Dialogue, contactNumber: string): AppointmentStep {
  const name = dialogue.name === null ? {} : { name: dialogue.name };
  return call(dialogue, 'identify_user', { contact_number: contactNumber, ...name });
}

/** The name or the day that was asked for; a no leaves it. */
function proof(
  dialogue: Dialogue,
  text: string,
  heard: Understood,
  setting: Setting,
): AppointmentStep | null {
  if (dialogue.asked !== 'proof') return null;
  const said = proofIn(text, setting);
  if (said !== null) return call(dialogue, 'verify_caller', said);
  return heard.answer === 'no' ? first(setting.phrases.leaveIt, anythingElse(dialogue, setting)) : null;
}

function callerNumber(dialogue: Dialogue, heard: Understood, setting: Setting): AppointmentStep | null {
  const { asked, callerNumber: offered } = dialogue;
  if (asked !== 'caller_number' || offered === null || heard.answer === null) return null;
  const known = remember(dialogue, heard);
  if (heard.answer === 'yes') return identify(known, offered);
  return ask({ ...known, callerNumber: null }, 'phone', setting.texts.askPhone);
}

/** Keeps what was said along the way: "I'd like to book for tuesday at ten, my number is…". */
function remember(dialogue: Dialogue, heard: Understood): Dialogue {
  const task = taskOf(heard.intent);
  const started = task === null ? dialogue : start(dialogue, task);
  if (heard.phone !== null) return started;
  return {
    ...started,
    day: heard.day ?? started.day,
    time: heard.time?.time ?? started.time,
    part: heard.part ?? started.part,
    slots: heard.slots ?? started.slots,
    named: heard.named ?? started.named,
    ...aboutMove(started, heard),
  };
}

/** "Something later" may be said of a time that was offered, too; only of an appointment it is a move. */
function aboutMove(dialogue: Dialogue, heard: Understood): Pick<Dialogue, 'direction' | 'isSamePerson'> {
  const isMove = dialogue.task === 'move';
  return {
    direction: (isMove ? heard.direction : null) ?? dialogue.direction,
    isSamePerson: dialogue.isSamePerson || heard.isSamePerson,
  };
}

function taskOf(intent: Intent | null): Task | null {
  if (intent === 'times') return 'book';
  return intent === 'book' || intent === 'move' || intent === 'cancel' || intent === 'look_up'
    ? intent
    : null;
}

/** A yes or no to "shall I…", unless it comes with another day or time: then that is what is wanted. */
function confirmation(dialogue: Dialogue, heard: Understood, setting: Setting): AppointmentStep | null {
  const { asked } = dialogue;
  if (asked !== 'confirm_booking' && asked !== 'confirm_move' && asked !== 'confirm_cancel') return null;
  if (corrects(dialogue, heard)) return null;
  // "No, I don't want to cancel it, just move it."
  if (asked === 'confirm_cancel' && heard.intent === 'move') return null;
  if (heard.answer === 'yes') return commit(dialogue);
  if (heard.answer !== 'no') return null;
  if (asked === 'confirm_cancel') return first(setting.phrases.leaveIt, anythingElse(dialogue, setting));
  if (heard.intent === 'cancel' || heard.intent === 'nothing_else') {
    return first(setting.phrases.leaveIt, anythingElse(dialogue, setting));
  }
  return ask(withoutMoment(dialogue), 'day', appointmentPhrases(setting.language).askOtherDay);
}

function anythingElse(dialogue: Dialogue, setting: Setting): AppointmentStep {
  return askAgain(withoutTask(dialogue), setting);
}

function corrects({ held, asked }: Dialogue, { day, time, part, slots }: Understood): boolean {
  if (asked === 'confirm_cancel') return false;
  if (isAgainst(slots, held)) return true;
  const isOtherDay = day !== null && day !== held?.date;
  const isOtherTime = time !== null && held !== null && nearestHalf(time, [held]) !== held.time;
  return isOtherDay || isOtherTime || (part !== null && time === null && day === null);
}

function commit({ asked, held, chosen, ...rest }: Dialogue): AppointmentStep {
  const dialogue = { asked, held, chosen, ...rest };
  const id = { appointment_id: chosen?.id ?? '' };
  if (asked === 'confirm_cancel') return call(dialogue, 'cancel_appointment', id);
  const { date = '', time = '' } = held ?? {};
  const same = samePerson({ chosen, ...rest });
  if (asked === 'confirm_booking') {
    return call(dialogue, 'book_appointment', { appointment_date: date, appointment_time: time });
  }
  return call(dialogue, 'modify_appointment', { ...id, new_date: date, new_time: time, ...same });
}

/** "Tuesday the third", when that is a Thursday: which day is meant is asked, and the rest of the wish is kept. */
function unclearDay(dialogue: Dialogue, heard: Understood, { texts }: Setting): AppointmentStep | null {
  const unclear = heard.unclearDay;
  if (unclear === null) return null;
  const known = { ...remember(dialogue, heard), day: null, held: null };
  const { noSuchDate, noSuchDay, whichDay } = texts;
  const question = unclear.why === 'no_such_day' ? noSuchDay(unclear.options) : whichDay(unclear.options);
  const asked = known.task === null ? { ...known, task: 'book' as const } : known;
  return ask(asked, 'day', unclear.options.length === 0 ? noSuchDate : question);
}

/** A task, a day, a time, an appointment: whatever was named is kept, then what is missing is asked for. */
function wish(dialogue: Dialogue, heard: Understood, setting: Setting): AppointmentStep | null {
  const task = taskOf(heard.intent);
  const isDetail = dialogue.held !== null && heard.intent === 'move' && heard.time !== null;
  const started = task === null || isDetail ? dialogue : start(dialogue, task);
  const picked = pick(started, heard) ?? detail(started, heard);
  if (picked !== null) return nextMove(picked, setting);
  if (heard.choice === 'none')
    return ask(withoutMoment(started), 'day', appointmentPhrases(setting.language).askOtherDay);
  if (heard.choice !== null && heard.choice !== 'any' && heard.choice !== 'first' && started.day === null) {
    return nextMove({ ...started, task: started.task ?? 'book' }, setting);
  }
  if (heard.choice === 'any' || heard.choice === 'first' || heard.intent === 'times') {
    return nextMove({ ...started, task: started.task ?? 'book', day: started.day ?? setting.today }, setting);
  }
  return task === null || isDetail
    ? null
    : nextMove({ ...started, named: heard.named ?? started.named, ...aboutMove(started, heard) }, setting);
}

/** "The second one", "any time": one of the times or appointments that were said. */
function pick(dialogue: Dialogue, heard: Understood): Dialogue | null {
  const { day, time } = heard;
  // "Would that suit you?" asks about the only time there is.
  const isOnlyOne = heard.answer === 'yes' && dialogue.asked === 'time' && dialogue.offered.length === 1;
  const choice = heard.choice ?? (isOnlyOne ? 'first' : null);
  if (choice === null || choice === 'none' || day !== null || time !== null) return null;
  if (dialogue.asked === 'which_appointment') {
    const chosen = at(dialogue.appointments ?? [], choice);
    return chosen === undefined ? null : { ...dialogue, chosen };
  }
  const moment = at(dialogue.offered.slice(0, spokenTimes), choice);
  return moment === undefined ? null : { ...dialogue, day: moment.date, time: moment.time, held: null };
}

function at<T>(items: T[], choice: string): T | undefined {
  const index = { first: 0, any: 0, second: 1, third: 2, last: items.length - 1 }[choice];
  return index === undefined ? undefined : items[index];
}

function detail(dialogue: Dialogue, heard: Understood): Dialogue | null {
  const { day, part, slots } = heard;
  const time = heard.time === null ? null : nearestHalf(heard.time, dialogue.offered);
  if (day === null && time === null && part === null && slots === null) return null;
  if (dialogue.asked === 'which_appointment') return { ...dialogue, named: { day, time } };
  const task = dialogue.task ?? 'book';
  const named = heard.named ?? dialogue.named;
  const open = { ...dialogue, task, named, held: null };
  if (slots !== null) return { ...open, ...newSlots(dialogue, heard, slots) };
  // Hours that were wished hold for another day too, until a time is named.
  const hours = time === null ? hoursOf(dialogue.slots) : null;
  return { ...open, ...newMoment(dialogue, day, hours === null ? time : null, part), slots: hours };
}

/** Several days replace the one that was wished before; hours alone are meant of it. */
function newSlots(dialogue: Dialogue, { day, part }: Understood, slots: SlotWish) {
  const isOtherDays = slots.appointment_date !== undefined || slots.not_on !== undefined;
  const kept = isOtherDays ? null : (dialogue.day ?? dialogue.held?.date ?? null);
  return { day: day ?? kept, time: null, part: part ?? (isOtherDays ? dialogue.part : null), slots };
}

/** A new day keeps the time that was wished before, and a new time the day; a new part of the day asks anew. */
function newMoment(dialogue: Dialogue, day: string | null, time: string | null, part: string | null) {
  const heldDay = dialogue.day ?? dialogue.held?.date ?? dayOffered(dialogue.offered, time);
  const keptTime = part === null ? (dialogue.time ?? dialogue.held?.time ?? null) : null;
  return { day: day ?? heldDay, time: time ?? keptTime, part: part ?? dialogue.part };
}

function dayOffered(offered: Moment[], time: string | null): string | null {
  return offered.find((moment) => moment.time === time)?.date ?? null;
}

/** "Two" is the two o'clock that was offered, else two in the afternoon. */
function nearestHalf({ time, isSure }: { time: string; isSure: boolean }, offered: Moment[]): string {
  if (isSure || offered.some((moment) => moment.time === time)) return time;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const otherHalf = `${String((hour + 12) % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return offered.some((moment) => moment.time === otherHalf) ? otherHalf : time;
}

/** Everything that is no step towards a task. */
function smallTalk(dialogue: Dialogue, heard: Understood, setting: Setting): AppointmentStep | null {
  const phrases = appointmentPhrases(setting.language);
  if (isOver(dialogue, heard)) return call(dialogue, 'end_conversation');
  if (heard.intent === 'hours') {
    return first(phrases.hours, nextMove({ ...dialogue, task: dialogue.task ?? 'book' }, setting));
  }
  const answer = answers(setting)[heard.intent ?? ''];
  if (answer !== undefined) return first(answer, askAgain(dialogue, setting));
  // "Would you like to arrange one?"
  if (heard.answer === 'yes' && dialogue.asked === 'task' && setting.facts.isCalled) {
    return nextMove({ ...dialogue, task: 'book' }, setting);
  }
  if (heard.answer === 'yes' && (dialogue.asked === 'anything_else' || dialogue.asked === 'task')) {
    return ask(dialogue, 'task', phrases.askTask);
  }
  if (!dialogue.isIdentified && heard.answer !== null) return stillNeeded(dialogue, heard, setting);
  if (heard.answer === 'no' && dialogue.asked === 'time') {
    return ask(withoutMoment(dialogue), 'day', phrases.askOtherDay);
  }
  if (heard.answer === 'yes') return askAgain(dialogue, setting);
  if (heard.answer === 'no' && dialogue.task !== null) {
    return first(setting.phrases.leaveIt, anythingElse(dialogue, setting));
  }
  return isNamed(dialogue, heard) ? askAgain(dialogue, setting) : null;
}

/** Told their name, perhaps nothing but the name when asked for the number. */
function isNamed({ asked }: Dialogue, { name, bareName }: Understood): boolean {
  return name !== null || (asked === 'phone' && bareName !== null);
}

/** "Sure" when asked for the number, and "no, I would rather not". */
function stillNeeded(dialogue: Dialogue, { answer }: Understood, setting: Setting): AppointmentStep {
  const why = answer === 'no' ? appointmentTexts(setting.language).refused('not_identified', []) : '';
  return first(why, askAgain(dialogue, setting));
}

function isOver({ asked, task }: Dialogue, { intent, answer }: Understood): boolean {
  if (intent === 'goodbye' || (intent === 'nothing_else' && answer === 'no')) return true;
  const isIdle = task === null && (asked === 'anything_else' || asked === 'task');
  return isIdle && (intent === 'nothing_else' || answer === 'no');
}

function answers({ phrases, language }: Setting): Partial<Record<string, string>> {
  const own = appointmentPhrases(language);
  return {
    repeat: '',
    wait: phrases.takeYourTime,
    operator: own.noOperator,
    identity: phrases.whoIAm,
    abilities: own.whatICanDo,
    unsure: own.whatICanDo,
    thanks: phrases.welcome,
    hello: phrases.hello,
    nothing_else: '',
  };
}

/** Twice in a row not understood: what can be done is said. */
function confused(dialogue: Dialogue, setting: Setting): AppointmentStep {
  const { notUnderstood } = setting.phrases;
  const { whatICanDo } = appointmentPhrases(setting.language);
  const apology = dialogue.confusion > 1 ? `${notUnderstood} ${whatICanDo}` : notUnderstood;
  return first(apology, askAgain(dialogue, setting));
}
