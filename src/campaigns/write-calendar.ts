import { describeFault } from '../shared/fault.ts';
import type { Logger } from '../shared/logger.ts';
import type { PersonCalendar } from './ports.ts';

/** A slot that a provider keeps and that the person's calendar does not have yet. */
export interface UnwrittenCommitment {
  campaignId: string;
  reference: string;
  /** IANA, of the person. */
  timeZone: string;
  service: string;
  provider: string;
  location: string;
  /** Instants. */
  startsAt: string;
  endsAt: string;
}

export interface CalendarWrites {
  unwritten(): Promise<UnwrittenCommitment[]>;
  written(campaignId: string): Promise<void>;
}

export interface WriteParts {
  writes: CalendarWrites;
  calendarOf(timeZone: string): PersonCalendar;
  logger: Logger;
}

/**
 * Writes what was committed into the person's calendar. The reference is the event's id, so that an answer that was lost is
 * asked for again and writes nothing; what cannot be written now is written by a later round.
 */
export async function writeCalendars({ writes, calendarOf, logger }: WriteParts): Promise<boolean> {
  for (const commitment of await writes.unwritten()) {
    const { campaignId, reference, startsAt, endsAt, location } = commitment;
    try {
      await calendarOf(commitment.timeZone).book?.({
        reference,
        title: `${commitment.service}: ${commitment.provider}`,
        startsAt,
        endsAt,
        location,
      });
      await writes.written(campaignId);
    } catch (error) {
      logger.warn({ campaignId, fault: describeFault(error) }, 'calendar not written');
    }
  }
  return false;
}
