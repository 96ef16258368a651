import { useSyncExternalStore } from 'react';

/** Tailwind's `lg`: room for two columns. */
const wide = '(min-width: 64rem)';

/** For what moves to another place of the document, where hiding one of two copies would confuse. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(wide).matches);
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(wide);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
