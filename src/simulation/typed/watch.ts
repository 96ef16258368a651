import type { Ending } from '../../calls/call/call.ts';
import type { CallEvent } from '../../calls/call/events.ts';
import type { OperatorName, PersonaName } from '../people/personas.ts';

/** Sees a typed call as it goes: the terminal shows it, nobody needs it. A promise holds the call up until it is shown. */
export interface TypedWatch {
  /** @param persona null where the person is real */
  dials?(persona: PersonaName | null, phone: string): void | Promise<void>;
  notAnswered?(outcome: string): void;
  answers?(by: 'person' | 'machine', text: string | null): void | Promise<void>;
  agentSays?(text: string): void | Promise<void>;
  personSays?(text: string, manner: 'says' | 'talks over'): void | Promise<void>;
  asksOperator?(name: string, operator: OperatorName, answer: string): void | Promise<void>;
  event?(event: CallEvent): void;
  hangsUp?(): void;
  ended?(ending: Ending): void;
}
