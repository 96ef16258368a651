import { receptionLines } from './lines.ts';

/** A day of each weekday and month, and each clock time that a slot may begin at, between them. */
const moments = Array.from({ length: 84 }, (_, index) => {
  const day = new Date(Date.UTC(2027, index % 12, 1 + ((index * 5) % 28)));
  const hour = 7 + (index % 13);
  const minute = (index * 5) % 60;
  return {
    date: day.toISOString().slice(0, 10),
    time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  };
});

/** What a reception can say beside what anybody says; of the times that it may name, examples of each kind. */
export function receptionPhrases(language: string): string[] {
  const { offer, maybe, notThat, keep, ...fixed } = receptionLines(language);
  return [
    ...moments.flatMap((moment) => [offer, maybe, notThat, keep].map((say) => say(moment))),
    ...Object.values(fixed),
  ];
}
