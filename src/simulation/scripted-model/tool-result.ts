import { z } from 'zod';
import { spokenRefusal } from '../../calls/scenario/refusal-text.ts';

/** One tool call with its answer. */
export interface ToolResult {
  name: string;
  args: string;
  output: string;
  isError: boolean;
}

const spoken = z.object({ say: z.string().default('') });

/** What a tool answered in words. */
export function readSay({ output, isError }: ToolResult): string {
  return isError ? spokenRefusal(output) : readAnswer(output, spoken).say;
}

/** What a script reads of a tool's answer, which holds more. One that is only text is all `say`. */
export function readAnswer<Answer>(output: string, schema: z.ZodType<Answer>): Answer {
  const read = parseJson(output);
  // LiveKit writes every tool's answer as JSON, so a tool that answers JSON text is encoded twice.
  const parsed = schema.safeParse(typeof read === 'string' ? parseJson(read) : read);
  return parsed.success ? parsed.data : schema.parse({ say: typeof read === 'string' ? read : '' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
