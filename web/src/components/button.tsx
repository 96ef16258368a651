import type { ComponentProps } from 'react';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  plain: 'bg-surface text-ink hover:bg-sunken border-line',
  quiet: 'bg-transparent text-ink hover:bg-sunken border-transparent',
  danger: 'bg-danger-fill text-on-danger hover:bg-danger-fill-strong border-transparent',
};

const sizes = {
  small: 'min-h-9 px-3 text-sm gap-1.5',
  medium: 'min-h-11 px-4 gap-2',
  large: 'min-h-13 px-6 text-base gap-2.5',
};

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}

export function Button({ look = 'plain', size = 'medium', className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex items-center justify-center rounded-lg border font-medium motion-safe:transition-colors disabled:opacity-55 ${looks[look]} ${sizes[size]} ${className}`}
      {...rest}
    />
  );
}
