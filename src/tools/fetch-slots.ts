import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewSlot } from '../scenarios/appointment/call/slot-view.ts';
import type { Slot, SlotsWish } from '../scenarios/appointment/store/appointments.ts';
import { perform } from './perform.ts';
import { dateArgument, refuseDate, refuseWish, resourceArgument } from './wish.ts';

const parameters = z.object({
  appointment_date: dateArgument
    .nullish()
    .describe('The day, or the first of several. Leave out for the soonest'),
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
  const { appointment_date: date, until_date: untilDate } = args;
  const { earliest_time: earliest, before_time: before } = args;
  const unreal = [date, untilDate].map((day) => (day ? refuseDate(day, data) : null)).find(Boolean);
  const impossible = [earliest, before].map((time) => (time ? refuseTime(time, data) : null)).find(Boolean);
  const refused = unreal ?? impossible;
  if (refused) return refused;
  return {
    date: date || null,
    untilDate: untilDate || null,
    partOfDay: args.part_of_day ?? null,
    earliest: earliest || null,
    before: before || null,
    notOn: (args.not_on ?? []).map(isoWeekday),
    resource: args.resource || null,
    appointmentId: args.appointment_id || null,
    direction: args.direction ?? null,
  };
}

function refuseTime(time: string, data: CallData): Unusable | null {
  // "Before midnight" has no clock time of its own.
  return time === '24:00' ? null : refuseWish('2000-01-01', time, data);
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** "Tuesday" and "Tuesdays" as the database counts, from 1 for Monday; a date as it is. */
function isoWeekday(day: string): string {
  const place = weekdays.findIndex((name) => day.trim().toLowerCase().startsWith(name));
  return place === -1 ? day : String(place + 1);
}

/** The person's usual times come first, each group by time. */
function likeliness({ isLikely }: Slot): number {
  return isLikely ? 1 : 0;
}
