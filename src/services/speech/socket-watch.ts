import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Watches a WebSocket that a library keeps to itself. LiveKit's Deepgram plugin drops the error of a lost connection and
 * goes on sending into the void, so the loss has to be seen from outside: Node announces each HTTP request that it
 * starts, the announcement runs in the asynchronous context of whoever opened the connection, and the request tells
 * when it became a WebSocket and when that closed. Nothing of the library is patched.
 */
export interface SocketWatcher {
  onOpen(): void;
  /** Something came from the other side. */
  onData(): void;
  /** The connection is gone, or was never made. */
  onClose(): void;
}

const watchers = new AsyncLocalStorage<Watch>();

class Watch {
  readonly watcher: SocketWatcher;
  request: ClientRequest | undefined;

  constructor(watcher: SocketWatcher) {
    this.watcher = watcher;
  }

  follow(request: ClientRequest): void {
    this.request = request;
    request.once('upgrade', (_response, socket: Socket) => {
      socket.on('data', () => this.watcher.onData());
      socket.once('close', () => this.watcher.onClose());
      this.watcher.onOpen();
    });
  }
}

let isSubscribed = false;

/**
 * Runs `open`, and follows the first HTTP request that it starts, then or later in its asynchronous context.
 * @returns what `open` returned, and how to break the connection off.
 */
export function watchSocket<T>(watcher: SocketWatcher, open: () => T): { result: T; destroy(): void } {
  if (!isSubscribed) {
    isSubscribed = true;
    subscribe('http.client.request.start', (message) => {
      watchers.getStore()?.follow((message as { request: ClientRequest }).request);
    });
  }
  const watch = new Watch(watcher);
  const result = watchers.run(watch, open);
  return { result, destroy: () => void watch.request?.destroy() };
}
