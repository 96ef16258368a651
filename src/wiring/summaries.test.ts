import { describe, expect, test } from 'vitest';
import { summarize } from '../calls/ending/summary.ts';
import { Scenarios } from './scenarios.ts';

const scenarios = new Scenarios([]);
const names = [...(await scenarios.all()).keys()];

const spoken = {
  'en-US': 'please call me back at 202 555 0142 tomorrow',
  'fa-IR': 'لطفا فردا با شماره ۰۲۰۲ ۵۵۵ ۰۱۴۲ تماس بگیرید',
};
const appointment = {
  appointment_id: 'a1',
  date: '2027-03-02',
  time: '10:00',
  starts_at: '2027-03-02T15:00:00Z',
  ends_at: '2027-03-02T15:30:00Z',
  status: 'booked',
  resource: 'Dr. Rivera',
};

describe.each(names)('the summary of a call about %s', (name) => {
  test.each(Object.entries(spoken))(
    'quotes no telephone number in %s, whoever said or noted it',
    async (language, words) => {
      const { definition } = await scenarios.find(name);
      for (const disposition of [null, ...definition.dispositions]) {
        const rows = { appointments: [{ ...appointment, notes: words }], tool_calls: [] };
        const parts = definition.summarizeRows(rows, { disposition, language });
        const { summary } = summarize({
          turns: [{ role: 'person', text: words }],
          parts,
          actions: [{ kind: 'callback', moment: null, told: `Wants this: ${words}` }],
          language,
        });
        expect(summary).toMatch(/\[(?:number|شماره)\]/);
        expect(summary.replace(/\P{N}/gu, '')).not.toMatch(/555|۵۵۵/);
      }
    },
  );

  test('has no ending without words for it', async () => {
    const { definition } = await scenarios.find(name);
    for (const disposition of definition.dispositions) {
      const rows = { appointments: [], tool_calls: [] };
      const { told, nothing } = definition.summarizeRows(rows, { disposition, language: 'en-US' });
      expect([...told, nothing].every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
    }
  });
});
