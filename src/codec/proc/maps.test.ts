import { expect, test } from 'vitest';
import { isOwnMemory, readMaps } from './maps.ts';

const text = `55d0c0a00000-55d0c0a28000 r-xp 00000000 08:01 131                        /tmp/a b (deleted)
55d0c1a00000-55d0c1a21000 rw-p 00000000 00:00 0                          [heap]
7f1c80000000-7f1c80021000 rw-p 00000000 00:00 0 
7f1c90000000-7f1c90200000 rw-s 00000000 00:01 9                          /memfd:x (deleted)
7f1ca0000000-7f1ce0000000 rw-p 00000000 00:0f 77                         /anon_hugepage (deleted)
7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0                          [stack]
7ffd00022000-7ffd00024000 r-xp 00000000 00:00 0                          [vdso]
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
`;

test('ranges have their names, and what of them is a process’s own is told', () => {
  const ranges = readMaps(text);
  expect(ranges.map(({ name }) => name)).toEqual([
    '/tmp/a b',
    '[heap]',
    '',
    '/memfd:x',
    '/anon_hugepage',
    '[stack]',
    '[vdso]',
  ]);
  expect(ranges[0]).toMatchObject({ from: 0x55d0c0a00000, rights: 'r-xp', inode: 131, deleted: true });
  expect(ranges.filter(isOwnMemory).map(({ name }) => name)).toEqual(['[heap]', '', '[stack]']);
});

test('lines that are no range are passed over', () => {
  expect(readMaps('x\n7-6 rw-p 0 0:0 0\n\n')).toEqual([]);
});

test('reads names with a carriage return, which the kernel leaves as it is', () => {
  expect(readMaps('7f1c80000000-7f1c80021000 rwxp 00000000 08:01 131 /tmp/x\ry')).toMatchObject([
    { name: '/tmp/x\ry' },
  ]);
});
