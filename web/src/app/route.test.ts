import { expect, test } from 'vitest';
import { callHref, callsHref, homeHref } from '../lib/routes.ts';
import { parseRoute } from './route.ts';

test('every address of the page leads to what it names', () => {
  expect(parseRoute('')).toEqual({ page: 'call' });
  expect(parseRoute(homeHref)).toEqual({ page: 'call' });
  expect(parseRoute(callsHref)).toEqual({ page: 'calls' });
  expect(parseRoute(callHref('a b/c'))).toEqual({ page: 'record', callId: 'a b/c' });
  expect(parseRoute('#/calls/%E0')).toEqual({ page: 'record', callId: '%E0' });
});

test.each(['#/nowhere', '#/nowhere/at/all', '#/calls/one/two', '#//x'])('nothing is at %s', (hash) => {
  expect(parseRoute(hash)).toEqual({ page: 'unknown' });
});
