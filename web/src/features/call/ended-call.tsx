import { Keyboard, LoaderCircle, Phone } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { CallDetailResponse } from '../../../../src/http/contract.ts';
import { Button } from '../../components/button.tsx';
import { CostTable } from '../../components/cost-table.tsx';
import { LatencyTable } from '../../components/latency-table.tsx';
import { formatDuration } from '../../lib/format.ts';
import { callHref } from '../../lib/routes.ts';
import { useScenarioPages } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';
import type { EndedBy } from './call-signal.ts';
import type { CallState } from './call-state.ts';
import { describeEnding } from './ending.ts';
import type { CallControls } from './use-call.ts';

interface EndedCallProps {
  state: CallState;
  by: EndedBy;
  controls: CallControls;
  /** The call as it is kept; null until it was read. */
  record: CallDetailResponse | null;
  /** The summary was waited for in vain. */
  isGivenUp: boolean;
  onLookAgain: () => void;
}

/** What came of the call: from the summary that the agent sent, else from the kept call once it is written. */
export function EndedCall({ state, by, controls, record, isGivenUp, onLookAgain }: EndedCallProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const pageOf = useScenarioPages();
  const summary = state.summary ?? record?.summary ?? null;
  const { title, body } = describeEnding(by, record?.end_reason ?? null);
  const { joinedAt, endedAt } = state;
  const length = joinedAt !== null && endedAt !== null ? formatDuration(endedAt - joinedAt) : null;
  const said = [body, length && texts.ended.lasted(length)].filter(Boolean);

  return (
    <section aria-labelledby="ended-title" data-testid="ended" data-by={by} className="flex flex-col gap-6">
      <div>
        <h1
          id="ended-title"
          ref={heading}
          tabIndex={-1}
          className="text-3xl leading-tight font-semibold tracking-tight"
        >
          {title}
        </h1>
        <p className="mt-2 text-soft">{said.join(' ')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => controls.start(true)} data-testid="call-again">
          <Phone size={18} aria-hidden />
          {texts.ended.again}
        </Button>
        <Button onClick={() => controls.start(false)}>
          <Keyboard size={18} aria-hidden />
          {texts.ended.typeAgain}
        </Button>
        <Button look="quiet" onClick={controls.leave}>
          {texts.ended.close}
        </Button>
      </div>
      <div aria-live="polite" className="flex flex-col gap-5">
        {summary ? (
          <>
            <Part title={texts.record.summary}>
              <p dir="auto" data-testid="summary" className="max-w-prose text-base">
                {summary.summary}
              </p>
            </Part>
            {state.call &&
              pageOf(state.call.scenario).afterCall?.map(({ title, Part: Outcome }) => (
                <Part key={title} title={title}>
                  <Outcome
                    activity={state.activity}
                    told={summary}
                    user_preferences={summary.user_preferences}
                  />
                </Part>
              ))}
            <Part title={texts.record.cost}>
              {/* The event was sent before the goodbye, which costs something too. */}
              <CostTable cost={record?.summary ? record.cost_breakdown : summary.cost_breakdown} />
            </Part>
          </>
        ) : (
          <WaitingForSummary isGivenUp={isGivenUp || state.call === null} onRetry={onLookAgain} />
        )}
      </div>
      {record && <LatencyTable turns={record.turns} />}
      {state.call && (
        <p>
          <a
            href={callHref(state.call.call_id)}
            className="font-medium text-accent underline underline-offset-4"
          >
            {texts.ended.openRecord}
          </a>
        </p>
      )}
    </section>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm font-semibold text-soft">{title}</h2>
      {children}
    </section>
  );
}

function WaitingForSummary({ isGivenUp, onRetry }: { isGivenUp: boolean; onRetry: () => void }) {
  if (!isGivenUp) {
    return (
      <p className="flex items-center gap-2 text-soft" data-testid="summary-pending">
        <LoaderCircle size={18} aria-hidden className="motion-safe:animate-spin" />
        {texts.ended.waitingForSummary}
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3" data-testid="summary-missing">
      <p>{texts.ended.noSummary}</p>
      <Button size="small" onClick={onRetry}>
        {texts.ended.retry}
      </Button>
    </div>
  );
}
