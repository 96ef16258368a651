import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Command } from '../../components/command.tsx';
import { texts } from '../../lib/texts/texts.ts';
import type { Trouble } from './call-signal.ts';
import type { CallControls } from './use-call.ts';

/** Why the call could not start, and what to do about it. */
export function CallTrouble({ trouble, controls }: { trouble: Trouble; controls: CallControls }) {
  const wait = useSecondsUntil(trouble.kind === 'rate_limited' ? trouble.retryAt : 0);
  const t = texts.trouble;
  const { title, lines, command } = describe(trouble, wait);
  return (
    <Callout
      title={title}
      tone="warn"
      urgent
      testId={`trouble-${trouble.kind}`}
      actions={
        <>
          <Button look="primary" onClick={controls.retry} disabled={wait > 0}>
            {t.callAgain}
          </Button>
          <Button look="quiet" onClick={controls.leave}>
            {t.back}
          </Button>
        </>
      }
    >
      {lines.map((line) => (
        <p key={line} className="break-words">
          {line}
        </p>
      ))}
      {command && <Command>{command}</Command>}
    </Callout>
  );
}

function describe(trouble: Trouble, wait: number): { title: string; lines: string[]; command?: string } {
  const t = texts.trouble;
  switch (trouble.kind) {
    case 'unreachable':
      return { title: t.unreachable.title, lines: [t.unreachable.body], command: t.unreachable.command };
    case 'rate_limited':
      return {
        title: t.rateLimited.title,
        lines: [t.rateLimited.body, wait > 0 ? t.rateLimited.wait(wait) : t.rateLimited.ready],
      };
    case 'refused':
      return { title: t.refused.title, lines: [trouble.message, ...(trouble.fix ? [trouble.fix] : [])] };
    case 'no_server': {
      const body = trouble.url ? t.noServer.body(trouble.url) : t.noServer.bodyWithoutUrl;
      const lines = trouble.fix ? [body, trouble.fix] : [body];
      return { title: t.noServer.title, lines, command: t.noServer.command };
    }
    case 'unexpected':
      return { title: t.unexpected.title, lines: [t.unexpected.body] };
  }
}

function useSecondsUntil(instant: number): number {
  const secondsLeft = () => Math.max(0, Math.ceil((instant - Date.now()) / 1000));
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((instant - Date.now()) / 1000));
      setLeft(now);
      if (now === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [instant]);
  return left;
}
