import { Temporal } from 'temporal-polyfill';
import type { LocalMoment } from '../../../../language/say.ts';
import { ask, call, type Step } from '../../../../simulation/scripted-model/step.ts';
import type { NoOfferReason } from '../../store/negotiations.ts';
import { negotiationTexts } from '../../words/texts.ts';
import type { Known } from './known.ts';
import { negotiationPhrases } from './phrases.ts';
import { isBefore, type Talk } from './talk.ts';

export type NegotiationStep = Step<Talk>;

export function goodbye(talk: Talk): NegotiationStep {
  return call(talk, 'end_conversation');
}

export function withoutOffer(talk: Talk, reason: NoOfferReason): NegotiationStep {
  return call(talk, 'record_no_offer', { reason });
}

/** A start as tools take it, and its end. */
function written({ date, time }: LocalMoment, { minutes }: Known) {
  const end = Temporal.PlainDateTime.from(`${date}T${time}`).add({ minutes });
  return { start: `${date}T${time}`, end: end.toString({ smallestUnit: 'minute' }) };
}

export function validate(talk: Talk, named: LocalMoment, known: Known): NegotiationStep {
  const slot = written(named, known);
  return call({ ...talk, named, day: null }, 'validate_slot', { provider_id: known.provider_id, ...slot });
}

export function record(talk: Talk, until: LocalMoment | null, known: Known): NegotiationStep {
  const { chosen } = talk;
  if (chosen === null) return withoutOffer(talk, 'no_slot');
  const held = until === null ? {} : { held_until: `${until.date}T${until.time}` };
  return call(talk, 'record_offer', { ...written(chosen, known), ...held });
}

/** Times that would suit, beginning with this one. */
export function alternatives(talk: Talk, from: LocalMoment): NegotiationStep {
  return call(talk, 'propose_alternatives', { constraints: { not_before: `${from.date}T${from.time}` } });
}

export function askFrom(talk: Talk, from: LocalMoment, { setting }: Known): NegotiationStep {
  return ask({ ...talk, from }, 'slot', negotiationPhrases(setting.language).askFrom(from));
}

export function askEarlier(talk: Talk, before: LocalMoment, { best, setting }: Known): NegotiationStep {
  const isBetter = best !== null && isBefore(best, before) ? best : null;
  const question = negotiationPhrases(setting.language).askEarlier(before, isBetter);
  return ask({ ...talk, hasAskedEarlier: true }, 'earlier', question);
}

/** What would do is read back; where nothing does, it is said so. */
export function readBack(talk: Talk, { setting }: Known): NegotiationStep {
  const { chosen } = talk;
  if (chosen === null) return withoutOffer(talk, 'no_slot');
  return ask(talk, 'read_back', negotiationPhrases(setting.language).readBack(chosen));
}

/** The question that is still open, once more. */
export function askAgain(talk: Talk, known: Known): NegotiationStep {
  const { setting, client, slot, purpose, earliest, service, minutes } = known;
  const texts = negotiationTexts(setting.language);
  const phrases = negotiationPhrases(setting.language);
  switch (talk.asked) {
    case 'slot':
      if (talk.from !== null) return askFrom(talk, talk.from, known);
      return ask(
        talk,
        'slot',
        `${texts.errand({ client, service, minutes })} ${texts.askEarliest(earliest)}`,
      );
    case 'earlier':
      return askEarlier(talk, talk.chosen ?? talk.named ?? earliest, known);
    case 'exact':
      return ask(talk, 'exact', talk.day === null ? texts.whichTime : phrases.askTimeOn(talk.day));
    case 'read_back':
      return readBack(talk, known);
    case 'keep':
      return call(talk, 'ask_to_hold');
    case 'answer':
      if (slot === null) return goodbye(talk);
      return ask(
        talk,
        'answer',
        purpose === 'release' ? texts.giveBack(slot, client) : texts.askToBook(slot, client),
      );
    case 'more':
      return ask(talk, 'more', setting.texts.anythingElse);
  }
}
