import { writeFacts } from '../../../src/calls/call/facts.ts';
import type { Briefing } from '../../../src/calls/scenario/briefing.ts';
import type { Scenario } from '../../../src/calls/scenario/scenario.ts';
import {
  introduction,
  outboundManners,
  outboundTools,
  throughMenu,
  voicemailMessage,
} from '../../../src/scenarios/shared/called-person.ts';
import { endConversation } from '../../../src/tools/end-conversation.ts';
import { type SurveyInput, surveyDefinition } from './definition.ts';
import { recordAnswers } from './record-answers.ts';
import type { Surveys } from './store.ts';
import { summarizeSurvey } from './summary.ts';
import type { SurveyCall } from './survey-call.ts';
import { surveyClaims } from './words/claims.ts';
import { surveyQuestions } from './words/questions.ts';
import { surveyTexts } from './words/texts.ts';

export const survey: Scenario<SurveyInput, SurveyCall, Surveys> = {
  ...surveyDefinition,
  begin: ({ briefing, store }) => ({
    surveys: store,
    texts: surveyTexts(briefing.agent.language),
    answers: null,
  }),
  tools: [recordAnswers, ...outboundTools, endConversation],
  instructions,
  opening,
  answerPolicy: (briefing) => ({
    voicemail: { say: voicemailMessage(briefing, surveyTexts(briefing.agent.language).errandInShort) },
    screener: { say: opening(briefing) },
    ivr: throughMenu(briefing),
  }),
  // All of it is told by the words of the question.
  expectation: () => null,
  disposition: (_progress, { answers }) => (answers === null ? null : 'answered_survey'),
  words: { questions: surveyQuestions },
  claims: surveyClaims,
  summarize: ({ answers }, ended) => summarizeSurvey(answers, ended),
};

function opening(briefing: Briefing): string {
  const { errand, askRating } = surveyTexts(briefing.agent.language);
  return `${introduction(briefing)} ${errand} ${askRating}`;
}

function instructions({
  agent,
  organization,
  today,
  weekday,
  callerNumber,
  input,
  person,
}: Briefing<SurveyInput>) {
  return [
    `You are ${agent.name}, who asks guests of ${organization.name} how their visit was. Speak the language ${agent.language}.`,
    `Today is ${weekday}, ${today}. All dates and times are local to ${organization.timeZone}.`,
    'This is a phone call: answer in one or two short spoken sentences, without lists, symbols or markdown. Ask one ' +
      'thing at a time.',
    'Ask how their visit was, from one to five; whether they would come again; and what could be better. Then call ' +
      'record_answers, thank them and call end_conversation. Do not discuss their answers.',
    'Never say that something is noted before the tool has answered so.',
    ...outboundManners,
    ...(input.callback_note ? [`They asked for this call: ${input.callback_note}`] : []),
    ...(agent.persona ? [agent.persona] : []),
    writeFacts({ isCalled: true, person: person.name, phone: callerNumber }),
  ].join('\n');
}
