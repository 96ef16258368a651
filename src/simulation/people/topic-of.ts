import { knownLanguage } from '../../language/tags.ts';
import { commonTopics } from './common-topics.ts';
import type { Topic } from './topic.ts';

/**
 * What the agent's turn is about: its last sentence that means something, because that is what people answer to.
 * @param own what may be said in this kind of call only
 */
export function topicOf(agentSaid: string, own: Topic[], language: string): Topic | null {
  const topics = [...own, ...commonTopics];
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
