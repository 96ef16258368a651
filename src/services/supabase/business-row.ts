import { z } from 'zod';
import type { Business } from '../../calls/call/business.ts';

const clock = z.string().regex(/^\d{2}:\d{2}$/);

/** What a business is, as `app.business_view` shows it. */
export const businessRow = z
  .object({
    address: z.string().nullable(),
    services: z.array(z.string()),
    resources: z.array(z.string()),
    hours: z.object({
      week: z.array(z.object({ weekday: z.number().int(), opens: clock, closes: clock })),
      exceptions: z.array(
        z
          .object({
            day: z.iso.date(),
            is_open: z.boolean(),
            opens: clock.nullable(),
            closes: clock.nullable(),
            reason: z.string().nullable(),
          })
          .transform(({ is_open, ...day }) => ({ ...day, isOpen: is_open })),
      ),
    }),
  })
  .transform((row): Business => row);
