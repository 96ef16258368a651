import { z } from 'zod';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { ask, first } from '../../../../simulation/scripted-model/step.ts';
import { readAnswer, readSay, type ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { negotiationTexts } from '../../words/texts.ts';
import { type Known, knownOf } from './known.ts';
import {
  alternatives,
  askEarlier,
  askFrom,
  goodbye,
  type NegotiationStep,
  readBack,
  record,
  withoutOffer,
} from './steps.ts';
import { earlier, isBefore, type Talk } from './talk.ts';

/** So many slots that do not suit are heard; more would try anybody's patience. */
const mostRefused = 6;

const moment = z.object({ date: z.string(), time: z.string() });

/** What this model reads of the tools' answers; they hold more. */
const answer = z.object({
  say: z.string().default(''),
  until: moment.optional(),
  slots: z.array(moment).default([]),
  is_best: z.boolean().optional(),
  ask_from: moment.nullish(),
});

/** A tool has answered. */
export function onTool(talk: Talk, result: ToolResult, setting: Setting): NegotiationStep {
  const known = knownOf(setting);
  const say = readSay(result);
  // Whatever they could still offer, nobody needs it.
  const { campaign_over: isOver } = negotiationTexts(setting.language).refused;
  if (result.isError && say === isOver) return first(say, goodbye(talk));
  switch (result.name) {
    case 'validate_slot':
      return result.isError
        ? withRegret(refused({ ...talk, regret: say }, known))
        : taken(talk, result, known);
    case 'propose_alternatives':
      return withRegret(proposed(talk, readAnswer(result.output, answer).slots, known));
    case 'ask_to_hold': {
      if (result.isError) return record(talk, null, known);
      const { until = null } = readAnswer(result.output, answer);
      return ask({ ...talk, until }, 'keep', say);
    }
    case 'record_offer':
      return result.isError
        ? withRegret(notRecorded({ ...talk, regret: say }, known))
        : first(say, goodbye(talk));
    case 'record_no_offer':
    case 'record_answer':
      return first(say, goodbye(talk));
    case 'refuse_calls':
      return result.isError ? first(say, goodbye(talk)) : ask(talk, 'more', say);
    default:
      return ask(talk, 'more', say);
  }
}

/** Said with the next words: before another tool is called, it would stand alone and be answered. */
function withRegret(step: NegotiationStep): NegotiationStep {
  const { regret } = step.dialogue;
  if (step.move.call?.name === 'propose_alternatives') return step;
  return first(regret, { ...step, dialogue: { ...step.dialogue, regret: '' } });
}

/** What they named would do. */
function taken(talk: Talk, { output }: ToolResult, known: Known): NegotiationStep {
  const { is_best: isBest, ask_from: from } = readAnswer(output, answer);
  if (isBest === undefined) return suits(talk, known);
  const next = { ...talk, chosen: isBest ? talk.named : (talk.chosen ?? talk.named), hasAskedEarlier: true };
  return from ? askFrom(next, from, known) : readBack(next, known);
}

/** Any time is liked the same: once something earlier is asked for, then it is read back. */
function suits(talk: Talk, known: Known): NegotiationStep {
  const { named, hasAskedEarlier, from } = talk;
  if (named === null) return readBack(talk, known);
  const chosen = earlier(named, talk.chosen);
  const next = { ...talk, chosen };
  // Where the search went on from a later time, nothing before it would do.
  const mayBeEarlier = from === null && isBefore(known.earliest, chosen);
  return mayBeEarlier && !hasAskedEarlier ? askEarlier(next, chosen, known) : readBack(next, known);
}

/** It would not do: what would, beginning with the first time that was not asked for yet. */
function refused(talk: Talk, known: Known): NegotiationStep {
  const { named, hasAskedEarlier, chosen } = talk;
  const count = talk.refused + 1;
  if (named === null || count > mostRefused) return readBack(talk, known);
  const isAskedFor = hasAskedEarlier || talk.from !== null;
  // Something earlier than what would do is looked for no further than that.
  if (chosen !== null && !isBefore(named, chosen)) return readBack(talk, known);
  return alternatives({ ...talk, refused: count }, isAskedFor ? named : known.earliest);
}

function proposed(talk: Talk, slots: Array<z.infer<typeof moment>>, known: Known): NegotiationStep {
  const { named, chosen, hasAskedEarlier } = talk;
  const [next] = slots;
  if (next === undefined || (chosen !== null && !isBefore(next, chosen))) return readBack(talk, known);
  const isEarlier = named !== null && isBefore(next, named);
  if (isEarlier && !hasAskedEarlier) return askEarlier(talk, named, known);
  return askFrom(talk, next, known);
}

/** Between the yes and the record it stopped to suit. */
function notRecorded(talk: Talk, known: Known): NegotiationStep {
  const { chosen, until, refused: count } = talk;
  if (chosen === null || count > mostRefused) return withoutOffer(talk, 'no_slot');
  if (until !== null) return record({ ...talk, until: null, refused: count + 1 }, null, known);
  return alternatives({ ...talk, asked: 'slot', chosen: null, named: chosen, refused: count + 1 }, chosen);
}
