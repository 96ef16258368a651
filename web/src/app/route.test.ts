import { expect, test } from 'vitest';
import {
  agentHref,
  callHref,
  callsHref,
  campaignHref,
  campaignsHref,
  homeHref,
  newCampaignHref,
} from '../lib/routes.ts';
import { parseRoute } from './route.ts';

const at = (href: string) => parseRoute(new URL(href, 'http://127.0.0.1:8000'));

test('every address of the page leads to what it names', () => {
  expect(at('/')).toEqual({ page: 'call' });
  expect(at(homeHref)).toEqual({ page: 'call' });
  expect(at(callsHref)).toEqual({ page: 'calls' });
  expect(at(agentHref)).toEqual({ page: 'agent' });
  expect(at(callHref('a b/c'))).toEqual({ page: 'record', callId: 'a b/c' });
  expect(at(campaignsHref)).toEqual({ page: 'campaigns' });
  expect(at(newCampaignHref)).toEqual({ page: 'new campaign' });
  expect(at(campaignHref('a b/c'))).toEqual({ page: 'campaign', campaignId: 'a b/c' });
  expect(at('/#/calls/%E0')).toEqual({ page: 'record', callId: '%E0' });
});

test.each([
  '/#/nowhere',
  '/#/nowhere/at/all',
  '/#/calls/one/two',
  '/#/agent/x',
  '/#/campaigns/one/two',
  '/#//x',
  '/nowhere',
  '/calls/one#/calls',
])('nothing is at %s', (href) => {
  expect(at(href)).toEqual({ page: 'unknown' });
});
