import { describe, expect, test } from 'vitest';
import { readAudit } from './audit.ts';

describe('audit of dependencies', () => {
  test('names what is grave, with its versions, and whether a version mends it', () => {
    const output = JSON.stringify({
      vulnerabilities: {
        leaky: { severity: 'high', range: '<2.0.1', fixAvailable: { name: 'leaky', version: '2.0.1' } },
        broken: { severity: 'critical', range: '*', fixAvailable: false },
        slow: { severity: 'moderate', range: '<1', fixAvailable: true },
      },
    });

    expect(readAudit(output)).toEqual(['leaky <2.0.1: high', 'broken *: critical, and no version mends it']);
  });

  test('finds nothing where nothing is known against what is installed', () => {
    expect(readAudit('{"auditReportVersion":2,"vulnerabilities":{}}')).toEqual([]);
  });

  test.each(['', 'null', '<html>', '{"message":"request failed","error":{"summary":""}}'])(
    'takes %j for no answer, which is neither good nor bad',
    (output) => {
      expect(readAudit(output)).toBeNull();
    },
  );
});
