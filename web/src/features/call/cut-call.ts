/** Where a tab keeps the call that it is in, for the page that comes after a reload. */
const key = 'parley.call';

/** The call that the page before this one was in when it went; null when there was none. */
export function readCutCall(): string | null {
  return storage()?.getItem(key) ?? null;
}

export function rememberCall(callId: string | null): void {
  if (callId === null) storage()?.removeItem(key);
  else storage()?.setItem(key, callId);
}

/** Browsers that keep nothing of a page throw where its storage would be. */
function storage(): Storage | null {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}
