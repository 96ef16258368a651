import { describe, expect, it } from 'vitest';
import { textsFor } from '../../calls/texts/texts.ts';
import { appointmentRehearsal } from '../../scenarios/appointment/rehearsal/rehearsal.ts';
import { outreachRehearsal } from '../../scenarios/outreach/rehearsal/rehearsal.ts';
import {
  arrivalRehearsal,
  orderRehearsal,
  recoveryRehearsal,
} from '../../scenarios/restaurant/rehearsal/rehearsal.ts';
import { visitTexts } from '../../scenarios/restaurant/words/texts.ts';
import { linesFor } from './lines.ts';
import { createPerson, type PersonOptions } from './person.ts';
import { type PersonaName, personaNames } from './personas.ts';

const someone = (options: Partial<PersonOptions> = {}) =>
  createPerson({
    seed: 1,
    phone: '+12025550100',
    attempt: 1,
    part: orderRehearsal.person,
    language: 'en-US',
    persona: 'agreeable',
    ...options,
  });

/** The agent says these in turn and then the last one for ever. @returns what was said until somebody hung up */
function talk(options: Partial<PersonOptions>, agent: string[]): { said: string[]; turns: number } {
  const person = someone(options);
  const said: string[] = [];
  for (let turns = 1; turns <= 200; turns += 1) {
    if (person.interrupts()?.kind === 'hangUp') return { said, turns };
    const reaction = person.hears(agent[Math.min(turns, agent.length) - 1] ?? '');
    if (reaction instanceof Promise) throw new Error('nobody here has to look anything up');
    if (reaction.kind === 'say') said.push(reaction.text);
    if (reaction.kind === 'hangUp' || (reaction.kind === 'say' && reaction.thenHangUp))
      return { said, turns };
  }
  throw new Error('nobody ever hung up');
}

describe.each(['en-US', 'fa-IR'])('a person who speaks %s', (language) => {
  const texts = textsFor(language);
  const visit = visitTexts(language);
  const lines = linesFor(language);
  const answers = (agentSaid: string) => someone({ language }).hears(agentSaid);
  const says = (text: string) => ({ kind: 'say', text });

  it('leaves the agent time to hang up after a goodbye, and answers the silence question with what was open', () => {
    expect(answers(texts.goodbye)).toEqual({ kind: 'hangUp', afterMs: 3_000 });
    const person = someone({ language });
    person.hears(visit.orderErrand);
    expect(person.hears(texts.areYouThere)).toEqual(says(lines.yes));
  });

  it.each([
    ['appointment', appointmentRehearsal],
    ['order', orderRehearsal],
    ['arrival', arrivalRehearsal],
    ['recovery', recoveryRehearsal],
    ['outreach', outreachRehearsal],
  ])('ends every %s call, whatever the agent says', (_scenario, { person: part }) => {
    const agents = [
      [texts.anythingElse, texts.goodbye],
      [visit.orderWelcome],
      [visit.arrivalErrand(null, '2026-11-24')],
      ['Hmm.', 'Hmm?'],
      [texts.oneMoment, texts.areYouThere, texts.stillThere, texts.silenceGoodbye],
    ];
    for (const persona of personaNames) for (const agent of agents) talk({ persona, part, language }, agent);
  });
});

describe('a character', () => {
  const question = 'What would you like to order?';
  const persona = (name: PersonaName, ...agent: string[]) => talk({ persona: name }, agent).said;

  it('does the same again in the same call', () => {
    const call = () =>
      talk({ persona: 'hesitant' }, [question, 'Take your time.', 'Is that right?', 'Goodbye.']);
    expect(call()).toEqual(call());
  });

  it('hesitant: asks for a moment, then answers what was asked', () => {
    const [first, second] = persona('hesitant', question, 'Take your time.', 'Goodbye.');
    expect(first).toBe('one moment please');
    expect(second).toMatch(/ and /);
  });

  it('not interested: refuses politely', () => {
    expect(persona('not-interested', question, 'That is no problem. Goodbye.')).toEqual(['no thank you']);
  });

  it('angry: wants never to be called again and hangs up', () => {
    expect(persona('angry', question, 'I am sorry.')).toEqual(['do not call me again']);
  });

  it('silent: says nothing, ever', () => {
    expect(persona('silent', question, 'Are you still there?', 'Goodbye.')).toEqual([]);
  });

  it('wrong person: says so', () => {
    expect(persona('wrong-person', question, 'I am sorry for the mix-up. Goodbye.')).toEqual([
      'you have the wrong number',
    ]);
  });

  it('asks where the number is from, once', () => {
    expect(persona('asks-source', question, question, 'Goodbye.')[0]).toBe('where did you get my number');
    expect(persona('asks-source', question, question, 'Goodbye.')[1]).toMatch(/ and /);
  });

  it('wants to be called tomorrow afternoon, and names an hour when asked', () => {
    expect(persona('tomorrow-afternoon', question, 'At what time?', 'Goodbye.')).toEqual([
      'please call me tomorrow afternoon',
      'at three',
    ]);
  });

  it('talks over the agent twice', () => {
    const person = someone({ persona: 'talks-over' });
    const over = Array.from({ length: 6 }, () => person.interrupts()).filter((one) => one !== null);
    expect(over).toEqual([
      { kind: 'talkOver', text: 'hello', afterMs: 1_200 },
      { kind: 'talkOver', text: 'hello', afterMs: 1_200 },
    ]);
  });

  it('hangs up while the agent speaks', () => {
    const person = someone({ persona: 'hangs-up' });
    const over = Array.from({ length: 3 }, () => person.interrupts());
    expect(over.at(-1)).toEqual({ kind: 'hangUp', afterMs: 900 });
  });

  it('waits for what the call is about before saying anything', () => {
    const person = someone({ persona: 'angry' });
    expect(person.hears('This is a rehearsal.')).toEqual({ kind: 'nothing' });
    expect(person.hears(question)).toEqual({ kind: 'say', text: 'do not call me again' });
  });

  it('answers the telephone in its own way', () => {
    const kinds = (['agreeable', 'silent', 'voicemail', 'busy', 'never-answers', 'declines'] as const).map(
      (name) => someone({ persona: name }).answering,
    );
    expect(kinds).toMatchObject([
      { kind: 'answers', by: 'human', greeting: 'hello' },
      { kind: 'answers', by: 'silence', greeting: null },
      { kind: 'voicemail' },
      { kind: 'refuses', outcome: 'busy', sipStatusCode: 486 },
      { kind: 'rings' },
      { kind: 'refuses', outcome: 'declined', sipStatusCode: 603 },
    ]);
  });
});
