import { expect, test } from 'vitest';
import { isProcessorRegisters, readOpenedFile, readProgramLink } from './links.ts';

test('a program is there, deleted, or in memory alone', () => {
  expect(readProgramLink('/usr/bin/x')).toEqual({ path: '/usr/bin/x', state: 'present' });
  expect(readProgramLink('/tmp/x (deleted)')).toEqual({ path: '/tmp/x', state: 'deleted' });
  expect(readProgramLink('/memfd:a b (deleted)')).toEqual({ path: '/memfd:a b', state: 'memory' });
});

test('open files are sockets, files or neither', () => {
  expect(readOpenedFile('socket:[24012]')).toEqual({ kind: 'socket', inode: 24012 });
  expect(readOpenedFile('/tmp/a (deleted)')).toEqual({ kind: 'file', path: '/tmp/a', deleted: true });
  expect(readOpenedFile('/memfd:pulseaudio (deleted)')).toEqual({ kind: 'memory' });
  expect(readOpenedFile('pipe:[1]')).toEqual({ kind: 'other' });
  expect(readOpenedFile('anon_inode:[eventpoll]')).toEqual({ kind: 'other' });
});

test('registers of a processor are a device of their own', () => {
  expect(isProcessorRegisters('/dev/cpu/12/msr')).toBe(true);
  expect(isProcessorRegisters('/dev/cpu/12/cpuid')).toBe(false);
});
