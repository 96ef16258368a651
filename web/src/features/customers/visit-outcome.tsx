import { formatInstant } from '../../lib/format.ts';
import type { CallOutcome } from '../../lib/scenario-page.ts';
import { visitOf } from './visit-fact.ts';
import { words } from './words.ts';

/** What the call left of the visit. */
export function VisitOutcome({ activity }: Pick<CallOutcome, 'activity'>) {
  const visit = visitOf(activity);
  if (!visit) return <p className="text-soft">{words.noChange}</p>;
  const facts = [
    [words.order, visit.order],
    [words.partySize, visit.partySize && words.people(visit.partySize)],
    [words.allergies, visit.allergies],
    [words.notes, visit.notes],
    [words.comes, visit.expectedAt && formatInstant(visit.expectedAt)],
  ] as const;
  return (
    <dl data-testid="visit" className="flex flex-col gap-2">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt className="text-sm text-soft">{name}</dt>
              <dd dir="auto" className="break-words">
                {value}
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
