import { SendHorizontal } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { texts } from '../../lib/texts/texts.ts';

/** LiveKit carries more; nobody says more in one turn. */
const longestMessage = 1_000;

interface ComposerProps {
  disabled: boolean;
  /** Takes the keyboard once typing is possible: the person chose to type. */
  focusFirst: boolean;
  onSay: (text: string) => Promise<boolean>;
}

/** Typed words go to the agent as `lk.chat` and are answered like spoken ones. */
export function Composer({ disabled, focusFirst, onSay }: ComposerProps) {
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const t = texts.call;

  useEffect(() => {
    if (focusFirst && !disabled) input.current?.focus();
  }, [focusFirst, disabled]);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === '' || disabled) return;
    setText('');
    const sent = await onSay(words);
    setFailed(!sent);
    // What could not be sent stays to be sent again, unless something newer was typed meanwhile.
    if (!sent) setText((newer) => newer || words);
  };

  return (
    <form onSubmit={send} className="flex flex-col gap-1.5">
      <div className="flex gap-2">
        <label className="sr-only" htmlFor="say">
          {t.typeLabel}
        </label>
        <input
          id="say"
          ref={input}
          dir="auto"
          value={text}
          maxLength={longestMessage}
          autoComplete="off"
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
          placeholder={t.typePlaceholder}
          aria-describedby={failed ? 'say-failed' : undefined}
          data-testid="say"
          className="min-h-11 min-w-0 grow rounded-lg border border-line bg-ground px-3 text-base placeholder:text-soft"
        />
        <Button type="submit" look="primary" disabled={disabled || text.trim() === ''} data-testid="send">
          <SendHorizontal size={18} aria-hidden className="rtl:-scale-x-100" />
          <span className="max-sm:sr-only">{t.send}</span>
        </Button>
      </div>
      {failed && (
        <p id="say-failed" role="alert" className="text-sm text-danger">
          {t.notSent}
        </p>
      )}
    </form>
  );
}
