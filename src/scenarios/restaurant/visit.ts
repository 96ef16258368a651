import { writeFacts } from '../../calls/call/facts.ts';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import type { Scenario, ScenarioStart } from '../../calls/scenario/scenario.ts';
import { aboutQuoted, quoted } from '../../language/quoted.ts';
import { type LocalMoment, localMoment } from '../../language/say.ts';
import type { VisitCall } from './call/visit-call.ts';
import { visitClaims } from './claims.ts';
import type { VisitInput } from './definitions.ts';
import type { VisitFacts } from './facts.ts';
import type { Visits } from './store/visits.ts';
import { summarizeVisit } from './summary.ts';
import { visitQuestions } from './words/questions.ts';
import { visitTexts } from './words/texts.ts';

/** What is the same in all scenarios about a visit. */
export const visitScenario = {
  words: { questions: visitQuestions },
  claims: visitClaims,
  lookUp: briefVisit,
  summarize: ({ done }, { language }) => summarizeVisit(done, language),
} satisfies Partial<Scenario<VisitInput, VisitCall, Visits>>;

/** What every call about a visit works with. */
export function visitCall(
  { briefing, progress, store }: ScenarioStart<VisitInput, Visits>,
  menu: string[] = [],
): VisitCall {
  const texts = visitTexts(briefing.agent.language);
  progress.book.learnThings(menu);
  const hours = texts.hours(briefing.input.hours);
  if (hours !== null) progress.book.teach([hours]);
  const call: VisitCall = { visits: store, texts, menu, visit: briefing.input.visit ?? null, done: [] };
  // One guest's visit is not told to the next.
  progress.onOtherPerson(() => {
    call.visit = null;
  });
  return call;
}

/** What is served and when; and the visit as it is now, which the request may not know any more. */
async function briefVisit(store: Visits, callId: string): Promise<Partial<VisitInput>> {
  const { menu, hours, visit } = await store.brief(callId);
  if (visit === null) return { hours, ...(menu.length > 0 ? { menu } : {}) };
  return {
    hours,
    ...(menu.length > 0 ? { menu } : {}),
    visit,
    order_details: visit.orderDetails,
    expected_arrival_time: visit.expectedArrivalTime,
  };
}

/** When the customer is expected, as the restaurant names it. */
export function expectedMoment({ input, organization }: Briefing<VisitInput>): LocalMoment | null {
  const { expected_arrival_time: instant } = input;
  return instant ? localMoment(instant, organization.timeZone) : null;
}

/** The same while it is still to come; a time that has passed says nothing about the next visit. */
export function comingMoment(briefing: Briefing<VisitInput>): LocalMoment | null {
  const moment = expectedMoment(briefing);
  const { now } = briefing;
  return moment && `${moment.date}T${moment.time}` > `${now.date}T${now.time}` ? moment : null;
}

/** The lines that the instructions of all visits begin with. */
export function aboutTheCall(briefing: Briefing<VisitInput>): string[] {
  const { agent, organization, now, weekday, attempt } = briefing;
  return [
    `You are ${agent.name}, who telephones with the guests of the restaurant ${organization.name}. Speak the language ${agent.language}.`,
    `It is ${weekday}, ${now.date}, ${now.time}. All dates and times are local to ${organization.timeZone}.`,
    'This is a phone call: answer in one or two short spoken sentences, without lists, symbols or markdown. Ask one ' +
      'thing at a time.',
    ...(attempt > 1 ? [`They were called ${attempt - 1} times before and not reached.`] : []),
  ];
}

/** The lines that they end with. */
export function whatIsKnown(briefing: Briefing<VisitInput>): string[] {
  const { agent, person, input, direction, callerNumber } = briefing;
  const expected = expectedMoment(briefing);
  return [
    'Never say that something is ordered, noted, moved or canceled before the tool has answered so. When a tool ' +
      'refuses, say why in your own words and ask for what it needs.',
    'Say allergies, notes and the number of people back as you understood them, and give them to the tools as they ' +
      'were said. Guests come only within the hours; when a tool says that it is closed, offer the next time it names.',
    'When everything is settled, call end_conversation.',
    aboutQuoted,
    ...(input.callback_note ? [`They asked for this call: ${quoted(input.callback_note)}`] : []),
    ...(agent.persona ? [agent.persona] : []),
    writeFacts({
      isCalled: direction === 'outbound',
      phone: callerNumber,
      person: person.name,
      ...({
        menu: input.menu,
        order: input.order_details ?? null,
        hours: visitTexts(agent.language).hours(input.hours),
        expected: expected && `${expected.date}T${expected.time}`,
      } satisfies VisitFacts),
    }),
  ];
}
