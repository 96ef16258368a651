import { getCountries, getCountryCallingCode, Metadata } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { canGrowInto } from './number-growth.ts';

describe('a number pattern', () => {
  it.each([
    ['[2-9]\\d{9}', '202', true],
    ['[2-9]\\d{9}', '2025550123', false],
    ['[2-9]\\d{9}', '1', false],
    ['1(?:23|45)6?', '12', true],
    ['1(?:23|45)6?', '123', true],
    ['1(?:23|45)6?', '1236', false],
    ['\\d{2,4}', '123', true],
    ['\\d{2,4}', '1234', false],
    ['8(?:00|33)[2-9]\\d{6}', '', true],
  ])('%s can start with «%s» and go on: %s', (pattern, digits, grows) => {
    expect(canGrowInto(pattern, digits)).toBe(grows);
  });

  it('of every country is understood', () => {
    const kinds = ['FIXED_LINE', 'MOBILE', 'TOLL_FREE', 'UAN', 'VOIP', 'SHARED_COST', 'PREMIUM_RATE'];
    for (const country of getCountries()) {
      const metadata = new Metadata();
      metadata.selectNumberingPlan(country);
      const plan = metadata.numberingPlan as unknown as {
        type(kind: string): { pattern(): string } | undefined;
      };
      const patterns = kinds.flatMap((kind) => plan.type(kind)?.pattern() ?? []);
      expect(
        patterns.some((pattern) => canGrowInto(pattern, '')),
        getCountryCallingCode(country),
      ).toBe(true);
    }
  });
});
