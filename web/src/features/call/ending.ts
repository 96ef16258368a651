import { texts } from '../../lib/texts/texts.ts';
import type { EndedBy } from './call-signal.ts';

/** Reasons that mean that the call broke off; every other one is an ending that somebody wanted. */
const broken = new Set(['agent_lost', 'agent_failed', 'provider_failed', 'never_started']);

/**
 * How the ending is told. What the page saw comes first; what was kept of the call corrects it where the page could not
 * know better: an agent that is gone may have ended the call in order.
 */
export function describeEnding(by: EndedBy, keptReason: string | null): { title: string; body: string } {
  const t = texts.ended;
  const seen = {
    person: t.byPerson,
    agent: t.byAgent,
    agent_lost: t.agentLost,
    connection_lost: t.connectionLost,
  }[by];
  if (keptReason === null || by === 'person' || by === 'connection_lost') return seen;
  const { title } = broken.has(keptReason) ? t.agentLost : t.byAgent;
  return { title, body: texts.endReasons[keptReason] ?? seen.body };
}
