import type { OfferedSlot } from './slot-board.ts';
import { words } from './words.ts';

/**
 * What choosing a slot says to the agent. An agent of another language than the page's gets the bare date and time,
 * which every language understands.
 */
export function slotWords(slot: Pick<OfferedSlot, 'date' | 'time'>, agentLanguage: string): string {
  const speaksPageLanguage = agentLanguage.split('-')[0]?.toLowerCase() === words.language;
  return speaksPageLanguage ? words.slotPhrase(slot) : `${slot.date} ${slot.time}`;
}
