import { z } from 'zod';

const clockTime = z.string().regex(/^\d{2}:\d{2}$/);

/** What somebody who only says a number is asked before they reach what is on file for it. */
const callerCheck = z.enum(['knowledge', 'none']);

export const agentResponse = z
  .object({
    name: z.string(),
    /** BCP 47 */
    language: z.string(),
    version: z.number().int(),
    /** What callers ask and what is answered, as the owner writes it. */
    knowledge: z.string().nullable(),
    /** `none`: whoever says a number is believed to be its person. */
    caller_check: callerCheck,
    /** Where the business is, as it is to be said. */
    address: z.string().nullable(),
    services: z.array(z.string()),
    /** Whom or what can be booked. */
    staff: z.array(z.string()),
    /** Each opening of the week; 1 is Monday, 24:00 the end of a day. */
    opening_hours: z.array(
      z.object({ weekday: z.number().int().min(1).max(7), opens: clockTime, closes: clockTime }),
    ),
    /** The days of the next month that differ. */
    opening_exceptions: z.array(
      z.object({
        day: z.iso.date(),
        is_open: z.boolean(),
        opens: clockTime.nullable(),
        closes: clockTime.nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Agent' });

export const changeAgentRequest = z
  .strictObject({
    knowledge: z.string().trim().max(4000).nullable().optional(),
    address: z.string().trim().max(300).nullable().optional(),
    services: z.array(z.string().trim().min(1).max(40)).max(50).optional(),
    /** Only an owner, or a program with an API key, may change it. */
    caller_check: callerCheck.optional(),
  })
  .meta({ id: 'ChangeAgent' });
