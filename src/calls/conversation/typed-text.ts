import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import { toStorable } from '../../shared/storable.ts';

/** Where typed words travel: LiveKit's own topic for a chat with an agent. */
export const typedTopic = 'lk.chat';

/** Minutes of speech. The page lets nobody type more. */
const longestMessage = 2_000;
/** Somebody who answers line by line sends two in a breath; nobody types three. */
const mostPerSecond = 3;
/** An hour of typing without a break. */
const mostPerCall = 40_000;
/** A message is there within the second in which it was sent: more that are begun and not ended are no typing. */
const mostUnfinished = 4;
/** One that has not ended by then never will, as when its sender's network broke; its place is another's. */
const finishWithinMs = 10_000;

/** One message as it comes, of which no more needs to be read than wanted. */
export interface TypedStream extends AsyncIterable<string> {
  /** Stops reading; closing what has ended is no error. */
  close(): Promise<void>;
}

export type TypedRefusal = 'too_long' | 'too_many' | 'too_much' | 'unfinished';

/**
 * What one person types in one call: words that can be kept, in a measure that a person keeps. What is over it is not
 * answered, and no more of it is read than it takes to know.
 */
export class TypedText {
  private readonly parts: { clock: Clock; logger: Logger; onText: (text: string) => void };
  private readonly lately: number[] = [];
  private readonly told = new Set<TypedRefusal>();
  private characters = 0;
  private unfinished = 0;

  constructor(parts: TypedText['parts']) {
    this.parts = parts;
  }

  /** Reads a message and hands it on, unless it is refused. Never fails. */
  async receive(stream: TypedStream): Promise<void> {
    const refusal = this.refusalOfNext();
    if (refusal !== null) {
      this.tell(refusal);
      return stream.close();
    }
    this.unfinished += 1;
    try {
      const text = await this.read(stream);
      if (text !== null) this.take(text);
    } catch (error) {
      // Whoever types has left meanwhile.
      this.parts.logger.debug({ err: error }, 'a typed message broke off');
    } finally {
      this.unfinished -= 1;
    }
  }

  private refusalOfNext(): TypedRefusal | null {
    const now = this.parts.clock.now();
    while (this.lately[0] !== undefined && this.lately[0] <= now - 1_000) this.lately.shift();
    if (this.unfinished >= mostUnfinished) return 'unfinished';
    if (this.lately.length >= mostPerSecond) return 'too_many';
    this.lately.push(now);
    return null;
  }

  private async read(stream: TypedStream): Promise<string | null> {
    const { promise, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), finishWithinMs);
    try {
      const text = await Promise.race([this.readToEnd(stream), promise]);
      if (text === null) await stream.close();
      return text;
    } finally {
      clearTimeout(timer);
    }
  }

  private async readToEnd(stream: TypedStream): Promise<string | null> {
    let text = '';
    for await (const part of stream) {
      text += part;
      if (text.length <= longestMessage) continue;
      this.tell('too_long');
      return null;
    }
    return text;
  }

  private take(text: string): void {
    if (this.characters + text.length > mostPerCall) {
      this.tell('too_much');
      return;
    }
    this.characters += text.length;
    const words = toStorable(text).trim();
    if (words !== '') this.parts.onText(words);
  }

  /** Once for each reason: a flood of messages must not become a flood of lines. */
  private tell(refusal: TypedRefusal): void {
    if (this.told.has(refusal)) return;
    this.told.add(refusal);
    this.parts.logger.warn({ refusal }, 'typed words are over what a call takes');
  }
}
