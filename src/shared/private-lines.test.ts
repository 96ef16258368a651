import { describe, expect, it } from 'vitest';
import { hidePrivateFields } from './private-lines.ts';

describe('lines of the agent framework', () => {
  it('lose what was said and what tools were told, and keep the rest', () => {
    const line = JSON.stringify({
      msg: 'done',
      speech: 's1',
      'lk.pii.message': 'I am Ann',
      'lk.pii.args': { a: 'Ann' },
    });
    expect(JSON.parse(hidePrivateFields(line))).toEqual({
      msg: 'done',
      speech: 's1',
      'lk.pii.message': '[redacted]',
      'lk.pii.args': '[redacted]',
    });
  });

  it('lose it in the readable form too', () => {
    expect(hidePrivateFields('    lk.pii.message: "I am Ann"')).toBe('    lk.pii.message: [redacted]');
  });

  it('stay as they are when there is nothing private', () => {
    expect(hidePrivateFields('{"b":1, "a":2}')).toBe('{"b":1, "a":2}');
  });
});
