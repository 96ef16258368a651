import { llm } from '@livekit/agents';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/calls/call/facts.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { buildGrammar, type Expectation } from '../../src/embedded/speech/grammar.ts';
import { names as commonNames, digits } from '../../src/embedded/speech/phrases.ts';
import { parseSpokenDate, parseSpokenTime, readWhen } from '../../src/language/dates.ts';
import { spokenDigits } from '../../src/language/spoken-digits.ts';
import { appointmentScript } from '../../src/scenarios/appointment/rehearsal/flow/script.ts';
import { appointmentTexts } from '../../src/scenarios/appointment/words/texts.ts';
import { phrasesFor } from '../../src/simulation/scripted-model/phrases.ts';
import { replyTo } from '../../src/simulation/scripted-model/reply.ts';
import { grammarSentences } from '../support/grammar-sentences.ts';
import { appointmentHearing } from '../support/hearing.ts';

/** Saturday. */
const today = '2026-11-21';
const setting = {
  language: 'en-US',
  region: 'US',
  today,
  now: { date: today, time: '10:00' },
  facts: readFacts(''),
  texts: textsFor('en-US'),
  phrases: phrasesFor('en-US'),
};
const slots = ['09:00', '10:00', '14:00'].map((time) => ({ date: '2026-11-24', time }));

type Turn = { said: string } | { tool: string; args: object; answer: object };

const identified: Turn[] = [
  { said: 'i would like to book an appointment' },
  {
    tool: 'identify_user',
    args: { contact_number: '+12025550123' },
    answer: { ok: true, say: 'Thank you.' },
  },
];
const offered: Turn[] = [
  { said: 'tuesday' },
  {
    tool: 'fetch_slots',
    args: { appointment_date: '2026-11-24' },
    answer: { ok: true, say: appointmentTexts('en-US').offer(slots), slots },
  },
];
const held: Turn[] = [
  { said: 'ten' },
  {
    tool: 'hold_slot',
    args: { appointment_date: '2026-11-24', appointment_time: '10:00' },
    answer: { ok: true, say: 'It is free. Shall I book it?', slot: slots[1] },
  },
];

/** What was said before, for each thing that can be expected. */
const before: Record<Expectation['expects'], Turn[]> = {
  open: [],
  phone_number: [{ said: 'i would like to book an appointment' }],
  date_time: [...identified, ...offered],
  yes_no: [...identified, ...offered, ...held],
};

function reply(turns: Turn[], said: string) {
  const chatCtx = new llm.ChatContext();
  for (const [index, turn] of [...turns, { said }].entries()) {
    if ('said' in turn) {
      chatCtx.addMessage({ role: 'user', content: turn.said });
      continue;
    }
    const callId = `call_${index}`;
    const call = llm.FunctionCall.create({ callId, name: turn.tool, args: JSON.stringify(turn.args) });
    const output = JSON.stringify(JSON.stringify(turn.answer));
    const result = llm.FunctionCallOutput.create({ callId, name: turn.tool, output, isError: false });
    chatCtx.insert([call, result]);
  }
  return replyTo(chatCtx.items, setting, appointmentScript);
}

const names = new Set(commonNames);

/** "Double nine", "zero oh" or a name out of the blue: nobody could tell what it is meant for. */
function isScrap(said: string): boolean {
  const words = said.split(' ');
  const isDigits = words.every(
    (word) => /^(?:yes|it's|it|is|double|triple)$/.test(word) || digits.includes(word),
  );
  return (
    names.has(said) || (isDigits && [...spokenDigits(said, 'en')].flat().every((read) => read.length < 7))
  );
}

describe.each(['open', 'phone_number', 'date_time', 'yes_no'] as const)('where %s is expected', (expects) => {
  const listening = appointmentHearing(expects, { offered: slots });
  const grammar = buildGrammar(listening);

  it('the scripted model understands every sentence that local speech can hear but scraps of numbers', () => {
    const sentences = grammarSentences(grammar, { rule: 'said', count: 1500, seed: 7 });
    const lost = sentences.filter((said) => {
      if (isScrap(said)) return false;
      const { say, call } = reply(before[expects], said);
      return say.includes(setting.phrases.notUnderstood) || (say === '' && call === null);
    });
    expect(lost).toEqual([]);
  });

  it('the scripted model gets on with every suggestion of the page', () => {
    for (const said of listening.hearing.suggestions) {
      expect(reply(before[expects], said).say, said).not.toContain(setting.phrases.notUnderstood);
    }
  });
});

describe('a wish that local speech can hear', () => {
  const grammar = buildGrammar(appointmentHearing('date_time', { offered: slots }));
  const sample = (rule: string) => grammarSentences(grammar, { rule, count: 400, seed: 11 });
  const context = { language: 'en-US', today };

  it('has its day understood', () => {
    expect(sample('date').filter((said) => parseSpokenDate(said, context) === null)).toEqual([]);
  });

  it('has its time understood', () => {
    expect(sample('time').filter((said) => parseSpokenTime(said, context) === null)).toEqual([]);
  });

  it('has day and time understood together, in both orders', () => {
    const days = sample('date');
    const hours = sample('time');
    const lost = days.flatMap((day, index) => {
      const hour = hours[index % hours.length] ?? '';
      const expected = [parseSpokenDate(day, context)?.date, parseSpokenTime(hour, context)?.time];
      return [`${day} ${hour}`, `${hour} ${day}`].filter((said) => {
        const read = [parseSpokenDate(said, context)?.date, parseSpokenTime(said, context)?.time];
        return read.join() !== expected.join();
      });
    });
    expect(lost).toEqual([]);
  });

  it.each(['i would like to book an appointment', "yes let's do"])('leads on after «%s»', (lead) => {
    const lost = sample('date').filter((day) => {
      const { call, say } = reply(before.date_time, `${lead} ${day} at eleven`);
      // The grammar knows weekdays and dates, but not which fit each other.
      const when = readWhen(day, context);
      if (when.kind === 'ask') return !/which day do you mean/i.test(say);
      if (when.kind === 'wish' && when.days?.kind === 'span')
        return call?.name !== 'fetch_slots' || call.args.earliest_time !== '11:00';
      return call?.name !== 'hold_slot' || call.args.appointment_time !== '11:00';
    });
    expect(lost).toEqual([]);
  });
});
