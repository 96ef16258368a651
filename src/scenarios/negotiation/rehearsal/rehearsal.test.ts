import { llm } from '@livekit/agents';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { OpenedCall } from '../../../calls/call/call.ts';
import { readFacts } from '../../../calls/call/facts.ts';
import { textsFor } from '../../../calls/texts/texts.ts';
import { localMoment, sayWhen } from '../../../language/say.ts';
import { type Chance, chanceOf } from '../../../simulation/people/chance.ts';
import { createPerson } from '../../../simulation/people/person.ts';
import { phrasesFor } from '../../../simulation/scripted-model/phrases.ts';
import { replyTo } from '../../../simulation/scripted-model/reply.ts';
import type { ToolCall } from '../../../simulation/scripted-model/step.ts';
import { keepUntil, readInstant, readSpan, viewSpan } from '../call/local-times.ts';
import type { Negotiations, Span, Temper, Terms } from '../store/negotiations.ts';
import { negotiationTexts } from '../words/texts.ts';
import { negotiationScript } from './flow/script.ts';
import { receptionOf } from './reception/part.ts';

/** The scripted model and a simulated reception, with nothing between them: what they agree on, over random calendars. */

const zones = [
  'America/Los_Angeles',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Tehran',
  'Australia/Lord_Howe',
];
/** Among them both days on which the clocks of some of these zones change. */
const days = ['2026-11-30', '2027-03-13', '2027-03-27', '2026-10-31', '2027-04-03'];
const providerId = '4c1c2a0e-8c39-4a45-9d8e-3f6c1c1d8f10';

interface Case {
  terms: Terms;
  startedAt: string;
  openings: Span[];
  busy: Span[];
  grid: Span[];
}

function drawCase(chance: Chance): Case {
  const timeZone = chance.pick(zones as [string, ...string[]]);
  const first = Temporal.PlainDate.from(chance.pick(days as [string, ...string[]]));
  const minutes = chance.pick([20, 30, 45, 60]);
  const startedAt = first.subtract({ days: 3 }).toZonedDateTime({ timeZone, plainTime: '10:07' }).toInstant();
  const length = chance.between(1, 4);
  const grid = Array.from({ length }, (_, index) => first.add({ days: index })).flatMap((day) =>
    Array.from({ length: Math.floor((8 * 60) / minutes) }, (_, index) => {
      const opening = day.toZonedDateTime({ timeZone, plainTime: '09:00' });
      return spanOf(
        opening
          .add({ minutes: index * minutes })
          .toInstant()
          .toString(),
        minutes,
      );
    }),
  );
  const share = chance.pick([0.05, 0.3, 0.8]);
  const busyShare = chance.pick([0, 0.3, 0.9]);
  const range = { start: grid[0]?.start ?? '', end: grid.at(-1)?.end ?? '' };
  const isBusy = grid.map(() => chance.next() < busyShare);
  return {
    startedAt: startedAt.toString(),
    grid,
    openings: grid.filter(() => chance.next() < share),
    busy: grid.filter((_, index) => isBusy[index]),
    terms: {
      purpose: 'find',
      client_name: 'Sam Taylor',
      service: 'dentist',
      location: 'Oakland',
      range,
      duration_minutes: minutes,
      provider: {
        id: providerId,
        name: 'Harbor Dental',
        time_zone: timeZone,
        hours: [],
        travel_minutes: null,
      },
      // What somebody else has offered, in some of them.
      best: chance.next() < 0.3 ? (grid[chance.between(0, grid.length - 1)] ?? null) : null,
      slot: null,
    },
  };
}

function spanOf(start: string, minutes: number): Span {
  return { start, end: Temporal.Instant.from(start).add({ minutes }).toString() };
}

const overlaps = (one: Span, other: Span) =>
  Date.parse(one.start) < Date.parse(other.end) && Date.parse(one.end) > Date.parse(other.start);

interface Agreed {
  said: string[];
  offer: Span | null;
  heldUntil: string | null;
  reason: string | null;
  kept: Array<Span & { until: string }>;
}

