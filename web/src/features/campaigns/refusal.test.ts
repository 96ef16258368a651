import { describe, expect, it } from 'vitest';
import { ApiError } from '../../lib/api.ts';
import { refusalOf } from './refusal.ts';

const refused = (code: string, message: string, more: { field?: string; fix?: string } = {}) =>
  refusalOf(new ApiError({ status: 400, code, message, ...more }));

describe('why the server did not do it', () => {
  it('is read at the field that it is about, without the name of the field', () => {
    const { at, elsewhere } = refused('invalid_request', 'body.date_range_end is not right: it has passed.', {
      field: 'body.date_range_end',
      fix: 'Send a range that is still to come.',
    });
    expect(at('date_range_end')).toBe('It has passed. Send a range that is still to come.');
    expect(at('date_range_start')).toBeNull();
    expect(elsewhere(['date_range_end'])).toBe(false);
  });

  it('is read at a group where something in it is meant', () => {
    const one = refused('invalid_request', 'body.preferences.weekdays.0 is not right: too small.', {
      field: 'body.preferences.weekdays.0',
    });
    expect(one.at('preferences')).toBe('Too small.');
    expect(one.at('preference')).toBeNull();
  });

  it('is read below the form where no field of it is meant', () => {
    const busy = refused('calendar_unavailable', 'The calendar could not be asked.', { fix: 'Try again.' });
    expect(busy.elsewhere(['service'])).toBe(true);
    expect(busy.text).toBe('The calendar could not be asked. Try again.');
    expect(refusalOf(new TypeError('x is undefined')).text).not.toContain('undefined');
  });

  it('is in words of the page where one can go on there', () => {
    expect(refused('slot_gone', 'The provider no longer has this slot.').text).toContain(
      'Take the next one.',
    );
  });
});
