import { expect, test } from 'vitest';
import { readArgumentList, readEnvironment, writeCommand } from './argument-list.ts';

test('arguments end in NUL, and padding is none', () => {
  expect(readArgumentList('a\0\0b c\0')).toEqual(['a', '', 'b c']);
  expect(readArgumentList('sshd: root@pts/0\0\0\0\0')).toEqual(['sshd: root@pts/0']);
  expect(readArgumentList('')).toEqual([]);
});

test('a command is written as a shell would read it, and a rewritten title as it is', () => {
  expect(writeCommand(['x', '-u', 'a b', "it's", ''])).toBe(`x -u 'a b' "it's" ''`);
  expect(writeCommand(['nginx: worker process'])).toBe('nginx: worker process');
  expect(writeCommand([])).toBe('');
});

test('of two variables of one name the first counts', () => {
  expect([...readEnvironment('A=1\0B=x=y\0A=2\0=z\0junk\0')]).toEqual([
    ['A', '1'],
    ['B', 'x=y'],
  ]);
});
