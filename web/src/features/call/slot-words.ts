import { texts } from '../../lib/texts/texts.ts';
import type { OfferedSlot } from './slot-board.ts';

/**
 * What choosing a slot says to the agent. An agent of another language than the page's gets the bare date and time,
 * which every language understands.
 */
export function slotWords(slot: Pick<OfferedSlot, 'date' | 'time'>, agentLanguage: string): string {
  const speaksPageLanguage = agentLanguage.split('-')[0]?.toLowerCase() === texts.language;
  return speaksPageLanguage ? texts.slotPhrase(slot) : `${slot.date} ${slot.time}`;
}
