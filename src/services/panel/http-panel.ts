import { z } from 'zod';
import { menuDigits } from '../../calls/telephony/dtmf.ts';
import {
  type ContactBatch,
  type Panel,
  type PanelContact,
  PanelError,
} from '../../scenarios/outreach/campaign/panel.ts';
import type { Clock } from '../../shared/clock.ts';
import { readBody } from '../web/body.ts';
import { Rest } from './rest.ts';

/** The panel's own database may be slow; a runner waits no longer, and its lease is much longer. */
const timeoutMs = 10_000;
/** A batch of 500 contacts is some 100 KB. */
const maxAnswerBytes = 1024 * 1024;
/** Longer names are cut off, not refused: they are only spoken. */
const nameLength = 120;

export interface PanelSettings {
  /** Ends without a slash or with one; paths are appended. */
  baseUrl: string;
  token: string;
}

const batchAnswer = z.object({
  call_allowed: z.boolean(),
  retry_after_seconds: z.number().min(0).max(86_400).nullish(),
  contacts: z.array(z.unknown()).default([]),
});

/** Anything with an id can be reported on, so nothing else is asked for here. */
const contactRow = z.object({
  id: z.union([z.string().trim().min(1).max(200), z.number().int().transform(String)]),
  phone: z.string().max(40).nullish().catch(null),
  name: z.string().trim().min(1).nullish().catch(null),
  menu_digits: menuDigits.nullish().catch(null),
});

/** The panel over HTTP, as docs/panel.md describes it. */
export function createPanel(settings: PanelSettings, clock: Clock): Panel {
  const rest = new Rest(clock);
  return {
    async contacts(limit) {
      rest.check();
      try {
        const batch = toBatch(await request(settings, 'GET', `contacts?limit=${limit}`));
        rest.end();
        return batch;
      } catch (error) {
        if (error instanceof PanelError) rest.begin(error);
        throw error;
      }
    },

    async report(result) {
      await request(settings, 'POST', 'results', {
        id: result.id,
        contact_id: result.contactId,
        result: result.result,
        phone: result.phone,
        attempts: result.attempts,
        call_id: result.callId,
        called_at: result.calledAt,
        ended_at: result.endedAt,
      });
    },
  };
}

function toBatch(body: string): ContactBatch {
  const parsed = batchAnswer.safeParse(parseJson(body));
  if (!parsed.success) {
    throw new PanelError(
      'panel_unreadable',
      'The panel answered in another shape than docs/panel.md asks for.',
      {
        cause: parsed.error,
      },
    );
  }
  const { call_allowed, retry_after_seconds, contacts } = parsed.data;
  const readable = contacts.flatMap((contact): PanelContact[] => {
    const row = contactRow.safeParse(contact);
    if (!row.success) return [];
    const { id, phone, name, menu_digits } = row.data;
    return [
      { id, phone: phone ?? null, name: name?.slice(0, nameLength) ?? null, menuDigits: menu_digits ?? null },
    ];
  });
  return {
    callAllowed: call_allowed,
    retryAfterSeconds: retry_after_seconds ?? null,
    contacts: readable,
    unreadable: contacts.length - readable.length,
  };
}

async function request(
  { baseUrl, token }: PanelSettings,
  method: 'GET' | 'POST',
  path: string,
  content?: { id: string } & Record<string, unknown>,
): Promise<string> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${baseUrl.replace(/\/+$/, '')}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(content ? { 'content-type': 'application/json', 'idempotency-key': content.id } : {}),
      },
      ...(content ? { body: JSON.stringify(content) } : {}),
      // The token is for this address and no other.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = await readBody(response, maxAnswerBytes);
  } catch (cause) {
    throw new PanelError('panel_unreachable', 'The panel did not answer.', { cause });
  }
  // 409: it has this report already.
  if (response.ok || (method === 'POST' && response.status === 409)) return body;
  throw new PanelError('panel_refused', `The panel answered ${response.status}.`, {
    retryAfterSeconds: retryAfter(response),
  });
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter({ headers }: Response): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const at = Date.parse(text);
  // The panel's clock and ours differ by little; its own Date header would be no better.
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
