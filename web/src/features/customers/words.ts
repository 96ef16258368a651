import type { ToolSentences } from '../../lib/scenario-page.ts';
import { speak } from '../../lib/texts/languages.ts';

const tools: Record<string, ToolSentences> = {
  capture_order: {
    started: 'Placing the order',
    success: 'Placed the order',
    error: 'Could not place the order',
  },
  retrieve_order: {
    started: 'Looking the order up',
    success: 'Looked the order up',
    error: 'Found no order',
  },
  note_visit: {
    started: 'Noting what the kitchen has to know',
    success: 'Noted what the kitchen has to know',
    error: 'Could not note it',
  },
  set_arrival_time: {
    started: 'Noting when they come',
    success: 'Noted when they come',
    error: 'Could not note when they come',
  },
  decline_order: {
    started: 'Noting that they do not order',
    success: 'Noted that they do not order',
    error: 'Could not note that they do not order',
  },
  confirm_arrival: {
    started: 'Noting whether they are there',
    success: 'Noted whether they are there',
    error: 'Could not note whether they are there',
  },
  reschedule_visit: {
    started: 'Moving the visit',
    success: 'Moved the visit',
    error: 'Could not move the visit',
  },
  choose_takeaway: {
    started: 'Changing to takeaway',
    success: 'Changed to takeaway',
    error: 'Could not change to takeaway',
  },
  cancel_visit: {
    started: 'Canceling the visit',
    success: 'Canceled the visit',
    error: 'Could not cancel the visit',
  },
};

const en = {
  expected: 'Expected guests',
  noneExpected: 'Nobody is expected yet. Orders that callers place appear here.',
  unknownTime: 'time not known',
  visit: 'The visit',
  order: 'Order',
  partySize: 'People',
  allergies: 'Allergies',
  notes: 'Notes',
  people: (count: number) => (count === 1 ? 'one person' : `${count} people`),
  comes: 'Expected',
  noChange: 'Nothing was ordered or changed.',
  items: (count: number | string, dish: string) => `${count} × ${dish}`,
  arrived: 'they are there',
  notComing: 'they do not come',
  tools,
};

export const words = speak({ en });
