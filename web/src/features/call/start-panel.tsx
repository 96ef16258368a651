import { Keyboard, Phone } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { texts } from '../../lib/texts/texts.ts';
import { HealthTrouble } from '../health/health-trouble.tsx';
import { RehearsalNote } from '../health/rehearsal-note.tsx';
import { useHealth } from '../health/use-health.ts';

/** Before the call: who is called, how to begin, and what stands in the way. */
export function StartPanel({ onStart }: { onStart: (speaking: boolean) => void }) {
  const { data, error, isFetching, isPending, refetch } = useHealth();
  const t = texts.start;
  const health = error ? null : (data ?? null);
  const isReady = health?.ok === true && health.livekit.ok;

  return (
    <section aria-labelledby="start-title" className="flex flex-col gap-6">
      <div>
        <h1
          id="start-title"
          tabIndex={-1}
          data-page-heading
          className="text-3xl leading-tight font-semibold tracking-tight"
        >
          {t.title}
        </h1>
        <p className="mt-2 max-w-prose text-base text-soft">{t.lead}</p>
      </div>
      {isReady || isPending ? (
        <div>
          <div className="flex flex-col gap-3 sm:flex-row">
            <Button
              look="primary"
              size="large"
              onClick={() => onStart(true)}
              disabled={!isReady}
              data-testid="start-call"
            >
              <Phone size={20} aria-hidden />
              {t.call}
            </Button>
            <Button
              size="large"
              onClick={() => onStart(false)}
              disabled={!isReady}
              data-testid="start-typing"
            >
              <Keyboard size={20} aria-hidden />
              {t.type}
            </Button>
          </div>
          <p role="status" className="mt-3 text-sm text-soft">
            {isPending ? texts.health.checking : t.note}
          </p>
        </div>
      ) : (
        <HealthTrouble health={health} isChecking={isFetching} onCheck={() => void refetch()} />
      )}
      {isReady && health?.rehearsal && <RehearsalNote health={health} />}
    </section>
  );
}
