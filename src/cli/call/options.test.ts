import { describe, expect, it } from 'vitest';
import { call } from '../commands.ts';
import { readCallOptions } from './options.ts';

const read = (args: string[]) =>
  readCallOptions(call.parse(args), ['appointment', 'order', 'arrival', 'recovery', 'outreach']);

describe('parley call', () => {
  it('takes a number, and everything else is optional', () => {
    expect(read(['+12025550100'])).toEqual({
      phone: '+12025550100',
      scenario: 'order',
      persona: null,
      seed: null,
      name: null,
      organization: null,
    });
  });

  it('takes who answers, about what, by which seed and under which name', () => {
    const args = [
      '+12025550100',
      '--scenario',
      'arrival',
      '--persona',
      'angry',
      '--seed',
      '7',
      '--name',
      'Ann',
    ];
    expect(read(args)).toMatchObject({
      scenario: 'arrival',
      persona: 'angry',
      seed: 7,
      name: 'Ann',
    });
  });

  it.each([
    ['no number', [], /call needs NUMBER/],
    ['two numbers', ['+12025550100', '+12025550101'], /nothing more.*\+12025550101/],
    ['a number without its country', ['2025550100'], /no number like \+12025550100/],
    ['an unknown scenario', ['+12025550100', '--scenario', 'tea'], /no scenario "tea". There are: .*order/],
    ['an unknown person', ['+12025550100', '--persona', 'nobody'], /nobody called "nobody"[\s\S]*agreeable/],
    ['a seed that is no number', ['+12025550100', '--seed', 'x'], /--seed is a whole number/],
    ['an unknown flag', ['+12025550100', '--loud'], /--loud[\s\S]*--help/],
  ])('says what is wrong with %s', (_what, args, message) => {
    expect(() => read(args)).toThrow(message);
  });
});
