import { describe, expect, it } from 'vitest';
import { readInittab } from './inittab.ts';

describe('inittab', () => {
  it("reads the lines of System V's init and of BusyBox", () => {
    const text =
      '# x\nid:2:initdefault:\n1:2345:respawn:/sbin/getty 38400 tty1\n::sysinit:/sbin/openrc sysinit\ntty1::askfirst:-/bin/sh\nx\n';
    const { entries, broken } = readInittab(text);
    expect(entries.map(({ id, runlevels, action, process }) => [id, runlevels, action, process])).toEqual([
      ['id', '2', 'initdefault', ''],
      ['1', '2345', 'respawn', '/sbin/getty 38400 tty1'],
      ['', '', 'sysinit', '/sbin/openrc sysinit'],
      ['tty1', '', 'askfirst', '-/bin/sh'],
    ]);
    expect(broken).toEqual([6]);
  });

  it('reads a line with a sign that others take for its end', () => {
    expect(readInittab('x:3:respawn:/tmp/x # \u2028').entries).toMatchObject([{ process: '/tmp/x #' }]);
  });
});

it('an entry behind thousands of lines is read', () => {
  expect(readInittab(`${'#\n'.repeat(12_000)}x:2:respawn:/tmp/x\n`).entries).toHaveLength(1);
});