async function negotiate(given: Case, temper: Temper, language: string): Promise<Agreed> {
  const { terms, openings, busy, grid, startedAt } = given;
  const zone = terms.provider.time_zone;
  const local = (instant: string) => localMoment(instant, zone);
  const suits = (slot: Span) => !busy.some((one) => overlaps(one, slot));
  const agreed: Agreed = { said: [], offer: null, heldUntil: null, reason: null, kept: [] };
  const store = {
    terms: async () => terms,
    temper: async () => temper,
    openings: async () => (temper === 'full' ? [] : openings),
    keep: async (_callId: string, slot: Span, until: string) => {
      agreed.kept.push({ ...slot, until });
      return true;
    },
  } as unknown as Negotiations;
  const opened = { call: { id: 'c1', startedAt }, agent: { language } } as OpenedCall;
  const person = createPerson({
    seed: 1,
    phone: '+12025550100',
    attempt: 1,
    language,
    persona: 'agreeable',
    part: await receptionOf(store, opened),
  });
  const setting = {
    language,
    region: 'US',
    today: local(startedAt).date,
    now: local(startedAt),
    facts: {
      ...readFacts(''),
      isCalled: true,
      provider_id: providerId,
      now: local(startedAt),
      client: terms.client_name,
      service: terms.service,
      minutes: terms.duration_minutes,
      earliest: local(terms.range.start),
      best: terms.best && local(terms.best.start),
      slot: null,
    },
    texts: textsFor(language),
    phrases: phrasesFor(language),
  };
  const texts = negotiationTexts(language);
  let named: Span | null = null;
  const refuse = (say: string) => ({ output: say, isError: true });
  const answer = (data: object) => ({ output: JSON.stringify({ ok: true, ...data }), isError: false });
  const span = (args: ToolCall['args']) => readSpan(String(args.start), String(args.end), zone);

  function run({ name, args }: ToolCall): { output: string; isError: boolean } {
    switch (name) {
      case 'validate_slot': {
        const slot = span(args);
        if (slot === null) return refuse(texts.whichTime);
        if (!suits(slot)) return refuse(texts.refused.over_busy);
        named = slot;
        return answer({ say: texts.suits(local(slot.start)) });
      }
      case 'propose_alternatives': {
        const { not_before } = args.constraints as { not_before: string };
        const from = readInstant(not_before, zone) ?? '';
        const free = grid.filter((slot) => Date.parse(slot.start) >= Date.parse(from) && suits(slot));
        return answer({ say: '', slots: free.slice(0, 5).map((slot) => viewSpan(slot, zone)) });
      }
      case 'ask_to_hold': {
        const until = local(keepUntil(named?.start ?? '', Date.parse(startedAt)));
        const near = sayWhen(language, until, local(startedAt).date);
        return answer({ say: texts.askToHold(local(named?.start ?? ''), near), until });
      }
      case 'record_offer': {
        agreed.offer = span(args);
        agreed.heldUntil = args.held_until ? readInstant(String(args.held_until), zone) : null;
        return answer({ say: 'Thank you.' });
      }
      case 'record_no_offer': {
        agreed.reason = String(args.reason);
        return answer({ say: 'Thank you.' });
      }
      default:
        return answer({ say: setting.texts.outbound.goodbye });
    }
  }

  const chatCtx = new llm.ChatContext();
  let words = replyTo(chatCtx.items, setting, negotiationScript).say;
  for (let turn = 0; turn < 40; turn += 1) {
    agreed.said.push(`agent: ${words}`);
    const reaction = await person.hears(words);
    if (reaction.kind !== 'say') return agreed;
    agreed.said.push(`reception: ${reaction.text}`);
    chatCtx.addMessage({ role: 'user', content: reaction.text });
    words = '';
    for (let move = reply(); ; move = reply()) {
      words = [words, move.say].filter(Boolean).join(' ');
      if (move.call === null) break;
      const callId = `call_${chatCtx.items.length}`;
      const { name } = move.call;
      chatCtx.insert(llm.FunctionCall.create({ callId, name, args: JSON.stringify(move.call.args) }));
      chatCtx.insert(llm.FunctionCallOutput.create({ callId, name, ...run(move.call) }));
      if (name === 'end_conversation') return agreed;
    }
  }
  throw new Error(`they never came to an end:\n${agreed.said.join('\n')}`);

  function reply() {
    return replyTo(chatCtx.items, setting, negotiationScript);
  }
}

const honest: Temper[] = ['plain', 'holds', 'vague', 'asks_details', 'strict', 'misunderstands'];
const draws = 24;

describe.each(['en-US', 'fa-IR'])('over random calendars, in %s', (language) => {
  it.each(honest)(
    'the earliest that the reception has and the person can is offered and kept: %s',
    async (temper) => {
      const missed: string[] = [];
      let possible = 0;
      for (let draw = 0; draw < draws; draw += 1) {
        const drawn = drawCase(chanceOf('negotiation', temper, draw));
        const best = drawn.openings.find((slot) => !drawn.busy.some((one) => overlaps(one, slot))) ?? null;
        const agreed = await negotiate(drawn, temper, language);
        const { offer, heldUntil, kept, reason } = agreed;
        const last = kept.at(-1);
        const said = agreed.said.join('\n');
        // Whatever is recorded is what the reception has, and kept as it was said.
        if (offer !== null) {
          expect(drawn.openings, said).toContainEqual(offer);
          expect(heldUntil, said).toBe(temper === 'strict' ? null : last?.until);
          if (last) expect({ start: last.start, end: last.end }, said).toEqual(offer);
        } else {
          expect(reason, said).toBe('no_slot');
        }
        if (best !== null) possible += 1;
        if (offer?.start !== best?.start) missed.push(`${draw}: ${offer?.start} for ${best?.start}\n${said}`);
      }
      const share = 1 - missed.length / possible;
      expect(share, missed.slice(0, 2).join('\n\n')).toBeGreaterThanOrEqual(0.98);
    },
  );
});
