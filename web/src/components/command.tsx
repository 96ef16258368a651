import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { texts } from '../lib/texts/texts.ts';

/** A command to run in a terminal, ready to be copied. */
export function Command({ children }: { children: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(children).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="flex items-center gap-2 rounded-lg border border-line bg-sunken pl-3" dir="ltr">
      <code className="min-w-0 grow py-2 font-mono text-[0.8125rem] break-words">{children}</code>
      <button
        type="button"
        onClick={copy}
        className="inline-flex size-10 shrink-0 items-center justify-center rounded-lg text-soft hover:text-ink"
        aria-label={copied ? texts.command.copied : texts.command.copy(children)}
      >
        {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      </button>
    </div>
  );
}
