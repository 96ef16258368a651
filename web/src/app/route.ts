import { useSyncExternalStore } from 'react';

export type Route =
  | { page: 'call' }
  | { page: 'calls' }
  | { page: 'record'; callId: string }
  | { page: 'agent' }
  | { page: 'campaigns' }
  | { page: 'new campaign' }
  | { page: 'campaign'; campaignId: string }
  | { page: 'unknown' };

/** At any other path than / there is nothing, whatever the hash says. */
export function parseRoute({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): Route {
  if (pathname !== '/') return { page: 'unknown' };
  const [first = '', second = '', ...others] = hash.replace(/^#\/?/, '').split('/');
  if (others.length > 0) return { page: 'unknown' };
  if (first === '') return second === '' ? { page: 'call' } : { page: 'unknown' };
  if (first === 'agent') return second === '' ? { page: 'agent' } : { page: 'unknown' };
  if (first === 'campaigns') return campaignRoute(second);
  if (first !== 'calls') return { page: 'unknown' };
  return second === '' ? { page: 'calls' } : { page: 'record', callId: decode(second) };
}

function campaignRoute(second: string): Route {
  if (second === '') return { page: 'campaigns' };
  return second === 'new' ? { page: 'new campaign' } : { page: 'campaign', campaignId: decode(second) };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parseRoute({ pathname: location.pathname, hash });
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}
