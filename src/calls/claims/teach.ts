import type { AgentVersion, Organization } from '../call/call.ts';
import type { FactBook } from '../facts/book.ts';
import { hoursInWords } from './hours-in-words.ts';

/** What the business has told its agent: whom it has, where it is, what its owner wrote for those who ask. */
export function teach(
  book: FactBook,
  { organization, agent }: { organization: Organization; agent: AgentVersion },
): void {
  const { address = null, resources = [], services = [] } = organization.business ?? {};
  book.learnPeople(resources);
  const written = [agent.knowledge, agent.persona].flatMap(
    (text) => text?.split(/\n+|(?<=[.!?؟])\s+/u) ?? [],
  );
  book.teach([...written, ...(address === null ? [] : [`The address is ${address}.`]), ...services]);
  book.teach(hoursInWords(organization.business?.hours.week ?? []));
}
