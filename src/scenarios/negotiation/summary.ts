import { z } from 'zod';
import type { EndedCall, SummaryParts } from '../../calls/scenario/definition.ts';
import { localMoment, sayDateTime } from '../../language/say.ts';
import { withoutFullStop } from '../../language/sentences.ts';
import type { Answered } from './call/negotiation-call.ts';
import { type NoOfferReason, noOfferReasons, type Offer, offer } from './store/negotiations.ts';
import { negotiationTexts } from './words/texts.ts';

/** What a call has come to, wherever that is known from. */
export interface Agreed {
  /** IANA, where the provider is. */
  timeZone: string;
  offers: Array<Offer & { notes?: string | null | undefined }>;
  noOffer: NoOfferReason | null;
  answered: Answered | null;
}

const rows = z.object({
  tool_calls: z.array(z.object({ tool: z.string(), answer: z.unknown() })).default([]),
});
/** Of a provider whose zone a row does not tell, times are told in UTC. */
const offered = z.object({
  offer: offer.extend({ notes: z.string().nullish() }),
  time_zone: z.string().default('UTC'),
});
const refused = z.object({ reason: z.enum(noOfferReasons) });
const answered = z.object({
  agreed: z.boolean(),
  reference: z.string().nullable().default(null),
  purpose: z.enum(['confirm', 'release']),
});

/** @param parts `tool_calls`: what tools of the call have committed, the newest last */
export function summarizeNegotiationRows(
  parts: Readonly<Record<string, unknown>>,
  ended: EndedCall,
): SummaryParts {
  const calls = rows.parse(parts).tool_calls;
  const answers = <Row>(tool: string, schema: z.ZodType<Row>): Row[] =>
    calls.flatMap((call) => {
      const read = call.tool === tool ? schema.safeParse(call.answer) : null;
      return read?.success ? [read.data] : [];
    });
  const given = answers('record_offer', offered);
  const byId = new Map(given.map((one) => [one.offer.offer_id, one.offer]));
  return summarizeNegotiation(
    {
      timeZone: given[0]?.time_zone ?? 'UTC',
      offers: [...byId.values()],
      noOffer: answers('record_no_offer', refused).at(-1)?.reason ?? null,
      answered: answers('record_answer', answered).at(-1) ?? null,
    },
    ended,
  );
}

export function summarizeNegotiation(agreed: Agreed, { language }: { language: string }): SummaryParts {
  const { summary } = negotiationTexts(language);
  const say = (instant: string) => sayDateTime(language, localMoment(instant, agreed.timeZone));
  const offers = agreed.offers.flatMap(({ start, held_until: until, notes }) => [
    summary.offered(say(start), until === null ? null : say(until)),
    ...(notes ? [summary.note(withoutFullStop(notes))] : []),
  ]);
  const answer = agreed.answered === null ? [] : [tellAnswer(agreed.answered, language)];
  const none = offers.length === 0 && agreed.noOffer !== null ? [summary.noOffer[agreed.noOffer]] : [];
  return {
    told: [...offers, ...none, ...answer],
    nothing: summary.nothing,
    event: {
      offers: agreed.offers,
      no_offer: agreed.noOffer,
      agreed: agreed.answered?.agreed ?? null,
      reference: agreed.answered?.reference ?? null,
    },
  };
}

function tellAnswer({ purpose, agreed, reference }: Answered, language: string): string {
  const { summary } = negotiationTexts(language);
  if (purpose === 'release') return summary.released;
  return agreed ? summary.confirmed(reference) : summary.notConfirmed;
}
