import { expect, test } from 'vitest';
import { proxies } from '../../config/proxies.ts';
import { clientAddress, network } from './client-address.ts';

const none = proxies.parse('');
const ours = proxies.parse('127.0.0.1, 10.0.0.0/8, fd00::/8');

test('believes no header of whoever is not a proxy of ours', () => {
  expect(clientAddress('198.51.100.7', '203.0.113.9', none)).toBe('198.51.100.7');
  expect(clientAddress('198.51.100.7', '203.0.113.9', ours)).toBe('198.51.100.7');
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['10.9.9.9, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['203.0.113.9:51234', '203.0.113.9'],
  ['[2001:db8::1]:443', '2001:db8::1'],
])('behind a proxy of ours %s is the client, whatever else was claimed', (header, client) => {
  expect(clientAddress('127.0.0.1', header, ours)).toBe(client);
  expect(clientAddress('::ffff:127.0.0.1', header, ours)).toBe(client);
});

test.each(['', 'unknown', 'somebody, <script>', undefined])(
  'takes the proxy itself when it says %s',
  (header) => {
    expect(clientAddress('127.0.0.1', header, ours)).toBe('127.0.0.1');
  },
);

test('counts a /64 of IPv6 as one', () => {
  expect(network('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(network('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(network('::1')).toBe('0:0:0:0::/64');
  expect(network('198.51.100.7')).toBe('198.51.100.7');
});

test('refuses what is no address and no network', () => {
  for (const text of ['localhost', '10.0.0.0/33', '*', '10.0.0.0/8/8'])
    expect(proxies.safeParse(text).success).toBe(false);
});
