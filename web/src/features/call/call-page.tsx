import { CallLists } from '../calls/call-lists.tsx';
import { AskingForMicrophone, Connecting, MicrophoneBlocked } from './call-starting.tsx';
import type { CallState } from './call-state.ts';
import { CallTrouble } from './call-trouble.tsx';
import { EndedCall } from './ended-call.tsx';
import { LiveCall } from './live-call.tsx';
import { StartPanel } from './start-panel.tsx';
import type { CallControls } from './use-call.ts';

interface CallPageProps {
  state: CallState;
  controls: CallControls;
}

/** The page of the call: what stands on it is the phase that the call is in. */
export function CallPage({ state, controls }: CallPageProps) {
  const { name } = state.phase;
  if (name === 'waiting' || name === 'talking' || name === 'reconnecting') {
    return <LiveCall state={state} controls={controls} />;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-12">
      <div className="lg:pt-6">
        <BesideCall state={state} controls={controls} />
      </div>
      <CallLists />
    </div>
  );
}

function BesideCall({ state, controls }: CallPageProps) {
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
      return <EndedCall state={state} by={phase.by} controls={controls} />;
    default:
      return <StartPanel onStart={controls.start} />;
  }
}
