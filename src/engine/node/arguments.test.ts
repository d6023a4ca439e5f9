import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandLine } from './arguments.ts';

test('words are as Node gives them', () => {
  expect(commandLine(['node', 'main.js', 'scan', 'schlüssel'], '/nowhere')).toEqual(['scan', 'schlüssel']);
});

test('bytes that are no UTF-8 are recovered from the system', () => {
  const raw = join(mkdtempSync(join(tmpdir(), 'davylamp-')), 'cmdline');
  writeFileSync(raw, Buffer.from('node\0--flag\0main.js\0scan\0caf\xe9\0\0', 'latin1'));
  expect(commandLine(['node', 'main.js', 'scan', 'caf\ufffd', ''], raw)).toEqual(['scan', 'caf\udce9', '']);
});

test('where the system does not tell, they stay', () => {
  expect(commandLine(['node', 'main.js', 'caf\ufffd'], '/nowhere')).toEqual(['caf\ufffd']);
});
