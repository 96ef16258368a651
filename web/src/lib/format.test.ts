import { describe, expect, test } from 'vitest';
import {
  formatCost,
  formatDay,
  formatDuration,
  formatQuantity,
  formatTime,
  formatWeekdays,
} from './format.ts';
import { chooseWords } from './texts/languages.ts';
import { languages } from './texts/texts.ts';

describe('how the page writes', () => {
  test('a local day and time is never shifted by a zone', () => {
    expect(formatDay('2026-11-24')).toBe('Tuesday, November 24');
    expect(formatTime('00:30')).toBe('12:30 AM');
  });

  test('small costs keep the micro-dollar', () => {
    expect(formatCost(0.004301)).toBe('$0.004301');
    expect(formatCost(0)).toBe('$0.000000');
    expect(formatCost(12.5)).toBe('$12.50');
  });

  test('lengths read as clocks', () => {
    expect([0, 65_000, 3_723_000].map(formatDuration)).toEqual(['0:00', '1:05', '1:02:03']);
  });

  test('a unit without words is still shown', () => {
    expect(formatQuantity(1234.56, 'character')).toBe('1,234.6 characters');
    expect(formatQuantity(2, 'gpu_minute')).toBe('2 gpu minute');
  });

  test('repeated weekdays are named once', () => {
    expect(formatWeekdays([2, 4, 2])).toBe('Tuesday and Thursday');
  });

  test('a language that the page does not speak falls back to English', () => {
    expect(chooseWords(languages, ['fa-IR', 'de']).language).toBe('en');
  });
});
