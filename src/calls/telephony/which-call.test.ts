import { expect, test } from 'vitest';
import { readDispatch, readTelephoned } from './which-call.ts';

test('reads who rang whom from the attributes that LiveKit SIP sets', () => {
  const attributes = {
    'sip.phoneNumber': '+12025550142',
    'sip.trunkPhoneNumber': '+12025550100',
    'sip.callID': 'SCL_1',
    'sip.callStatus': 'active',
  };
  expect(readTelephoned(attributes, 'US')).toEqual({
    caller: '+12025550142',
    called: '+12025550100',
    sipCallId: 'SCL_1',
  });
});

test('a caller without a country code is at home where the called line is', () => {
  const called = { 'sip.trunkPhoneNumber': '+442079460958' };
  expect(readTelephoned({ ...called, 'sip.phoneNumber': '02079460123' }, 'US').caller).toBe('+442079460123');
  expect(readTelephoned({ 'sip.phoneNumber': '02079460123' }, 'GB').caller).toBe('+442079460123');
});

test('a called number may be written nationally, too', () => {
  expect(readTelephoned({ 'sip.trunkPhoneNumber': '2025550100' }, 'US').called).toBe('+12025550100');
});

test('a withheld number is nobody’s', () => {
  expect(
    readTelephoned({ 'sip.phoneNumber': 'anonymous', 'sip.trunkPhoneNumber': '+12025550100' }, 'US'),
  ).toEqual({
    caller: null,
    called: '+12025550100',
    sipCallId: null,
  });
});

test('a job without metadata is for whoever rang', () => {
  expect(readDispatch(' ')).toBeNull();
});

test('refuses metadata that is no dispatch of ours', () => {
  expect(() => readDispatch('{"callId":"1"}')).toThrow();
  expect(() => readDispatch('hello')).toThrow();
});
