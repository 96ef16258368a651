import type { AnswerPolicy } from '../../calls/answering/policy.ts';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import { promiseCallback } from '../../tools/promise-callback.ts';
import { refuseCalls } from '../../tools/refuse-calls.ts';
import { wrongPerson } from '../../tools/wrong-person.ts';

/** What everybody may ask of a call that they did not ask for. */
export const outboundTools = [promiseCallback, refuseCalls, wrongPerson];

/** Anybody may want to be called later or never again; only whoever is called can be the wrong one. */
export function withheldFrom({ direction }: Briefing): string[] {
  return direction === 'outbound' ? [] : ['wrong_person'];
}

/** "Hello, Sam, this is Ava, the automated assistant of …": who calls, and what has to be disclosed. */
export function introduction({ texts, organization, agent, person, rehearsal, recorded }: Briefing): string {
  return texts.outbound.introduction({
    organization: organization.name,
    agent: agent.name,
    name: person.name,
    rehearsal,
    recorded,
  });
}

/** A menu whose way to the person is known is taken; with any other nobody can be talked to. */
export function throughMenu({
  input,
}: Briefing<{ menu_digits?: string | null | undefined }>): AnswerPolicy['ivr'] {
  return input.menu_digits ? { digits: input.menu_digits } : 'hang_up';
}

/** What is left on a machine: who called and why, and nothing that is nobody else's business. */
export function voicemailMessage(briefing: Briefing, errandInShort: string): string {
  const { texts, organization, agent, person, rehearsal, recorded } = briefing;
  return texts.outbound.voicemail(
    { organization: organization.name, agent: agent.name, name: person.name, rehearsal, recorded },
    errandInShort,
  );
}

/** For the model, in English. */
export const outboundManners = [
  'You called this person; they did not ask for it. Be brief and take a no for an answer.',
  'When they ask to be called later, agree on a day and a time and call promise_callback. When they do not want to be ' +
    'called again, call refuse_calls at once. When somebody else answers and the person is not there, call ' +
    'wrong_person and tell them nothing.',
  'When they ask where you have the number from: it was left with the business.',
];
