import { expect, test } from 'vitest';
import { machineOf } from '../../../tests/machine-tree.ts';
import { unwalkedMounts } from './mounts.ts';

test('views of the kernel, other machines and second views are left out of a walk', () => {
  const { tree } = machineOf({
    '/proc/self/mountinfo': [
      '21 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw',
      '22 21 0:20 / /proc rw - proc proc rw',
      '23 21 0:44 / /srv/with\\040space rw shared:9 master:3 - nfs4 server:/x rw',
      '24 21 0:50 / /var/lib/docker/overlay2/ab/merged rw - overlay overlay rw',
      '25 21 8:2 / /home rw - xfs /dev/sda2 rw',
      '26 21 0:60 / /tmp rw - tmpfs tmpfs rw',
      'broken',
    ].join('\n'),
  });
  expect([...unwalkedMounts(tree)]).toEqual([
    ['/proc', 'kernel'],
    ['/srv/with space', 'elsewhere'],
    ['/var/lib/docker/overlay2/ab/merged', 'again'],
  ]);
});
