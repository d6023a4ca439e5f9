import { expect, test } from 'vitest';
import { incident, minerPath } from '../../../tests/machine-incident.ts';
import { type OnMachine, sha256Of } from '../../../tests/make-machine-case.ts';
import type { RemovalStep } from '../../model/answer.ts';
import { reachItems } from './items.ts';

const folder = '/etc/supervisor/conf.d';

function entry(place: string, starts: string, more: object = {}): OnMachine {
  const value = { mechanism: 'process-manager', place, entry: starts, starts, programs: [starts], why: [], ...more };
  return { in: place, kind: 'autostart', line: 2, value } as OnMachine; // fields of one kind
}

function stepsOf(place: string, ...more: OnMachine[]): readonly RemovalStep[] {
  return reachItems(incident([], more))?.find((item) => item.place === place)?.removal ?? [];
}

test('a file with the miner’s program alone goes, and Supervisor is told', () => {
  const place = `${folder}/net.conf`;
  expect(stepsOf(place, entry(place, minerPath, { name: 'net' }))).toMatchObject([
    { do: 'delete-file', path: place, sha256: sha256Of(place) },
    { do: 'by-hand', says: expect.stringContaining('supervisorctl update') },
  ]);
});

test('of a file with another program, or of the main file, the section is left to a person', () => {
  const shared = `${folder}/all.conf`;
  const steps = stepsOf(shared, entry(shared, minerPath, { name: 'net' }), entry(shared, '/opt/app/server'));
  expect(steps[0]).toMatchObject({ do: 'by-hand', says: expect.stringContaining('the section of net') });
  const main = '/etc/supervisord.conf';
  expect(stepsOf(main, entry(main, minerPath))[0]).toMatchObject({ do: 'by-hand' });
});

test('what PM2 and Monit keep is for a person; a name that ends its word is not typed', () => {
  const dump = '/home/ann/.pm2/dump.pm2';
  expect(stepsOf(dump, entry(dump, minerPath, { name: 'x; reboot', user: 'ann' }))).toEqual([
    {
      do: 'by-hand',
      says: `As ann: pm2 delete and its name, then pm2 save --force. Until then PM2 starts it again; its list is ${dump}.`,
    },
  ]);
  const monit = '/etc/monit/conf.d/x';
  expect(stepsOf(monit, entry(monit, minerPath))).toMatchObject([
    { do: 'by-hand', says: expect.stringContaining('monit reload') },
  ]);
});

test('a program of Supervisor’s that is called after monitoring is no entry of Monit’s', () => {
  const place = `${folder}/monitoring.conf`;
  expect(stepsOf(place, entry(place, minerPath))).toMatchObject([
    { do: 'delete-file', path: place },
    { do: 'by-hand', says: expect.stringContaining('supervisorctl update') },
  ]);
});

test('a boot image and a boot menu are built anew once the script is gone', () => {
  const told = (place: string): string =>
    JSON.stringify(stepsOf(place, entry(place, minerPath, { mechanism: 'boot-hook' })));
  expect(told('/etc/initramfs-tools/scripts/init-top/x')).toContain('update-initramfs');
  expect(told('/etc/grub.d/09_x')).toContain('update-grub');
});

test('a job of Jenkins is left to a person; a script that it runs at its start goes where it is the miner’s', () => {
  const job = '/var/lib/jenkins/jobs/sys-check/config.xml';
  expect(stepsOf(job, entry(job, minerPath, { mechanism: 'daemon-hook', name: 'sys-check' }))).toEqual([
    { do: 'by-hand', says: expect.stringContaining('the job sys-check') },
  ]);
  const start = '/var/lib/jenkins/init.groovy.d/a.groovy';
  expect(JSON.stringify(stepsOf(start, entry(start, minerPath, { mechanism: 'daemon-hook' })))).not.toContain(
    'switch it off',
  );
});
