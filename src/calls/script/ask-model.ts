import { llm } from '@livekit/agents';
import type { z } from 'zod';

/** One question to the model that is answered in a fixed shape, outside of the conversation. */
export interface Question<Shape extends z.ZodObject> {
  /** For the model, in English. */
  instructions: string;
  input: string;
  /** What the answer is called, snake_case. */
  name: string;
  answer: Shape;
  /** Somebody is waiting on the telephone. */
  timeoutMs: number;
}

export type AskModel = <Shape extends z.ZodObject>(question: Question<Shape>) => Promise<z.infer<Shape>>;

/**
 * Asks with structured output: the model must call one function whose arguments are the answer, and they are checked.
 * Every provider that speaks OpenAI's protocol knows that; not all of them know `response_format`.
 * @returns a function that rejects when the model fails, is too slow, or answers in another shape.
 */
export function createAskModel(model: llm.LLM): AskModel {
  return async ({ instructions, input, name, answer, timeoutMs }) => {
    const chatCtx = new llm.ChatContext();
    chatCtx.addMessage({ role: 'system', content: instructions });
    chatCtx.addMessage({ role: 'user', content: input });
    const tool = llm.tool({
      name,
      description: 'Your answer, in full. Call it once and say nothing else.',
      parameters: answer,
      // Never run: the arguments are the answer.
      execute: async () => '',
    });
    const stream = model.chat({
      chatCtx,
      toolCtx: [tool],
      toolChoice: { type: 'function', function: { name } },
      parallelToolCalls: false,
    });
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`The model was silent for ${timeoutMs} ms.`)), timeoutMs);
    });
    try {
      const { toolCalls } = await Promise.race([stream.collect(), tooSlow]);
      const call = toolCalls.find((made) => made.name === name);
      if (!call) throw new Error('The model answered in another shape.');
      return answer.parse(JSON.parse(call.args));
    } finally {
      clearTimeout(timer);
      stream.close();
    }
  };
}
