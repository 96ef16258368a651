import { LoaderCircle } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { texts } from '../../lib/texts/texts.ts';
import type { MicrophoneFault } from './call-signal.ts';
import type { CallControls } from './use-call.ts';

/** The browser asks for the microphone; somebody who would rather not answers by typing. */
export function AskingForMicrophone({ controls }: { controls: CallControls }) {
  const t = texts.asking;
  return (
    <Callout
      title={t.title}
      urgent
      testId="asking"
      actions={
        <>
          <Button onClick={() => controls.start(false)}>{t.type}</Button>
          <Button look="quiet" onClick={controls.leave}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <p>{t.body}</p>
    </Callout>
  );
}

export function MicrophoneBlocked({ why, controls }: { why: MicrophoneFault; controls: CallControls }) {
  const t = texts.microphone;
  return (
    <Callout
      title={t[why].title}
      tone="warn"
      urgent
      testId={`microphone-${why}`}
      actions={
        <>
          <Button look="primary" onClick={() => controls.start(false)} data-testid="continue-typing">
            {t.type}
          </Button>
          <Button onClick={() => controls.start(true)}>{t.retry}</Button>
          <Button look="quiet" onClick={controls.leave}>
            {texts.trouble.back}
          </Button>
        </>
      }
    >
      <p>{t[why].body}</p>
    </Callout>
  );
}

export function Connecting({ phase, controls }: { phase: 'opening' | 'joining'; controls: CallControls }) {
  return (
    <div className="flex items-center gap-3 rounded-xl border border-line bg-surface p-5">
      <LoaderCircle size={20} aria-hidden className="shrink-0 motion-safe:animate-spin text-accent" />
      <h1 tabIndex={-1} data-page-heading className="grow text-lg font-semibold">
        {texts.phase[phase]}
      </h1>
      <Button onClick={controls.leave}>{texts.call.cancel}</Button>
    </div>
  );
}
