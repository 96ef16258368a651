import { useEffect, useId, useState } from 'react';
import type { RankedOfferView } from '../../../../src/campaigns/campaign-views.ts';
import { words } from './words.ts';

const names = ['earliest', 'rating', 'distance', 'preference'] as const;

/** 0.874 as 87. */
export const outOf100 = (share: number) => Math.round(share * 100);

/**
 * The score of an offer; what it is made of stands below it for the pointer, the keyboard and the finger, goes away with
 * Escape (WCAG 2.2, 1.4.13), and describes the score to a screen reader.
 */
export function ScoreParts({ score, parts }: Pick<RankedOfferView, 'score' | 'parts'>) {
  const id = useId();
  const [isDismissed, setDismissed] = useState(false);
  useEffect(() => {
    const dismiss = ({ key }: KeyboardEvent) => key === 'Escape' && setDismissed(true);
    addEventListener('keydown', dismiss);
    return () => removeEventListener('keydown', dismiss);
  }, []);
  const shown = isDismissed ? 'hidden' : 'hidden group-hover/score:block group-focus-within/score:block';
  return (
    <span className="group/score static" data-testid="score">
      <button
        type="button"
        aria-label={words.score(outOf100(score))}
        aria-describedby={id}
        onPointerEnter={() => setDismissed(false)}
        onFocus={() => setDismissed(false)}
        // A finger's tap gives the keyboard to a button on some systems only.
        onClick={({ currentTarget }) => currentTarget.focus()}
        className="inline-flex min-h-9 min-w-11 items-center justify-center rounded-lg bg-accent-soft px-2 font-semibold text-accent tabular-nums"
      >
        {outOf100(score)}
      </button>
      <span
        id={id}
        role="tooltip"
        className={`${shown} absolute end-0 top-full z-10 w-64 max-w-full rounded-lg border border-line bg-surface p-3 text-sm shadow-lg`}
      >
        <span className="mb-1 block font-semibold">{words.scoreParts}</span>
        {names.map((name) => (
          <span key={name} className="flex items-center gap-2 py-0.5">
            <span className="sr-only">{words.part(words.parts[name], outOf100(parts[name]))}. </span>
            <span aria-hidden className="w-20 shrink-0 text-soft">
              {words.parts[name]}
            </span>
            <Bar share={parts[name]} />
            <span aria-hidden className="w-8 text-end tabular-nums">
              {outOf100(parts[name])}
            </span>
          </span>
        ))}
      </span>
    </span>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <span aria-hidden className="h-1.5 grow overflow-hidden rounded-full bg-sunken">
      <span className="block h-full rounded-full bg-accent" style={{ width: `${outOf100(share)}%` }} />
    </span>
  );
}
