import { describe, expect, it } from 'vitest';
import { addressOf, isAddress, isNowhere, plainName, portOf, writeEndpoint } from './endpoint.ts';

describe('an endpoint', () => {
  it.each([
    ['192.0.2.1:3333', '192.0.2.1', 3333],
    ['192.0.2.1', '192.0.2.1', undefined],
    ['[2001:db8::1]:3333', '2001:db8::1', 3333],
    ['[2001:db8::1]', '2001:db8::1', undefined],
    ['2001:db8::53', '2001:db8::53', undefined],
    ['pool.example.com:443', 'pool.example.com', 443],
    ['', '', undefined],
  ])('%j is an address, and a port where it has one', (endpoint, address, port) => {
    expect([addressOf(endpoint), portOf(endpoint)]).toEqual([address, port]);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1:3333'],
    ['2001:db8::1', '[2001:db8::1]:3333'],
  ])('of %s is written so that it can be read again', (address, written) => {
    expect(writeEndpoint({ address, port: 3333 })).toBe(written);
    expect([addressOf(written), portOf(written)]).toEqual([address, 3333]);
  });
});

describe('an address', () => {
  it.each(['192.0.2.1', '2001:db8::1', '::1', '::ffff:192.0.2.1'])('is told by its shape: %s', (text) => {
    expect(isAddress(text)).toBe(true);
  });
  it.each(['', 'pool.example.com', 'face.cafe', '192.0.2', 'fe80', '2001:db8::1%eth0'])('is not %j', (text) => {
    expect(isAddress(text)).toBe(false);
  });
  it.each(['0.0.0.0', '::', '127.0.0.1', '::1', '0000:0000:0000:0000:0000:0000:0000:0001'])(
    'is nowhere, or the machine itself: %s',
    (text) => {
      expect(isNowhere(text)).toBe(true);
    },
  );
  it.each(['10.0.0.0', '2001:db8::1', '127.0.0.11', '::11'])('is somewhere: %s', (text) => {
    expect(isNowhere(text)).toBe(false);
  });
});

it('writes a name without its last dot, in lower case', () => {
  expect(plainName('Pool.Example.com.')).toBe('pool.example.com');
});
