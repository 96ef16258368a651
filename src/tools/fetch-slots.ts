import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewSlot } from '../scenarios/appointment/call/slot-view.ts';
import type { Slot, SlotsWish } from '../scenarios/appointment/store/appointments.ts';
import { perform } from './perform.ts';
import { readDate, readTime, resourceArgument } from './wish.ts';

const parameters = z.object({
  appointment_date: z
    .string()
    .nullish()
    .describe('The day, or the first of several, YYYY-MM-DD. Leave out for the soonest'),
  until_date: z.string().nullish().describe('The last day, when several are meant'),
  part_of_day: z.enum(['morning', 'afternoon', 'evening']).nullish().describe('Only if they asked for it'),
  earliest_time: z.string().nullish().describe('First start that suits, HH:MM. "After lunch" is 13:00'),
  before_time: z
    .string()
    .nullish()
    .describe('Starts must be before this, HH:MM. "Between two and four" is 16:00'),
  not_on: z
    .array(z.string())
    .nullish()
    .describe(
      'Days that do not suit: YYYY-MM-DD, or weekdays in English. "Any day but Tuesday" is ["Tuesday"]',
    ),
  resource: resourceArgument,
  appointment_id: z.string().nullish().describe('Of the appointment that is being moved'),
  direction: z.enum(['later', 'earlier']).nullish().describe('Than the appointment that is being moved'),
});

type Wish = z.infer<typeof parameters>;

export const fetchSlots = llm.tool({
  name: 'fetch_slots',
  description:
    'Find free times: of one day, of several, or the soonest. Call it before you name any time; never invent one. Needs ' +
    'no phone number. Offer two or three of the answer, in its order.',
  parameters,
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'fetch_slots',
      args,
      options,
      run: async (data) => {
        const wish = readWish(args, data);
        if ('code' in wish) return wish;
        const answer = await data.slice.appointments.slots(data.call.id, wish);
        if (!answer.ok) return data.slice.refuse(answer);
        const slots = answer.slots.toSorted((one, other) => likeliness(other) - likeliness(one));
        data.slice.offer(slots);
        const { texts } = data.slice;
        return {
          ok: true,
          say: texts.offer(slots),
          data: {
            ...(wish.date === null ? {} : { appointment_date: wish.date }),
            slots: slots.map((slot) => viewSlot(slot, texts)),
          },
        };
      },
    }),
});

function readWish(args: Wish, data: CallData): SlotsWish | Unusable {
  const days = [args.appointment_date, args.until_date].map((day) => (day ? readDate(day, data) : null));
  const times = [args.earliest_time, args.before_time].map((time) => (time ? readBound(time, data) : null));
  const unusable = [...days, ...times].find((read) => read !== null && typeof read !== 'string');
  if (unusable) return unusable;
  const [date = null, untilDate = null, earliest = null, before = null] = [...days, ...times].map(textOf);
  return {
    date,
    untilDate,
    partOfDay: args.part_of_day ?? null,
    earliest,
    before,
    notOn: (args.not_on ?? []).map((day) => unwantedDay(day, data)),
    resource: args.resource || null,
    appointmentId: args.appointment_id || null,
    direction: args.direction ?? null,
  };
}

function textOf(read: string | Unusable | null): string | null {
  return typeof read === 'string' ? read : null;
}

/** "Before midnight" has no clock time of its own. */
function readBound(time: string, data: CallData): string | Unusable {
  return time === '24:00' ? time : readTime(time, data);
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** "Tuesday" and "Tuesdays" as the database counts, from 1 for Monday; a date as it writes it. */
function unwantedDay(day: string, data: CallData): string {
  const place = weekdays.findIndex((name) => day.trim().toLowerCase().startsWith(name));
  return place === -1 ? (textOf(readDate(day, data)) ?? day) : String(place + 1);
}

/** The person's usual times come first, each group by time. */
function likeliness({ isLikely }: Slot): number {
  return isLikely ? 1 : 0;
}
