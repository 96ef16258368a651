import { z } from 'zod';
import type { ToolRun } from './activity.ts';
import { formatInstant } from './format.ts';
import type { ScenarioPage } from './scenario-page.ts';
import { texts } from './texts/texts.ts';

const words = z.string().min(1).optional().catch(undefined);

/** What tools of every scenario ask and answer. */
const facts = z.object({
  message: words,
  code: words,
  contact_number: words,
  operator: words,
  due_at: z.iso.datetime({ offset: true }).optional().catch(undefined),
});

/** What the agent did, in a person's words. */
export function toolSentence(
  { tool, status }: Pick<ToolRun, 'tool' | 'status'>,
  { words: { tools } }: ScenarioPage,
): string {
  const sentences = tools[tool] ?? texts.tools[tool];
  return sentences?.[status] ?? texts.unknownTool[status](tool.replaceAll('_', ' '));
}

/** The one fact worth showing without opening the data: what was found or done, or why not. */
export function toolFact(
  run: Pick<ToolRun, 'tool' | 'asked' | 'answer' | 'status'>,
  page: ScenarioPage,
): string | null {
  const told = facts.parse(run.answer ?? {});
  if (run.status === 'error') return told.message ?? told.code ?? null;
  const { contact_number } = facts.parse(run.asked ?? {});
  return (
    page.toolFact?.(run) ??
    told.contact_number ??
    contact_number ??
    told.operator ??
    (told.due_at ? formatInstant(told.due_at) : null)
  );
}
