import type { CallEvent } from '../../calls/call/events.ts';
import { type PersonaName, personas } from '../../simulation/people/personas.ts';
import type { TypedWatch } from '../../simulation/typed/watch.ts';
import { describeEnding } from '../calls/ending-text.ts';

/** Both sides of a call, line by line, with what the agent does between them. */
export function showCall(name: string | null, print: (line: string) => void): TypedWatch {
  const who = name ?? 'Person';
  const width = Math.max(who.length, 'Agent'.length) + 2;
  const line = (speaker: string, text: string) => print(`${`${speaker}:`.padEnd(width)}${text}`);
  return {
    dials: (persona, phone) => print(`Ringing ${phone}: ${whatIs(persona)}.\n`),
    notAnswered: (outcome) => print(`Nobody to talk to: ${outcome.replace('_', ' ')}.`),
    answers: (by, text) => line(by === 'machine' ? 'Machine' : who, text ?? '(picks up and says nothing)'),
    agentSays: (text) => line('Agent', text),
    personSays: (text, manner) => line(who, manner === 'says' ? text : `(over the agent) ${text}`),
    asksOperator: (operator, _persona, answer) => print(`  [operator ${operator}] ${answer}`),
    event: (event) => showEvent(event, print),
    hangsUp: () => print(`(${who} hangs up)`),
    ended: (ending) => print(`\n${describeEnding(ending)}`),
  };
}

function showEvent(event: CallEvent, print: (line: string) => void): void {
  if (event.type === 'tool_call' && event.status !== 'started') {
    print(`  [${event.tool} ${event.status}] ${JSON.stringify(event.data)}`);
  }
  if (event.type === 'notice') print(`  [${event.code}] ${event.message}`);
}

function whatIs(persona: PersonaName | null): string {
  return personas.find(({ name }) => name === persona)?.what ?? 'somebody who is there';
}
