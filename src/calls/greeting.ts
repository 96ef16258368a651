import { llm } from '@livekit/agents';

/**
 * What is heard on an outbound call before the agent may talk: a person's hello, a machine's announcement. It is kept for
 * the transcript and answered by nobody.
 */
export class Greeting {
  /** False once the agent converses. */
  isGoingOn = false;
  private words: string[] = [];

  begin(): void {
    this.isGoingOn = true;
  }

  hear(text: string): void {
    if (this.isGoingOn) this.words.push(text);
  }

  /** @returns what was said until now, or null */
  end(): llm.ChatMessage | null {
    this.isGoingOn = false;
    const content = this.words.splice(0).join(' ');
    return content === '' ? null : llm.ChatMessage.create({ role: 'user', content });
  }
}
