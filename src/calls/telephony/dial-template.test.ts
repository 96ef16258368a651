import { describe, expect, test } from 'vitest';
import { DialTemplateError, formatDialed, parseDialTemplate, routeTo } from './dial-template.ts';

const toPhone = '+12025550142';
const linePhone = '+12025550100';

function dialed(template: string, to = toPhone): string {
  return formatDialed(parseDialTemplate(template), { toPhone: to, linePhone });
}

describe('a dial template', () => {
  test('writes the number as E.164 by default', () => {
    expect(dialed('{e164}')).toBe('+12025550142');
  });

  test('writes it without the plus', () => {
    expect(dialed('{digits}')).toBe('12025550142');
  });

  test('writes the last four digits of the line and then the national digits', () => {
    expect(dialed('{line_last4}{national}')).toBe('01002025550142');
  });

  test('writes all digits of the line', () => {
    expect(dialed('{line_digits}*{digits}')).toBe('12025550100*12025550142');
  });

  test('keeps what stands around the placeholders', () => {
    expect(dialed('9,011{digits}#')).toBe('9,01112025550142#');
  });

  test('leaves out the 0 of countries that have one, so that a template can put it back', () => {
    expect(dialed('0{national}', '+982120000000')).toBe('02120000000');
  });

  test('keeps the 0 that belongs to the number, as in Italy', () => {
    expect(dialed('{national}', '+390612345678')).toBe('0612345678');
  });

  test('leaves an extension as it is', () => {
    expect(dialed('{line_last4}{national}', '*201')).toBe('*201');
  });

  test('is refused with the name of a placeholder that does not exist', () => {
    expect(() => parseDialTemplate('{line_last4}{nationl}')).toThrow(/unknown placeholder \{nationl\}/);
  });

  test('is refused when a brace is left open', () => {
    expect(() => parseDialTemplate('{e164')).toThrow(DialTemplateError);
  });

  test('is refused when it would call the same number every time', () => {
    expect(() => parseDialTemplate('{line_digits}')).toThrow(/names no number to call/);
  });

  test('is refused when it holds a host or a blank', () => {
    expect(() => parseDialTemplate('{e164}@sip.example.com')).toThrow(/"@"/);
    expect(() => parseDialTemplate('00 {digits}')).toThrow(/" "/);
  });

  test('is refused for a number of no country when it asks for national digits', () => {
    expect(() => dialed('{national}', '+9991234567')).toThrow(DialTemplateError);
    expect(dialed('{e164}', '+9991234567')).toBe('+9991234567');
  });
});

test('a line knows the way to a number once its template is filled in', () => {
  const line = {
    lineId: 'line',
    linePhone,
    livekitTrunkId: 'ST_1',
    callerId: linePhone,
    dialTemplate: '{line_last4}{national}',
    headers: { 'X-Campaign': 'spring' },
    initialDtmf: 'ww201',
  };
  expect(routeTo(toPhone, line)).toEqual({
    lineId: 'line',
    livekitTrunkId: 'ST_1',
    callerId: linePhone,
    dialed: '01002025550142',
    headers: { 'X-Campaign': 'spring' },
    initialDtmf: 'ww201',
  });
});
