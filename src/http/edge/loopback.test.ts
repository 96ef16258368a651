import { describe, expect, it } from 'vitest';
import { hostName, isLoopback } from './loopback.ts';

describe('a host', () => {
  it.each(['localhost', 'LocalHost', '127.0.0.1', '127.255.0.9', '::1', '[::1]'])(
    '%s is this machine',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '128.0.0.1',
    'localhost.',
    'localhost.example',
    '127.0.0.1.example',
    '127.0.0',
  ])('%s may be another one', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('a Host header', () => {
  it.each([
    ['localhost:8000', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]:8000', '[::1]'],
    ['EXAMPLE.com', 'example.com'],
    // Whatever browsers take for an address is one: 0x7f000001 is 127.0.0.1.
    ['0x7f000001', '127.0.0.1'],
  ])('%s names the host %s', (header, host) => {
    expect(hostName(header)).toBe(host);
  });

  it.each([undefined, '', 'user@localhost', 'localhost/path', 'local host', 'localhost:port', '#'])(
    '%s names none',
    (header) => {
      expect(hostName(header)).toBeNull();
    },
  );
});
