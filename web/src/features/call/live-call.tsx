import { useEffect, useRef } from 'react';
import { plainPage, useScenarioPages } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';
import { useIsWide } from '../../lib/use-is-wide.ts';
import { ActivityPanel } from './activity-panel.tsx';
import { CallBar } from './call-bar.tsx';
import { CallNotices } from './call-notices.tsx';
import type { CallState } from './call-state.ts';
import { Composer } from './composer.tsx';
import { Suggestions } from './suggestions.tsx';
import { TranscriptView } from './transcript-view.tsx';
import type { CallControls } from './use-call.ts';

interface LiveCallProps {
  state: CallState;
  controls: CallControls;
}

/** The call while it runs. On a wide screen what the agent does stands beside what is said. */
export function LiveCall({ state, controls }: LiveCallProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { call, phase } = state;
  const isWide = useIsWide();
  const canSpeak = phase.name === 'talking';
  const pageOf = useScenarioPages();
  const page = call ? pageOf(call.scenario) : plainPage('');
  const { DuringCall } = page;
  const beside = DuringCall && (
    <DuringCall
      activity={state.activity}
      language={call?.agent.language ?? texts.language}
      disabled={!canSpeak}
      onSay={controls.say}
    />
  );
  return (
    <section
      aria-labelledby="call-title"
      data-testid="live-call"
      data-phase={phase.name}
      className="flex grow flex-col lg:min-h-0"
    >
      <h1 id="call-title" ref={heading} tabIndex={-1} className="sr-only">
        {call ? texts.call.headingFor(call.agent.name, call.organization.name) : texts.call.heading}
      </h1>
      <div className="grid grow grid-cols-[minmax(0,1fr)] gap-4 lg:min-h-0 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-h-[calc(100dvh-5.5rem)] flex-col rounded-xl border border-line bg-surface lg:min-h-0">
          <CallBar state={state} controls={controls} />
          <CallNotices state={state} controls={controls} />
          <TranscriptView
            conversation={state.conversation}
            agentName={call?.agent.name ?? texts.call.agent}
          />
          <div className="sticky bottom-0 flex flex-col gap-3 rounded-b-xl border-t border-line bg-surface p-3 sm:p-4">
            {!isWide && beside}
            <Suggestions expectation={state.expectation} disabled={!canSpeak} onSay={controls.say} />
            <Composer disabled={!canSpeak} focusFirst={!state.speaking} onSay={controls.say} />
          </div>
        </div>
        <div className="flex flex-col gap-4 lg:min-h-0">
          {isWide && beside}
          <ActivityPanel activity={state.activity} page={page} />
        </div>
      </div>
    </section>
  );
}
