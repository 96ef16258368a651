import { FlushSentinel, type llm } from '@livekit/agents';

type Chunk = llm.ChatChunk | string;

/**
 * The person waits from the end of their turn. Before that lies the silence which ended it (up to 0.5 s), after it the
 * voice's first sound (0.2 s): heard within 2 s and 3.5 s of the question.
 */
const bridgeAfterMs = 1_300;
export const lateAfterMs = 2_900;

export interface BridgeOptions {
  /** Resolves with the instant since which the person waits. */
  awaited: Promise<number>;
  /** Something else was said since the person last spoke, such as that a tool takes a moment. */
  hasSpoken: () => boolean;
  /** Said when nothing has come for a while; null in a typed call, where nobody listens into silence. */
  phrase: (() => string) | null;
  /** The model has begun to answer, so it is only slow. */
  isFlowing: () => boolean;
  /** The answer is not wanted any more. */
  signal: AbortSignal;
}

/**
 * An answer that nobody waits for in silence: a short phrase when it has not begun, and its end when it does not come.
 * @returns how the answer ended; `late` when it was not waited for
 */
export async function* bridged<Outcome>(
  answer: AsyncGenerator<Chunk, Outcome>,
  { awaited, hasSpoken, phrase, isFlowing, signal }: BridgeOptions,
): AsyncGenerator<Chunk | FlushSentinel, Outcome | 'late'> {
  const startedAt = Date.now();
  const ended = new AbortController();
  const alarm = <Name extends string>(name: Name, dueAt: (since: number) => number) =>
    wait(awaited, name, dueAt, AbortSignal.any([signal, ended.signal]));
  let alarms: Array<Promise<'bridge' | 'late'>> = [
    alarm('bridge', (since) => since + bridgeAfterMs),
    // A tool's answer is a new question to the model.
    alarm('late', (since) => Math.max(since, startedAt) + lateAfterMs),
  ];
  const [bridge, late] = alarms;
  try {
    for (let next = answer.next(); ; ) {
      const event = await Promise.race([next, ...alarms]);
      if (event === 'bridge') {
        alarms = alarms.filter((waiting) => waiting !== bridge);
        if (!phrase || hasSpoken()) continue;
        yield phrase();
        // Without this the phrase is held back until the answer's first words.
        yield FlushSentinel;
      } else if (event === 'late') {
        alarms = alarms.filter((waiting) => waiting !== late);
        if (!isFlowing()) return 'late';
      } else {
        if (event.done) return event.value;
        if (isAnswer(event.value)) alarms = [];
        yield event.value;
        next = answer.next();
      }
    }
  } finally {
    ended.abort();
  }
}

async function wait<Name extends string>(
  awaited: Promise<number>,
  name: Name,
  dueAt: (since: number) => number,
  signal: AbortSignal,
): Promise<Name> {
  const since = await awaited;
  return new Promise((resolve) => {
    if (signal.aborted) return;
    const timer = setTimeout(() => resolve(name), Math.max(0, dueAt(since) - Date.now()));
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

function isAnswer(chunk: Chunk): boolean {
  return typeof chunk === 'string' ? chunk.trim() !== '' : (chunk.delta?.toolCalls?.length ?? 0) > 0;
}
