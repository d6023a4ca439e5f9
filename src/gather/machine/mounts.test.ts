import { expect, test } from 'vitest';
import { unwalkedMounts } from './mounts.ts';

const mountInfo = [
  '21 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw',
  '22 21 0:20 / /proc rw - proc proc rw',
  '23 21 0:44 / /srv/with\\040space rw shared:9 master:3 - nfs4 server:/x rw',
  '24 21 0:50 / /var/lib/docker/overlay2/ab/merged rw - overlay overlay rw',
  '25 21 8:2 / /home rw - xfs /dev/sda2 rw',
  '26 21 0:60 / /tmp rw - tmpfs tmpfs rw',
  '27 21 0:61 / /media/cloud rw - fuse.rclone remote: rw',
  '28 21 0:62 / /snap/core/1 ro - squashfs /dev/loop1 ro',
  'broken',
].join('\n');

test('views of the kernel, other machines and second views are left out of a walk', () => {
  expect([...unwalkedMounts(mountInfo)]).toEqual([
    ['/proc', 'kernel'],
    ['/srv/with space', 'elsewhere'],
    ['/var/lib/docker/overlay2/ab/merged', 'again'],
    ['/media/cloud', 'elsewhere'],
    ['/snap/core/1', 'again'],
  ]);
});

test('what may hold files of its own is walked, however it is mounted', () => {
  const own = [
    '31 21 0:70 / /etc rw - overlay overlay rw,upperdir=/var/lib/overlay/1/etc',
    '32 21 0:71 / /mnt/.x rw - ramfs none rw',
    '33 21 0:72 / /usr ro - squashfs /dev/loop0 ro',
    '34 21 0:73 / /dev rw - devtmpfs udev rw',
    '35 21 0:74 / /data rw - fuse.mergerfs a:b rw',
    '36 21 8:9 / /media/stick rw - fuseblk /dev/sdb1 rw',
  ];
  expect([...unwalkedMounts(own.join('\n'))]).toEqual([]);
});

test('of a disk, what is mounted within it counts', () => {
  const within = '41 21 0:80 / /mnt/disk/home rw - nfs4 server:/home rw\n42 21 0:81 / /mnt/disk rw - nfs server:/ rw';
  expect([...unwalkedMounts(`${mountInfo}\n${within}`, '/mnt/disk')]).toEqual([['/home', 'elsewhere']]);
});
