import { describe, expect, it } from 'vitest';
import { DatabaseError } from './errors.ts';
import { describeFault } from './fault.ts';

describe('a fault in the log', () => {
  it('keeps kind, code and place, and puts what may quote a person where it is redacted', () => {
    const cause = {
      code: '23505',
      message: 'Key (phone)=(+12025550100) already exists',
      details: '+12025550100',
    };
    const fault = describeFault(new DatabaseError('identify_user', { cause }));
    expect(fault).toMatchObject({
      kind: 'DatabaseError',
      code: 'database_failed',
      cause_kind: 'object',
      cause_code: '23505',
      frames: expect.arrayContaining([expect.stringContaining('fault.test.ts')]),
    });
    const { text, ...shown } = fault;
    expect(text).toContain('identify_user');
    expect(JSON.stringify(shown)).not.toContain('+1202');
  });

  it('is described whatever was thrown', () => {
    expect(describeFault('a string that names +12025550100')).toEqual({ kind: 'string' });
    expect(describeFault(null)).toEqual({ kind: 'object' });
  });
});
