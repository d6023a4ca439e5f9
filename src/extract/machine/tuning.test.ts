import { expect, test } from 'vitest';
import { sightings } from '../../../tests/told.ts';
import { tuning } from './tuning.ts';

test('huge pages and open registers are told aside', () => {
  const found = sightings(tuning, {
    '/proc/sys/vm/nr_hugepages': '1280\n',
    '/sys/module/msr/parameters/allow_writes': 'on\n',
    '/etc/sysctl.conf': '# x\nvm.nr_hugepages=1280\nvm.swappiness = 1\n',
    '/etc/default/grub': 'GRUB_CMDLINE_LINUX="quiet hugepages=3 msr.allow_writes=on"\n',
  });
  expect(found.every(({ aside }) => aside)).toBe(true);
  expect(found.map(({ value }) => 'setting' in value && `${value.setting} = ${value.value}`)).toEqual([
    'vm.nr_hugepages = 1280',
    'msr.allow_writes = on',
    'vm.nr_hugepages = 1280',
    'hugepages at boot = 3',
    'msr.allow_writes at boot = on',
  ]);
});

test('a machine as it is delivered tells nothing', () => {
  const files = {
    '/proc/sys/vm/nr_hugepages': '0\n',
    '/proc/cmdline': 'root=/dev/sda1 ro default_hugepagesz=2M\n',
    '/etc/sysctl.d/10.conf': 'vm.nr_hugepages=0\n',
  };
  expect(sightings(tuning, files)).toEqual([]);
});
