import { expect, test } from 'vitest';
import { callHref, parseRoute } from './route.ts';

test('every address leads somewhere', () => {
  expect(parseRoute('')).toEqual({ page: 'call' });
  expect(parseRoute('#/')).toEqual({ page: 'call' });
  expect(parseRoute('#/nowhere/at/all')).toEqual({ page: 'call' });
  expect(parseRoute('#/calls')).toEqual({ page: 'calls' });
  expect(parseRoute(callHref('a b/c'))).toEqual({ page: 'record', callId: 'a b/c' });
  expect(parseRoute('#/calls/%E0')).toEqual({ page: 'record', callId: '%E0' });
});
