import type { FactBook } from '../facts/book.ts';
import type { Fact } from '../facts/fact.ts';

/** The book as a model reads it: one line a thing, JSON, local days and times. */
export function writeFactBook(book: FactBook): string {
  const lines = book.facts.map((fact) => JSON.stringify(plain(fact)));
  const taught = book.knowledge.map((text) => JSON.stringify({ kind: 'taught', text }));
  const all = [...lines, ...taught];
  return all.length === 0 ? 'Nothing was done, looked up or taught.' : all.join('\n');
}

function plain({ kind, status, when, was, who, what, people }: Fact): Record<string, unknown> {
  return {
    kind,
    status,
    ...(when && { when: `${when.date} ${when.time}` }),
    ...(was && { was: `${was.date} ${was.time}` }),
    ...(who && { for: who }),
    ...(what.length > 0 && {
      what: what.map(({ name, count }) => (count === null ? name : `${count} ${name}`)),
    }),
    ...(people && { people }),
  };
}
