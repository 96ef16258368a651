import { type ReactNode, useId } from 'react';

interface PanelProps {
  title: string;
  /** What stands at the end of the title's line. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  testId?: string;
}

/** A titled region of the page. */
export function Panel({ title, aside, children, className = '', testId }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      data-testid={testId}
      className={`rounded-xl border border-line bg-surface ${className}`}
    >
      <header className="flex items-baseline justify-between gap-3 px-4 pt-3.5 pb-2">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
