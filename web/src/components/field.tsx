import { type ComponentProps, type ReactNode, useId } from 'react';

type ControlProps = Pick<ComponentProps<'input'>, 'id' | 'aria-describedby' | 'aria-invalid' | 'className'>;

interface FieldProps {
  label: string;
  hint?: string;
  /** Why what stands in it was not taken. */
  error?: string | null;
  /** The control, with what belongs to it. */
  children: (props: ControlProps) => ReactNode;
}

/** A control with its label, what to write into it, and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        className: `w-full min-w-0 rounded-lg border bg-surface px-3 py-2 text-ink ${error ? 'border-danger' : 'border-line'}`,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
