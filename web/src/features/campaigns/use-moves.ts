import { type RefObject, useLayoutEffect, useRef } from 'react';

const moveMs = 280;

/** Rows that change their place glide to it, so that the eye can follow them; not for whoever asked for less motion. */
export function useMoves(list: RefObject<HTMLElement | null>, order: string): void {
  const known = useRef<{ order: string; tops: Map<string, number> }>({ order: '', tops: new Map() });
  useLayoutEffect(() => {
    const tops = new Map<string, number>();
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches || known.current.order === order;
    for (const row of list.current?.children ?? []) {
      if (!(row instanceof HTMLElement) || !row.dataset.row) continue;
      tops.set(row.dataset.row, row.offsetTop);
      const moved = (known.current.tops.get(row.dataset.row) ?? row.offsetTop) - row.offsetTop;
      if (moved === 0 || isStill) continue;
      const path = [{ transform: `translateY(${moved}px)` }, { transform: 'none' }];
      row.animate(path, { duration: moveMs, easing: 'ease-out' });
    }
    known.current = { order, tops };
  });
}
