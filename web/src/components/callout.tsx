import { type ReactNode, useEffect, useRef } from 'react';

interface CalloutProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  tone?: 'calm' | 'warn' | 'danger';
  /**
   * It stands alone, instead of the page: the person cannot go on without it. Screen readers say it at once, the keyboard
   * moves there, and its title is the heading of the page.
   */
  urgent?: boolean;
  testId?: string;
}

const tones = {
  calm: 'border-line bg-surface',
  warn: 'border-warn/40 bg-warn-soft',
  danger: 'border-danger/40 bg-danger-soft',
};

/** Something that stands in the way, or that should be known, with the way on. */
export function Callout({ title, children, actions, tone = 'calm', urgent = false, testId }: CalloutProps) {
  const Heading = urgent ? 'h1' : 'h2';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (urgent) heading.current?.focus();
  }, [urgent]);
  return (
    <div
      role={urgent ? 'alert' : undefined}
      data-testid={testId}
      className={`rounded-xl border p-5 ${tones[tone]}`}
    >
      <Heading ref={heading} tabIndex={-1} className="text-lg leading-snug font-semibold">
        {title}
      </Heading>
      {children && <div className="mt-2 flex max-w-prose flex-col gap-3">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
