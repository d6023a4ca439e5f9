import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { makeCase } from '../../../tests/make-case.ts';
import { wayInWords } from './ways.ts';

const session = (client: string, server: string, more: object = {}): Expected => ({
  kind: 'stratum-session',
  value: {
    ...{ dialect: 'cryptonote', client, server, login: 'x', jobs: 3, submits: 2, accepted: 2, complete: true },
    ...more,
  },
});
const wayOf = (hosts: readonly string[], ...seen: readonly Expected[]): string =>
  wayInWords(
    makeCase('active', seen),
    hosts.map((host) => ({ host })),
    true,
  );

describe('the way of the money', () => {
  it('leads through the pool', () => {
    const direct = session('10.0.0.17:50112', '203.0.113.7:3333', { host: 'pool.example.com' });
    expect(wayOf(['pool.example.com'], direct)).toBe(', mined through pool.example.com');
  });

  it('leads through a proxy, with the pool unseen, where nobody read what the proxy was asked for', () => {
    const tunnel = session('10.0.0.17:50112', '203.0.113.9:1080', { through: ['socks5'] });
    const way = ', mined through a proxy at 203.0.113.9; the pool behind it is not seen';
    expect(wayOf(['203.0.113.9'], tunnel)).toBe(way);
  });

  it('leads past a proxy of the house, whose own session shows the pool', () => {
    const inside = session('10.0.0.17:50112', '10.0.0.2:3333');
    const outside = session('10.0.0.2:40000', '203.0.113.7:3333', { host: 'pool.example.com' });
    expect(wayOf(['10.0.0.2', 'pool.example.com'], inside, outside)).toBe(', mined through pool.example.com');
    const alone = session('127.0.0.1:50112', '127.0.0.1:3333');
    expect(wayOf(['127.0.0.1'], alone)).toBe(', mined through 127.0.0.1');
  });
});
