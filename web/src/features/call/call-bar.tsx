import { Mic, MicOff, PhoneOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { VoiceMeter } from '../../components/voice-meter.tsx';
import { formatDuration } from '../../lib/format.ts';
import { texts } from '../../lib/texts/texts.ts';
import type { CallState } from './call-state.ts';
import type { CallControls } from './use-call.ts';

/** Who one talks to, what they do now, for how long, and the two buttons that matter. */
export function CallBar({ state, controls }: { state: CallState; controls: CallControls }) {
  const { call, microphone, phase } = state;
  const t = texts.call;
  const mode = meterMode(state);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line p-3 sm:p-4">
      <VoiceMeter mode={mode} level={() => controls.level(mode === 'speaking' ? 'agent' : 'person')} />
      <div className="min-w-0 grow">
        <p className="truncate font-semibold">
          {call?.agent.name ?? t.agent}
          {call && <span className="font-normal text-soft"> · {call.organization.name}</span>}
        </p>
        <p className="flex items-center gap-2 text-sm text-soft">
          <span data-testid="agent-state">
            {phase.name === 'talking' ? texts.agentState[state.agentState] : texts.phase[phase.name]}
          </span>
          <Timer since={state.joinedAt} />
          {call?.rehearsal && (
            <span
              className="rounded bg-warn-soft px-1.5 text-xs font-medium text-warn"
              data-testid="rehearsal-mark"
            >
              {texts.shell.rehearsal}
            </span>
          )}
        </p>
      </div>
      <div className="flex gap-2 *:grow max-sm:basis-full">
        {microphone === 'on' || microphone === 'muted' ? (
          <Button
            aria-pressed={microphone === 'muted'}
            onClick={() => controls.setMicrophone(microphone === 'muted')}
            data-testid="mute"
          >
            {microphone === 'muted' ? <MicOff size={18} aria-hidden /> : <Mic size={18} aria-hidden />}
            {t.mute}
          </Button>
        ) : (
          <Button onClick={() => controls.setMicrophone(true)} data-testid="use-microphone">
            <Mic size={18} aria-hidden />
            {t.useMicrophone}
          </Button>
        )}
        <Button look="danger" onClick={controls.hangUp} data-testid="hang-up">
          <PhoneOff size={18} aria-hidden />
          {t.hangUp}
        </Button>
      </div>
    </div>
  );
}

function meterMode({ phase, agentState, microphone }: CallState) {
  if (phase.name !== 'talking') return 'still';
  if (agentState === 'speaking' || agentState === 'thinking') return agentState;
  return microphone === 'on' && agentState === 'listening' ? 'hearing' : 'still';
}

function Timer({ since }: { since: number | null }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  if (since === null) return null;
  return (
    <span role="timer" aria-label={texts.call.duration} className="tabular-nums" data-testid="timer">
      {formatDuration(now - since)}
    </span>
  );
}
