import type { TurnDecision } from '../../calls/call/call.ts';
import type { Progress } from '../../calls/call/progress.ts';
import type { Briefing } from '../../calls/scenario/briefing.ts';
import type { Scenario } from '../../calls/scenario/scenario.ts';
import { localMoment } from '../../language/say.ts';
import { ParleyError } from '../../shared/errors.ts';
import { askToHold } from '../../tools/ask-to-hold.ts';
import { calendarCheck } from '../../tools/calendar-check.ts';
import { distanceCheck } from '../../tools/distance-check.ts';
import { endConversation } from '../../tools/end-conversation.ts';
import { logEvent } from '../../tools/log-event.ts';
import { proposeAlternatives } from '../../tools/propose-alternatives.ts';
import { providerLookup } from '../../tools/provider-lookup.ts';
import { recordAnswer } from '../../tools/record-answer.ts';
import { recordNoOffer } from '../../tools/record-no-offer.ts';
import { recordOffer } from '../../tools/record-offer.ts';
import { refuseCalls } from '../../tools/refuse-calls.ts';
import { validateSlot } from '../../tools/validate-slot.ts';
import { introduction, throughMenu } from '../shared/called-person.ts';
import { wishOf as firstWishOf, NegotiationCall } from './call/negotiation-call.ts';
import { negotiationClaims } from './claims.ts';
import { type NegotiationInput, negotiationDefinition } from './definition.ts';
import { negotiationInstructions } from './instructions.ts';
import type { Negotiations, Terms } from './store/negotiations.ts';
import { summarizeNegotiation } from './summary.ts';
import { negotiationQuestions } from './words/questions.ts';
import { negotiationTexts } from './words/texts.ts';

/** A provider's reception is asked for a slot, for somebody who has told us when they can. */
export const negotiation: Scenario<NegotiationInput, NegotiationCall, Negotiations> = {
  ...negotiationDefinition,
  lookUp: async (negotiations, callId) => ({ terms: await negotiations.terms(callId) }),
  begin: ({ briefing, progress, store }) =>
    new NegotiationCall({
      negotiations: store,
      texts: negotiationTexts(briefing.agent.language),
      terms: termsOf(briefing),
      progress,
    }),
  tools: [
    calendarCheck,
    validateSlot,
    distanceCheck,
    proposeAlternatives,
    providerLookup,
    askToHold,
    recordOffer,
    recordNoOffer,
    recordAnswer,
    logEvent,
    refuseCalls,
    endConversation,
  ],
  withheld: (briefing) => (termsOf(briefing).purpose === 'find' ? ['record_answer'] : onlyToFind),
  instructions: (briefing) => negotiationInstructions(briefing, termsOf(briefing)),
  opening,
  answerPolicy: (briefing) => ({
    // Whoever listens to a practice's machine need not know who wants an appointment there.
    voicemail: 'hang_up',
    screener: { say: `${introduction(briefing)} ${inShort(briefing)}` },
    ivr: throughMenu(briefing),
  }),
  expectation,
  disposition: (_progress, call) => call.disposition(),
  words: { questions: negotiationQuestions },
  claims: negotiationClaims,
  summarize: ({ timeZone, offers, noOffer, answered }, ended) =>
    summarizeNegotiation({ timeZone, offers, noOffer: noOffer?.reason ?? null, answered }, ended),
};

const onlyToFind = [
  ...['calendar_check', 'validate_slot', 'distance_check', 'propose_alternatives', 'provider_lookup'],
  ...['ask_to_hold', 'record_offer', 'record_no_offer'],
];

/** @throws ParleyError where nothing was looked up: then nobody knows what to ask for */
function termsOf({ input }: Briefing<NegotiationInput>): Terms {
  if (input.terms) return input.terms;
  throw new ParleyError('no_terms', 'Nothing is known of what this call is about.');
}

function inShort({ agent }: Briefing): string {
  return negotiationTexts(agent.language).calling;
}

function opening(briefing: Briefing<NegotiationInput>): string {
  const terms = termsOf(briefing);
  const texts = negotiationTexts(briefing.agent.language);
  return `${introduction(briefing)} ${wishOf(terms, texts)}`;
}

function wishOf(terms: Terms, texts: ReturnType<typeof negotiationTexts>): string {
  const { purpose, slot, client_name: client, service, duration_minutes: minutes, provider } = terms;
  const local = (instant: string) => localMoment(instant, provider.time_zone);
  if (purpose === 'confirm' && slot) return texts.askToBook(local(slot.start), client);
  if (purpose === 'release' && slot) return texts.giveBack(local(slot.start), client);
  return `${texts.errand({ client, service, minutes })} ${texts.askEarliest(local(firstWishOf(terms)))}`;
}

/** A step whose answer is known whatever words the agent chose; the rest is read from its last sentence. */
function expectation({ lastTool }: Progress): TurnDecision['expected'] | null {
  return lastTool === 'ask_to_hold' ? 'yes_no' : null;
}
