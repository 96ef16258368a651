import { expect, test } from 'vitest';
import { readDispatch, readTelephoned } from './which-call.ts';

test('reads who rang whom from the attributes that LiveKit SIP sets', () => {
  const attributes = {
    'sip.phoneNumber': '+12025550142',
    'sip.trunkPhoneNumber': '+12025550100',
    'sip.callID': 'SCL_1',
    'sip.callStatus': 'active',
  };
  expect(readTelephoned(attributes)).toEqual({
    caller: '+12025550142',
    called: '+12025550100',
    sipCallId: 'SCL_1',
  });
});

test.each(['anonymous', 'Anonymous', '', 'restricted', '101', 'unknown', '+0'])(
  'takes %j for a withheld number',
  (number) => {
    expect(readTelephoned({ 'sip.phoneNumber': number }).caller).toBeNull();
  },
);

test('a job without metadata is for whoever rang', () => {
  expect(readDispatch(' ')).toBeNull();
});

test('refuses metadata that is no dispatch of ours', () => {
  expect(() => readDispatch('{"callId":"1"}')).toThrow();
  expect(() => readDispatch('hello')).toThrow();
});
