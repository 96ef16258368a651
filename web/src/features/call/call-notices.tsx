import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Command } from '../../components/command.tsx';
import { texts } from '../../lib/texts/texts.ts';
import { type CallState, isFault } from './call-state.ts';
import type { CallControls } from './use-call.ts';

/** What the person should know while the call runs; the most hindering first. */
export function CallNotices({ state, controls }: { state: CallState; controls: CallControls }) {
  const { phase, microphone, notices, soundBlocked } = state;
  const t = texts.call;
  return (
    <div role="status" className="flex flex-col empty:hidden">
      {phase.name === 'reconnecting' && (
        <Notice testId="reconnecting">
          <p>{t.reconnecting}</p>
        </Notice>
      )}
      {phase.name === 'waiting' && phase.late && <AgentLate controls={controls} />}
      {isFault(microphone) && (
        <Notice testId={`microphone-${microphone}`}>
          <p className="font-semibold">{texts.microphone[microphone].title}</p>
          <p>{texts.microphone[microphone].body}</p>
        </Notice>
      )}
      {soundBlocked && (
        <Notice testId="sound-blocked">
          <p className="grow">{t.soundBlocked}</p>
          <Button size="small" onClick={controls.turnSoundOn}>
            {t.soundOn}
          </Button>
        </Notice>
      )}
      {notices.map(({ code, message }) => (
        <Notice key={code} testId="notice" onDismiss={() => controls.dismissNotice(code)}>
          <p dir="auto">{message}</p>
        </Notice>
      ))}
    </div>
  );
}

function AgentLate({ controls }: { controls: CallControls }) {
  const t = texts.late;
  return (
    <Notice testId="agent-late">
      <p className="font-semibold">{t.title}</p>
      <p>{t.body}</p>
      <Command>{t.command}</Command>
      <div className="flex gap-2">
        <Button size="small" look="primary" onClick={controls.retry}>
          {t.retry}
        </Button>
        <Button size="small" onClick={controls.leave}>
          {t.back}
        </Button>
      </div>
    </Notice>
  );
}

interface NoticeProps {
  testId: string;
  onDismiss?: () => void;
  children: ReactNode;
}

function Notice({ testId, onDismiss, children }: NoticeProps) {
  return (
    <div
      data-testid={testId}
      className="flex items-start gap-2 border-b border-line bg-warn-soft px-4 py-3 text-sm"
    >
      <div className="flex min-w-0 grow flex-col items-stretch gap-2">{children}</div>
      {onDismiss && (
        <button
          type="button"
          onClick={onDismiss}
          aria-label={texts.call.dismiss}
          className="-my-1 inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-soft hover:text-ink"
        >
          <X size={16} aria-hidden />
        </button>
      )}
    </div>
  );
}
