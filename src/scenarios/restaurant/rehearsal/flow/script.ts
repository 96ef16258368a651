import type { Script } from '../../../../simulation/scripted-model/script.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import type { ToolResult } from '../../../../simulation/scripted-model/tool-result.ts';
import { visitFacts } from '../../facts.ts';
import type { VisitKind } from '../../visit-kind.ts';
import { askAgain } from './again.ts';
import { onArrivalTalk, onArrivalTool } from './arrival.ts';
import { type Heard, hear } from './hear.ts';
import { confused, manners, onMannersTool, smallTalk } from './manners.ts';
import { onOrderTalk, onOrderTool } from './order.ts';
import { onRecoveryTalk, onRecoveryTool } from './recovery.ts';
import type { VisitQuestion, VisitStep, VisitTalk } from './talk.ts';

interface Errand {
  /** What the opening has asked. */
  opening: VisitQuestion;
  onTalk: (talk: VisitTalk, heard: Heard, setting: Setting) => VisitStep | null;
  onTool: (talk: VisitTalk, result: ToolResult, setting: Setting) => VisitStep;
}

const errands: Record<VisitKind, Errand> = {
  order: { opening: 'order_now', onTalk: onOrderTalk, onTool: onOrderTool },
  arrival: { opening: 'arrived', onTalk: onArrivalTalk, onTool: onArrivalTool },
  recovery: { opening: 'what_instead', onTalk: onRecoveryTalk, onTool: onRecoveryTool },
};

/** How a restaurant's call goes: what everybody may want first, then the errand, then small talk. */
export function visitScript(kind: VisitKind): Script<VisitTalk> {
  const { opening, onTalk, onTool } = errands[kind];
  return {
    begin: (setting) => askAgain(beginning(kind, opening, setting), setting),
    onPerson(talk, text, setting) {
      const heard = hear(text, setting);
      const step =
        manners(talk, heard, setting) ?? onTalk(talk, heard, setting) ?? smallTalk(talk, heard, setting);
      if (step === null) return confused(talk, setting);
      return { ...step, dialogue: { ...step.dialogue, confusion: 0 } };
    },
    onTool: (talk, result, setting) => onMannersTool(talk, result, setting) ?? onTool(talk, result, setting),
    onGreeting: () => null,
  };
}

function beginning(kind: VisitKind, asked: VisitQuestion, { facts, now }: Setting): VisitTalk {
  return {
    kind,
    asked,
    isIdentified: facts.isCalled,
    isNumberRefused: false,
    items: [],
    isOrdered: false,
    errand: 'place',
    isLookedUp: false,
    pending: null,
    allergies: null,
    partySize: null,
    date: null,
    time: null,
    // A time that has passed says nothing about the next visit.
    isTimeSettled: kind === 'order' && (visitFacts(facts).expected ?? '') > `${now.date}T${now.time}`,
    callbackDate: null,
    callbackOffer: null,
    noes: 0,
    confusion: 0,
  };
}
