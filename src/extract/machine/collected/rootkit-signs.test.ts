import { expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import { rootkitSigns } from './rootkit-signs.ts';

const kinds = (copied: Files, collected: Files): unknown[] =>
  runProbe(rootkitSigns, {
    ...machineOf(copied, { state: { form: 'collection', collector: 'uac' } }),
    collected: machineOf(collected).tree,
  }).flatMap((one) => ('kind' in one ? [[one.kind, one.path, one.aside ?? false]] : []));

it('a module with the name of a public rootkit is told, others are not', () => {
  const modules = 'ext4 1003520 1 - Live 0x0\nreptile_module 16384 0 - Live 0x0 (OE)\nfat 86016 1 vfat, Live 0x0\n';
  expect(kinds({ '/proc/modules': modules }, {})).toEqual([['autostart', '/proc/modules', false]]);
});

it('an ld.so.preload that was found past the file system was hidden', () => {
  const preload = { '/etc/ld.so.preload': '/usr/local/lib/x.so\n' };
  const etc = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`/[root]/etc/${i}.conf`, 'x']));
  expect(kinds(preload, etc)).toEqual([['machine-setting', '/etc/ld.so.preload', false]]);
  expect(kinds(preload, { ...etc, '/[root]/etc/ld.so.preload': 'x' })).toEqual([]);
  // Of /etc only some files were asked for.
  expect(kinds(preload, { '/[root]/etc/passwd': 'x' })).toEqual([]);
});
