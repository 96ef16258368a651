import { knownLanguage } from '../../language/tags.ts';
import { appointmentTopics } from './talk/appointment.ts';
import { arrivalTopics } from './talk/arrival.ts';
import { commonTopics } from './talk/common.ts';
import { orderTopics } from './talk/order.ts';
import { outreachTopics } from './talk/outreach.ts';
import { recoveryTopics } from './talk/recovery.ts';
import type { Topic } from './talk/topic.ts';

const talks: Record<string, Topic[]> = {
  appointment: appointmentTopics,
  order: orderTopics,
  arrival: arrivalTopics,
  recovery: recoveryTopics,
  outreach: outreachTopics,
};

/** What the agent's turn is about: its last sentence that means something, because that is what people answer to. */
export function topicOf(agentSaid: string, scenario: string, language: string): Topic | null {
  const topics = [...(talks[scenario] ?? []), ...commonTopics];
  const known = knownLanguage(language);
  for (const sentence of sentencesOf(agentSaid).reverse()) {
    const topic = topics.find((candidate) => candidate[known].test(sentence));
    if (topic) return topic;
  }
  return null;
}

function sentencesOf(text: string): string[] {
  return text.match(/[^.!?؟]+[.!?؟]*/gu) ?? [];
}
