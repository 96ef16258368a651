import { z } from 'zod';

export const tokenRequest = z
  .strictObject({
    /** Shown to the other side of the room; not an identity and not trusted. */
    participant_name: z.string().trim().min(1).max(60).optional(),
    /** BCP 47; the agent's own language when left out. */
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
        error: 'must be a language tag such as en-US or fa-IR',
      })
      .max(35)
      .optional(),
    /** One of the organization's that answers (`organization.scenarios` of /health); its first one when left out. */
    scenario: z.string().trim().min(1).max(60).optional(),
    /**
     * The number of whoever your own page has signed in: they are that person in this call, and are asked nothing. Send it
     * from your server, never as the browser says it.
     */
    signed_in_phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, { error: 'must be a telephone number with + and the country' })
      .optional(),
  })
  .meta({ id: 'TokenRequest' });

export const tokenResponse = z
  .object({
    /** Where livekit-client connects to, ws:// or wss://. */
    server_url: z.string(),
    participant_token: z.string(),
    room_name: z.string(),
    call_id: z.uuid(),
    /** What the call is about. */
    scenario: z.string(),
    /** True when speech or model is a stand-in: the page must say so. */
    rehearsal: z.boolean(),
    agent: z.object({ name: z.string(), language: z.string() }),
    organization: z.object({ name: z.string(), time_zone: z.string() }),
  })
  .meta({ id: 'Token' });

export type TokenRequest = z.infer<typeof tokenRequest>;
export type TokenResponse = z.infer<typeof tokenResponse>;
