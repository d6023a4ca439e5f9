import { describe, expect, it } from 'vitest';
import { addressOf, portOf, writeEndpoint } from './endpoint.ts';

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
