import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallbackTime } from '../calls/call/contact-preferences.ts';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import { localDay } from '../language/dates.ts';
import { type LocalMoment, localMoment } from '../language/say.ts';
import { tellMoment } from './moments.ts';
import { perform } from './perform.ts';
import { promise } from './promise.ts';
import { readMoment } from './wish.ts';

export const promiseCallback = llm.tool({
  name: 'promise_callback',
  description:
    'Promise to call the person again at a day and time that suits them. Call it when they ask to be called later; for ' +
    '"tomorrow afternoon" choose a time in it. When it answers with another time, nothing is promised yet: offer that ' +
    'time and call it again once they agree. Never promise a call without it.',
  parameters: z.object({
    callback_date: z.string().describe('The day where the person is, as YYYY-MM-DD'),
    callback_time: z.string().describe('The time where the person is, 24 hours, as HH:MM'),
    time_zone: z
      .string()
      .max(60)
      .nullish()
      .describe(
        'IANA zone such as Europe/Berlin; only when they say where they will be, else their number tells',
      ),
    note: z.string().max(500).nullish().describe('What the call will be about, for whoever makes it'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'promise_callback',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { texts, progress } = data;
        const { time_zone: timeZone = null, note = null } = args;
        const wished = readMoment(args.callback_date, args.callback_time, data);
        if ('code' in wished) return wished;
        const refused = refuseZone(timeZone, data);
        if (refused) return refused;
        const when = { moment: wished, timeZone };
        const answer = await promise(options, key, { when, note });
        if (answer.ok) {
          const { at, moment } = answer.kept;
          progress.commit({
            kind: 'callback',
            moment,
            told: texts.outbound.summary.callback(tellMoment(data, moment)),
          });
          return { ok: true, say: sayCallback(data, answer.kept), data: { due_at: at, ...moment } };
        }
        if (answer.code === 'number_not_confirmed') return askWhether(answer.phone, data);
        if (answer.code !== 'outside_hours')
          return { ok: false, code: answer.code, say: texts.outbound.callbackRefused(answer.code) };
        const { next } = answer;
        const say = texts.outbound.callbackProposed(...spoken(data, next));
        const agreed = `callback_date ${next.moment.date} and callback_time ${next.moment.time}`;
        return {
          ok: false,
          code: answer.code,
          say,
          next: `Nothing is promised. Offer that time; once they agree, call this again with ${agreed}.`,
          data: { next_at: next.at },
        };
      },
    }),
});

/** Nothing is promised before the number was read back and agreed to. */
export function askWhether(phone: string, { texts }: CallData): Unusable {
  return { ok: false, code: 'number_not_confirmed', say: texts.outbound.confirmNumber(phone) };
}

/** "We will call you again tomorrow at ten, your time": by the clocks that the person goes by. */
export function sayCallback(data: CallData, kept: CallbackTime): string {
  return data.texts.outbound.callbackPromised(...spoken(data, kept));
}

/** A time as texts take it: with today where the person is, and whether that is by other clocks than ours. */
function spoken(
  { clock, organization }: CallData,
  { at, moment, timeZone }: CallbackTime,
): [moment: LocalMoment, today: string, isElsewhere: boolean] {
  const ours = localMoment(at, organization.timeZone);
  const isElsewhere = ours.date !== moment.date || ours.time !== moment.time;
  return [moment, localDay(clock.now(), timeZone), isElsewhere];
}

function refuseZone(timeZone: string | null, { texts }: CallData): Unusable | null {
  if (timeZone === null || isPlace(timeZone)) return null;
  return { ok: false, code: 'unknown_zone', say: texts.outbound.callbackRefused('unknown_zone') };
}

/** By the name of a place: Postgres and IANA read "+02:00" with opposite signs. */
function isPlace(timeZone: string): boolean {
  if (!/^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+$/.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
