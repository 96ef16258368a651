import { useEffect, useRef } from 'react';
import { AgentPage } from '../features/agent/agent-page.tsx';
import { isBusy, type Phase } from '../features/call/call-state.ts';
import { useCall } from '../features/call/use-call.ts';
import { CallRecordPage } from '../features/calls/call-record-page.tsx';
import { CallsPage } from '../features/calls/calls-page.tsx';
import { CampaignPage } from '../features/campaigns/campaign-page.tsx';
import { CampaignsPage } from '../features/campaigns/campaigns-page.tsx';
import { NewCampaignPage } from '../features/campaigns/new-campaign-page.tsx';
import { homeHref } from '../lib/routes.ts';
import { texts } from '../lib/texts/texts.ts';
import { CallPage } from './call-page.tsx';
import { Header } from './header.tsx';
import { type Route, useRoute } from './route.ts';
import { UnknownPage } from './unknown-page.tsx';

export function App() {
  const call = useCall();
  const { state } = call;
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  useFocusOnChange(main, `${placeOf(route)} ${state.phase.name}`);
  const inCall = isBusy(state.phase);

  return (
    <div className="flex min-h-dvh flex-col lg:has-data-[testid=live-call]:h-dvh">
      <button
        type="button"
        onClick={() => main.current?.focus()}
        className="absolute start-3 top-2 z-10 -translate-y-20 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {texts.shell.skip}
      </button>
      <Header page={route.page} />
      {inCall && route.page !== 'call' && (
        <a href={homeHref} className="bg-accent px-4 py-2 text-center font-medium text-on-accent">
          {texts.shell.backToCall}
        </a>
      )}
      <main
        ref={main}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-6xl grow flex-col px-3 pt-2 pb-6 sm:px-6 lg:min-h-0"
      >
        {route.page === 'call' && <CallPage call={call} />}
        {route.page === 'calls' && <CallsPage />}
        {route.page === 'record' && <CallRecordPage key={route.callId} callId={route.callId} />}
        {route.page === 'agent' && <AgentPage />}
        {route.page === 'campaigns' && <CampaignsPage />}
        {route.page === 'new campaign' && <NewCampaignPage />}
        {route.page === 'campaign' && <CampaignPage key={route.campaignId} campaignId={route.campaignId} />}
        {route.page === 'unknown' && <UnknownPage />}
      </main>
      <PhaseStatus phase={state.phase} />
    </div>
  );
}

function placeOf(route: Route): string {
  if (route.page === 'record') return `record ${route.callId}`;
  return route.page === 'campaign' ? `campaign ${route.campaignId}` : route.page;
}

/** What the call does, for those who cannot see the page. */
function PhaseStatus({ phase }: { phase: Phase }) {
  return (
    <p role="status" className="sr-only" data-testid="phase" data-phase={phase.name}>
      {phase.name === 'idle' ? '' : texts.phase[phase.name]}
    </p>
  );
}

/** A new page takes the keyboard to its heading; the first page leaves it where the browser put it. */
function useFocusOnChange(main: React.RefObject<HTMLElement | null>, place: string): void {
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    main.current?.querySelector<HTMLElement>('[data-page-heading]')?.focus();
  }, [main, place]);
}
