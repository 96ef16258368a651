import { z } from 'zod';
import type { SummaryParts } from '../../calls/scenario/definition.ts';
import { sayDateTime } from '../../language/say.ts';
import type { VisitActionKind, VisitDeed } from './call/visit-call.ts';
import { type Visit, visitRow } from './store/visit-row.ts';
import type { SpokenExtras } from './words/shape.ts';
import { visitTexts } from './words/texts.ts';

/** What later things of the same kind replace, or what a cancellation takes away. */
const ending = ['arrived', 'not_coming', 'takeaway', 'visit_canceled', 'declined'] as const;

/**
 * What came of a call about a visit: the order as it is at the end, with what the kitchen has to know, when it is for, and
 * what is left open. What was ordered first and changed since, or canceled, is not told.
 */
export function summarizeVisit(done: VisitDeed[], language: string): SummaryParts {
  const own = visitTexts(language).summary;
  const last = (...kinds: VisitActionKind[]) => done.findLast(({ kind }) => kinds.includes(kind)) ?? null;
  const end = last(...ending);
  const visit = done.findLast((deed) => deed.visit !== null)?.visit ?? null;
  const isOver = end?.kind === 'visit_canceled';
  const told = isOver ? [own.canceled] : standing();
  return { told, nothing: own.nothing, event: {} };

  function standing(): string[] {
    const time = last('arrival_set', 'rescheduled');
    return [
      ...(visit ? order(visit) : []),
      ...(time?.visit?.expected ? [sayTime(time.kind, time.visit)] : []),
      ...(end ? [sayEnd(end)] : []),
      ...(last('ordered') && visit?.status !== 'order_confirmed' && !end ? [own.timeOpen] : []),
    ];
  }

  function order(known: Visit): string[] {
    const texts = visitTexts(language);
    const extras = { partySize: known.partySize, allergies: known.allergies, notes: known.notes };
    if (last('ordered') && known.items !== null) {
      return [own.ordered(texts.items(known.items)), ...notes(extras)];
    }
    return last('noted') ? notes(extras) : [];
  }

  function notes(extras: SpokenExtras): string[] {
    return Object.values(extras).some((value) => value !== null) ? [own.noted(extras)] : [];
  }

  function sayTime(kind: VisitActionKind, { expected }: Visit): string {
    const when = expected === null ? '' : sayDateTime(language, expected);
    return kind === 'rescheduled' ? own.rescheduled(when) : own.arrivalSet(when);
  }

  function sayEnd({ kind, remark }: VisitDeed): string {
    if (kind === 'arrived') return own.arrived;
    if (kind === 'not_coming') return own.notComing;
    return kind === 'takeaway' ? own.takeaway(remark ?? null) : own.declined;
  }
}

const kindByTool: Readonly<Record<string, VisitActionKind>> = {
  capture_order: 'ordered',
  note_visit: 'noted',
  set_arrival_time: 'arrival_set',
  reschedule_visit: 'rescheduled',
  choose_takeaway: 'takeaway',
  cancel_visit: 'visit_canceled',
};

const toolCalls = z.object({
  tool_calls: z.array(z.object({ tool: z.string(), answer: z.unknown() })).default([]),
});

const committed = z.object({ ok: z.literal(true), customer: visitRow });

/** The same of a call whose job could not tell: from what its tools have committed. */
export function summarizeVisitRows(
  parts: Readonly<Record<string, unknown>>,
  { language }: { language: string },
): SummaryParts {
  const done = toolCalls.parse(parts).tool_calls.flatMap(({ tool, answer }): VisitDeed[] => {
    const parsed = committed.safeParse(answer);
    if (!parsed.success) return [];
    const visit = parsed.data.customer;
    if (tool === 'confirm_arrival')
      return [{ kind: visit.status === 'arrived' ? 'arrived' : 'not_coming', visit }];
    const kind = kindByTool[tool];
    return kind === undefined ? [] : [{ kind, visit }];
  });
  return summarizeVisit(done, language);
}
