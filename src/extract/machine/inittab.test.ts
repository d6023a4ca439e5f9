import { describe, expect, it } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { inittab } from './inittab.ts';

const alpine =
  '# /etc/inittab\n::sysinit:/sbin/openrc sysinit\n::wait:/sbin/openrc default\ntty1::respawn:/sbin/getty 38400 tty1\n::ctrlaltdel:/sbin/reboot\n';

describe('inittab', () => {
  it("tells Alpine's own entries aside", () => {
    const told = runProbe(inittab, machineOf({ '/etc/inittab': alpine, '/sbin/openrc': '', '/sbin/getty': '' }));
    expect(told.filter((one) => 'kind' in one).map((one) => 'aside' in one && one.aside)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(told).toContainEqual({ looked: { at: 'inittab entries', count: 4 } });
  });

  it('tells what init would start again and again', () => {
    const text = `id:3:initdefault:\n${alpine}x:2345:respawn:/tmp/.x/run --quiet\n`;
    const found = runProbe(inittab, machineOf({ '/etc/inittab': text })).filter((one) => 'kind' in one && !one.aside);
    expect(found).toMatchObject([
      {
        line: 7,
        value: {
          name: 'x',
          starts: '/tmp/.x/run --quiet',
          when: 'at boot (respawn)',
          why: expect.arrayContaining(['from-temporary-folder', 'outlives-removal']),
        },
      },
    ]);
  });
});
