import type { HealthResponse } from '../../../../src/http/contract.ts';
import { texts } from '../../lib/texts/texts.ts';

/** Says plainly that speech or model is a stand-in, what can be said to it, and how to get the real parts. */
export function RehearsalNote({ health, phrases }: { health: HealthResponse; phrases: readonly string[] }) {
  const t = texts.rehearsal;
  const standIns = (['speech', 'model', 'voice'] as const).filter((part) => !health[part].real);
  const knowsOnlyPhrases = !health.speech.real || !health.model.real;
  return (
    <aside
      aria-label={t.title}
      data-testid="rehearsal-note"
      className="rounded-xl border border-line border-s-4 border-s-warn bg-surface p-4"
    >
      <h2 className="font-semibold text-warn">{t.title}</h2>
      <p className="mt-1 max-w-prose">{[...standIns.map((part) => t.parts[part]), t.kept].join(' ')}</p>
      {knowsOnlyPhrases && phrases.length > 0 && <Phrases phrases={phrases} />}
      {health.missing.length > 0 && (
        <details className="mt-3">
          <summary className="text-sm font-semibold">{t.missingTitle}</summary>
          <MissingParts missing={health.missing} />
        </details>
      )}
    </aside>
  );
}

function Phrases({ phrases }: { phrases: readonly string[] }) {
  const t = texts.rehearsal;
  return (
    <>
      <h3 className="mt-3 text-sm font-semibold">{t.phrasesTitle}</h3>
      <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5">
        {phrases.map((phrase) => (
          <li key={phrase} className="text-sm">
            {texts.quoted(phrase)}
          </li>
        ))}
      </ul>
    </>
  );
}

function MissingParts({ missing }: Pick<HealthResponse, 'missing'>) {
  return (
    <dl className="mt-2 flex flex-col gap-2 text-sm">
      {missing.map(({ part, why, fix }) => (
        <div key={`${part} ${why}`}>
          <dt className="font-medium">{texts.parts[part]}</dt>
          <dd>
            {why} <span className="break-words text-soft">{fix}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
