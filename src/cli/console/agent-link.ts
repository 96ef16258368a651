import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { AgentSession as protocol } from '@livekit/protocol';
import { type Child, type Launch, startChild } from '../../embedded/child.ts';
import { describeExit } from '../../embedded/ready.ts';
import { encodeFrame, FrameReader } from './frames.ts';
import { Ear, type Heard } from './heard.ts';

/**
 * The other end of `agent console --connect-addr`: the agent connects to us, as it does to LiveKit's own `lk`. We only
 * type, so its voice is switched off; what it says before it hears of that is reported as played at once.
 */

/** Loading the agent takes about a second, on a busy machine several. */
const connectTimeoutMs = 30_000;
/** The agent's first words need no model; they come as soon as its session has started. */
const openingTimeoutMs = 15_000;
/** In console mode LiveKit's agent never ends by itself: its native room keeps the process alive. */
const stopGraceMs = 2000;

export interface AgentLink {
  /** Resolves when the agent has said its first words. */
  opened: Promise<void>;
  /** Resolves with the agent's last word on this, or when the call has ended. */
  say: (text: string) => Promise<void>;
  /** The call is over, or the agent is gone. */
  ended: Promise<void>;
  hasEnded: () => boolean;
  stop: () => Promise<void>;
}

type Request = protocol.SessionRequest['request'];
type Response = protocol.SessionResponse;

/**
 * @param launch starts the agent's entry for an address to connect to.
 * @throws Error when it does not connect.
 */
export async function connectAgent(
  launch: (address: string) => Launch,
  onHeard: (heard: Heard) => void,
  onLine: (line: string) => void,
): Promise<AgentLink> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const child = startChild(launch(addressOf(server)), onLine);
  try {
    const socket = await accept(server, child);
    return new Link(socket, child, onHeard);
  } catch (error) {
    await child.stop(stopGraceMs);
    throw error;
  } finally {
    server.close();
  }
}

class Link implements AgentLink {
  readonly opened: Promise<void>;
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  readonly #child: Child;
  readonly #pending = new Map<string, (response: Response | null) => void>();
  #hasEnded = false;

  constructor(socket: Socket, child: Child, onHeard: (heard: Heard) => void) {
    this.#socket = socket;
    this.#child = child;
    const { promise: opened, resolve: markOpened } = Promise.withResolvers<void>();
    const ear = new Ear((heard) => {
      onHeard(heard);
      markOpened();
    });
    const reader = new FrameReader();
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of reader.read(chunk)) this.#receive(message, ear);
      } catch (error) {
        // What is no message of the protocol leaves no place from which to read on.
        socket.destroy(error as Error);
      }
    });
    // Whatever breaks the connection closes it too: an agent that is ended resets it. `once` of node:events would reject.
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    this.ended = Promise.race([closed, child.exited]).then(() => this.#end());
    const silent = this.ended.then(() => {
      throw new Error('the agent ended before it said anything');
    });
    this.opened = within(openingTimeoutMs, Promise.race([opened, silent]), 'the agent said nothing');
    const off = { audioEnabled: false };
    const value = new protocol.SessionRequest_UpdateIO({ input: off, output: off });
    void this.#request({ case: 'updateIo', value });
  }

  hasEnded = () => this.#hasEnded;

  async say(text: string): Promise<void> {
    const value = new protocol.SessionRequest_RunInput({ text });
    const response = await this.#request({ case: 'runInput', value });
    if (response?.error) throw new Error(`the agent failed: ${response.error}`);
  }

  async stop(): Promise<void> {
    this.#socket.destroy();
    await this.#child.stop(stopGraceMs);
  }

  #receive({ message }: protocol.AgentSessionMessage, ear: Ear): void {
    if (message.case === 'event') ear.event(message.value);
    if (message.case === 'response') {
      const { response, requestId } = message.value;
      if (response.case === 'runInput') for (const item of response.value.items) ear.item(item);
      this.#pending.get(requestId)?.(message.value);
    }
    // The turn waits until its audio was played, even if nobody listens.
    if (message.case === 'audioPlaybackFlush') {
      const value = new protocol.AgentSessionMessage_ConsoleIO_AudioPlaybackFinished();
      this.#send(new protocol.AgentSessionMessage({ message: { case: 'audioPlaybackFinished', value } }));
    }
  }

  #request(request: Request): Promise<Response | null> {
    const requestId = randomUUID();
    const { promise, resolve } = Promise.withResolvers<Response | null>();
    this.#pending.set(requestId, resolve);
    const value = new protocol.SessionRequest({ requestId, request });
    this.#send(new protocol.AgentSessionMessage({ message: { case: 'request', value } }));
    if (this.#hasEnded) resolve(null);
    return promise.finally(() => this.#pending.delete(requestId));
  }

  #send(message: protocol.AgentSessionMessage): void {
    if (this.#socket.writable) this.#socket.write(encodeFrame(message));
  }

  #end(): void {
    this.#hasEnded = true;
    for (const answer of this.#pending.values()) answer(null);
  }
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return `127.0.0.1:${address.port}`;
}

async function accept(server: Server, child: Child): Promise<Socket> {
  const gone = child.exited.then((exit) => {
    throw new Error(`the agent ended before it connected (${describeExit(exit)})`);
  });
  const connected = once(server, 'connection').then(([socket]) => socket as Socket);
  return within(connectTimeoutMs, Promise.race([connected, gone]), 'the agent did not connect');
}

async function within<Value>(ms: number, work: Promise<Value>, what: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
