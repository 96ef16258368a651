import type { CallRequest, CallRequests } from '../../../dialing/requests.ts';
import { timeZonesOf } from '../../../dialing/time-zones.ts';
import { readWrittenPhone } from '../../../language/written-phone.ts';
import { describeFault } from '../../../shared/fault.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { OutreachResult } from '../flow.ts';
import { type ContactBatch, type Panel, type PanelContact, PanelError } from './panel.ts';
import type { PanelResults } from './results.ts';

/** What the rows of `call_requests` say of where a contact came from. */
export const panelSource = 'panel';
const staticSource = 'static';

/** While the panel allows no calls and does not say until when. */
const holdSeconds = 60;
/** The panel may name any time; longer than an hour it is asked again all the same. */
const longestHoldSeconds = 3_600;

export interface ContactWork {
  organization: { id: string; timeZone: string; region: string };
  /** Null without a panel: then the static contacts are called. */
  panel: Panel | null;
  /** E.164. */
  staticContacts: string[];
  /** Contacts that may wait at once, and that are asked for at once. */
  batchSize: number;
  /** How often somebody who was not reached is called again. */
  retries: number;
  requests: CallRequests;
  results: PanelResults;
  logger: Logger;
}

/**
 * Asks for the next contacts and makes a call request of each. Any number of runners may do it beside each other: a
 * contact is one request, whoever adds it and however often. A panel that fails is no error: it is left alone for a
 * while, and offers the same contacts again.
 * @returns how many contacts were new
 */
export async function fetchContacts(work: ContactWork): Promise<number> {
  if (work.panel === null) return addStaticContacts(work);
  try {
    return await askPanel(work, work.panel);
  } catch (error) {
    if (!(error instanceof PanelError)) throw error;
    if (error.code !== 'panel_resting') {
      work.logger.warn({ fault: describeFault(error) }, 'the panel could not be asked for contacts');
    }
    return 0;
  }
}

async function askPanel(work: ContactWork, panel: Panel): Promise<number> {
  const { organization, batchSize, results, logger } = work;
  // What waits is at most one batch: should calls be forbidden, little has to be held back.
  const waiting = await results.backlog(organization.id);
  const batch = await panel.contacts(Math.max(0, batchSize - waiting));
  if (!batch.callAllowed) {
    await results.hold(organization.id, holdFor(batch));
    return 0;
  }
  if (batch.unreadable > 0) logger.warn({ count: batch.unreadable }, 'the panel sent contacts without an id');
  let added = 0;
  for (const contact of batch.contacts) if (await addContact(work, contact)) added += 1;
  return added;
}

function holdFor({ retryAfterSeconds }: ContactBatch): number {
  return Math.min(Math.ceil(retryAfterSeconds ?? holdSeconds), longestHoldSeconds);
}

async function addContact(work: ContactWork, contact: PanelContact): Promise<boolean> {
  const { organization, requests, results } = work;
  const written = contact.phone === null ? null : readWrittenPhone(contact.phone, organization.region);
  if (!written?.ok) {
    await refuse(work, contact, contact.phone, 'failed:invalid_number');
    return false;
  }
  const phone = written.e164;
  const request = await requestOf(work, {
    source: panelSource,
    input: { contact_id: contact.id, ...(contact.menuDigits ? { menu_digits: contact.menuDigits } : {}) },
    ...{ id: contact.id, phone, name: contact.name },
  });
  const answer = await requests.add(organization.id, request);
  if (!answer.ok) {
    await refuse(work, contact, phone, `failed:${answer.code}`);
    return false;
  }
  // A contact that is known and settled is offered again when the panel has lost its result.
  if (!answer.created) await results.repeat(organization.id, contact.id);
  return answer.created;
}

/** Nobody is called, and the panel is told why. */
async function refuse(
  { organization, results, logger }: ContactWork,
  contact: PanelContact,
  phone: string | null,
  result: OutreachResult,
): Promise<void> {
  logger.info({ contactId: contact.id, result }, 'a contact cannot be called');
  await results.refuse(organization.id, { contactId: contact.id, phone, result });
}

async function addStaticContacts(work: ContactWork): Promise<number> {
  let added = 0;
  for (const phone of work.staticContacts) {
    const request = await requestOf(work, { source: staticSource, input: {}, id: phone, phone, name: null });
    const answer = await work.requests.add(work.organization.id, request);
    if (answer.ok && answer.created) added += 1;
    if (!answer.ok) work.logger.warn({ code: answer.code }, 'a static contact cannot be called');
  }
  return added;
}

async function requestOf(
  { organization, retries }: ContactWork,
  contact: Pick<CallRequest, 'source' | 'input' | 'phone' | 'name'> & { id: string },
): Promise<CallRequest> {
  return {
    scenario: 'outreach',
    phone: contact.phone,
    name: contact.name,
    input: contact.input,
    source: contact.source,
    sourceKey: `${contact.source}:${contact.id}`,
    priority: 3,
    dueAt: null,
    timeZones: timeZonesOf(contact.phone, organization.timeZone),
    earliest: null,
    latest: null,
    expiresAt: null,
    maxAttempts: retries + 1,
    campaignId: null,
    fromCallId: null,
  };
}
