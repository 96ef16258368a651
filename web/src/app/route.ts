import { useSyncExternalStore } from 'react';

export type Route = { page: 'call' } | { page: 'calls' } | { page: 'record'; callId: string };

export const homeHref = '#/';
export const callsHref = '#/calls';
export const callHref = (callId: string) => `#/calls/${encodeURIComponent(callId)}`;

/** In the hash, so that one static file serves every page. What is unknown is the call page. */
export function parseRoute(hash: string): Route {
  const [first, second] = hash.replace(/^#\/?/, '').split('/');
  if (first !== 'calls') return { page: 'call' };
  return second ? { page: 'record', callId: decode(second) } : { page: 'calls' };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parseRoute(hash);
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
