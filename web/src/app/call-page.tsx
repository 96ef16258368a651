import { AskingForMicrophone, Connecting, MicrophoneBlocked } from '../features/call/call-starting.tsx';
import { CallTrouble } from '../features/call/call-trouble.tsx';
import { EndedCall } from '../features/call/ended-call.tsx';
import { LiveCall } from '../features/call/live-call.tsx';
import { StartPanel } from '../features/call/start-panel.tsx';
import type { OneCall } from '../features/call/use-call.ts';
import { CutCallNote } from '../features/calls/cut-call-note.tsx';
import { useCallRecord } from '../features/calls/queries.ts';
import { RecentCalls } from '../features/calls/recent-calls.tsx';
import { HealthTrouble } from '../features/health/health-trouble.tsx';
import { RehearsalNote } from '../features/health/rehearsal-note.tsx';
import { useHealth } from '../features/health/use-health.ts';
import { useScenarioPages } from '../lib/scenario-page.ts';

/** The page of the call: what stands on it is the phase that the call is in. */
export function CallPage({ call }: { call: OneCall }) {
  const { state, controls } = call;
  const { name } = state.phase;
  if (name === 'waiting' || name === 'talking' || name === 'reconnecting') {
    return <LiveCall state={state} controls={controls} />;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-12">
      <div className="lg:pt-6">
        <BesideCall call={call} />
      </div>
      <div className="flex flex-col gap-4">
        <BusinessPanels />
        <RecentCalls />
      </div>
    </div>
  );
}

function BesideCall({ call }: { call: OneCall }) {
  const { state, controls } = call;
  const { phase } = state;
  switch (phase.name) {
    case 'asking':
      return <AskingForMicrophone controls={controls} />;
    case 'blocked':
      return <MicrophoneBlocked why={phase.why} controls={controls} />;
    case 'opening':
    case 'joining':
      return <Connecting phase={phase.name} controls={controls} />;
    case 'failed':
      return <CallTrouble trouble={phase.trouble} controls={controls} />;
    case 'ended':
      return <Ended state={state} by={phase.by} controls={controls} />;
    default:
      return <Start call={call} />;
  }
}

function Start({ call: { chosen, cutCallId, controls } }: { call: OneCall }) {
  const { data, error, isFetching, isPending, refetch } = useHealth();
  const health = error ? null : (data ?? null);
  const isReady = health?.ok === true && health.livekit.ok;
  const pageOf = useScenarioPages();
  const answering = health?.organization?.scenarios.filter(({ answers }) => answers) ?? [];
  const selected = answering.find(({ name }) => name === chosen) ?? answering[0];
  return (
    <StartPanel
      organization={health?.organization?.name ?? null}
      choices={answering.map(({ name }) => pageOf(name))}
      selected={selected ? pageOf(selected.name) : null}
      state={isReady ? 'ready' : isPending ? 'checking' : 'troubled'}
      controls={controls}
      trouble={<HealthTrouble health={health} isChecking={isFetching} onCheck={() => void refetch()} />}
    >
      {cutCallId && <CutCallNote callId={cutCallId} onDismiss={controls.forgetCutCall} />}
      {isReady && health.rehearsal && (
        <RehearsalNote health={health} phrases={selected ? pageOf(selected.name).words.phrases : []} />
      )}
    </StartPanel>
  );
}

function Ended({ state, by, controls }: Pick<Parameters<typeof EndedCall>[0], 'state' | 'by' | 'controls'>) {
  const { data, isGivenUp, lookAgain } = useCallRecord(state.call?.call_id ?? null);
  return (
    <EndedCall
      state={state}
      by={by}
      controls={controls}
      record={data ?? null}
      isGivenUp={isGivenUp}
      onLookAgain={lookAgain}
    />
  );
}

/** What this business has: each panel that its scenarios bring along, once. */
function BusinessPanels() {
  const { data } = useHealth();
  const pageOf = useScenarioPages();
  const panels = new Map(
    data?.organization?.scenarios.flatMap(({ name }) => {
      const { BeforeCall } = pageOf(name);
      return BeforeCall ? [[BeforeCall, name] as const] : [];
    }),
  );
  return [...panels].map(([BeforeCall, name]) => <BeforeCall key={name} />);
}
