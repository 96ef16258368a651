import { z } from 'zod';

/** What outreach calls leave behind, as the HTTP API answers it. */

/** How an answer was understood. */
export const captureClass = z.enum(['yes', 'no', 'opt_out', 'number_question', 'unknown']);

export const captureView = z
  .object({
    id: z.uuid(),
    call_id: z.uuid(),
    /** 0 for the first answer in the call, 1 for the second. */
    index: z.number().int(),
    /** What was said, as speech recognition understood it; empty when nothing was. */
    transcript: z.string(),
    class: captureClass,
    /** Who classified it: the language model, the keywords that stand in for it, or nobody because nothing was said. */
    classifier: z.enum(['model', 'keywords', 'silence']),
    /** 0 to 1. */
    confidence: z.number(),
    /** BCP 47. */
    language: z.string(),
    created_at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'OutreachCapture' });

export type CaptureClass = z.infer<typeof captureClass>;
export type CaptureView = z.infer<typeof captureView>;
