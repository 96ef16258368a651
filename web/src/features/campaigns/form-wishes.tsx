import { useId, useState } from 'react';
import { formatWeekdays } from '../../lib/format.ts';
import { partsOfDay, weightNames } from './read-form.ts';
import { words } from './words.ts';

/** As the server has them where nothing is said, in percent. */
const usualWeights = { earliest_weight: 50, rating_weight: 25, distance_weight: 20, preference_weight: 5 };

/** How much each part of the score counts; what is shown is its share, since only how they compare matters. */
export function Weights({ error }: { error: string | null }) {
  const id = useId();
  const [weights, setWeights] = useState(usualWeights);
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  return (
    <div className="flex flex-col gap-2 sm:col-span-2">
      <p id={`${id}-hint`} className="text-sm text-soft">
        {words.form.countsHint}
      </p>
      {weightNames.map((name) => {
        const share = words.form.share(sum === 0 ? 0 : Math.round((weights[name] / sum) * 100));
        return (
          <div key={name} className="grid grid-cols-[minmax(0,1fr)_3.5rem] items-center gap-x-3">
            <label htmlFor={`${id}-${name}`} className="text-sm font-semibold">
              {words.form.weights[name]}
            </label>
            <span aria-hidden className="row-span-2 text-end text-sm tabular-nums">
              {share}
            </span>
            <input
              id={`${id}-${name}`}
              name={`preferences.${name}`}
              type="range"
              min={0}
              max={100}
              step={5}
              value={weights[name]}
              aria-valuetext={share}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
              onChange={({ currentTarget }) =>
                setWeights((known) => ({ ...known, [name]: Number(currentTarget.value) }))
              }
              className="h-6 w-full accent-accent"
            />
          </div>
        );
      })}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** Times of day and weekdays that the person likes; nothing chosen is any. */
export function Likes() {
  const t = words.form;
  return (
    <>
      <fieldset className="min-w-0">
        <legend className="text-sm font-semibold">{t.liked}</legend>
        {partsOfDay.map((part) => (
          <Choice key={part} name="preferences.parts_of_day" value={part} label={t.partsOfDay[part]} />
        ))}
      </fieldset>
      <fieldset className="min-w-0">
        <legend className="text-sm font-semibold">{t.weekdays}</legend>
        <div className="grid grid-cols-2">
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <Choice
              key={weekday}
              name="preferences.weekdays"
              value={String(weekday)}
              label={formatWeekdays([weekday])}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

function Choice({ name, value, label }: { name: string; value: string; label: string }) {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input name={name} value={value} type="checkbox" className="size-5 accent-accent" />
      {label}
    </label>
  );
}
