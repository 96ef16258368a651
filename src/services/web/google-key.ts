import { z } from 'zod';
import { type Answer, type Asked, ask, isPassing, parseJson } from './ask.ts';

/** What Google's newer APIs have in common: a key and a field mask in headers, and one shape of refusal. */

export type GoogleAnswer =
  | { kind: 'answer'; content: unknown }
  /** Down, slow or over its quota. */
  | { kind: 'unavailable'; message: string; retryAfterSeconds: number | null; cause?: unknown }
  /** The key, or what it may do. Google's own reason, such as API_KEY_INVALID, where it gave one. */
  | { kind: 'refused'; message: string; reason: string };

interface Question extends Pick<Asked, 'url' | 'timeoutMs' | 'maxBytes'> {
  key: string;
  fieldMask: string;
  content: unknown;
}

export async function askGoogle({ key, fieldMask, content, ...asked }: Question): Promise<GoogleAnswer> {
  let answer: Answer;
  try {
    answer = await ask({
      ...asked,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-goog-api-key': key,
        'x-goog-fieldmask': fieldMask,
      },
      body: JSON.stringify(content),
    });
  } catch (cause) {
    return { kind: 'unavailable', message: 'Google did not answer.', retryAfterSeconds: null, cause };
  }
  const { status, retryAfterSeconds } = answer;
  if (answer.isOk) return { kind: 'answer', content: parseJson(answer.text) };
  if (isPassing(status))
    return { kind: 'unavailable', message: `Google answered ${status}.`, retryAfterSeconds };
  const reason = reasonIn(answer.text);
  return { kind: 'refused', message: `Google answered ${status}${reason ? `, ${reason}` : ''}.`, reason };
}

/** AIP-193. */
const refusal = z.object({
  error: z.object({
    status: z.string().default(''),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
});

/** `matrix` answers are lists, and so are its refusals. */
function reasonIn(text: string): string {
  const content = parseJson(text);
  const { error } = refusal.safeParse(Array.isArray(content) ? content[0] : content).data ?? {};
  return error?.details.find(({ reason }) => reason)?.reason ?? error?.status ?? '';
}
