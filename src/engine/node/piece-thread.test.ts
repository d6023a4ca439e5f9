import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { createSieve } from '../../sieve/sieve.ts';
import { piecesAhead } from './piece-thread.ts';
import { planSieve } from './workbench.ts';

const folder = temporaryFolder();
const plan = planSieve();
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

test('a thread reads and searches a file as whoever asked would', async () => {
  const content = Buffer.alloc(5 * 1024 * 1024 + 77, 'a line of no use\n');
  for (let at = 1000; at + 100 < content.length; at += 65_521) content.write('stratum+tcp://pool.supportxmr.com', at);
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const descriptor = openSync(path, 'r');
  const thread = piecesAhead(descriptor, content.length, plan);
  const { pieces } = thread;
  const told = new Set<string>();
  const parts: Uint8Array[] = [];
  let base = 0;
  let left: Uint8Array = new Uint8Array(0);
  for (let piece = await pieces.next(left); piece; piece = await pieces.next(left)) {
    for (const { anchor, offset, encoding } of piece.found.hits) told.add(`${anchor} ${base + offset} ${encoding}`);
    left = piece.bytes.slice(Math.max(0, piece.bytes.length - 777));
    base += piece.bytes.length - left.length;
    parts.push(piece.bytes.slice(0, piece.bytes.length - left.length));
  }
  expect(Buffer.concat([...parts, left]).equals(content)).toBe(true);
  const sieve = createSieve(plan, { capacity: content.length });
  sieve.input.set(content);
  const { hits } = sieve.scan(content.length);
  expect([...told].sort()).toEqual(
    hits.map(({ anchor, offset, encoding }) => `${anchor} ${offset} ${encoding}`).sort(),
  );
  pieces.stop();
  thread.hash();
  expect(await thread.result(() => false)).toEqual({ sha256: sha256(content), end: content.length });
  thread.abandon();
  closeSync(descriptor);
});

test.each([
  ['that nothing was found in', 'a line of no use\n'],
  ['that an anchor stands in', 'stratum+tcp://pool.supportxmr.com\n'],
])('a file %s is hashed to its end though no more pieces are wanted', async (_, line) => {
  const content = Buffer.alloc(9 * 1024 * 1024 + 5, line);
  const path = join(folder, 'left');
  writeFileSync(path, content);
  const descriptor = openSync(path, 'r');
  const thread = piecesAhead(descriptor, content.length, plan);
  await thread.pieces.next(new Uint8Array(0));
  thread.pieces.stop();
  thread.hash();
  expect(await thread.result(() => false)).toEqual({ sha256: sha256(content), end: content.length });
  thread.abandon();
  closeSync(descriptor);
});

test('a file that has become shorter is hashed as far as it goes', async () => {
  const path = join(folder, 'short');
  writeFileSync(path, 'short');
  const descriptor = openSync(path, 'r');
  const thread = piecesAhead(descriptor, 5_000, plan);
  thread.hash();
  thread.pieces.stop();
  expect(await thread.result(() => false)).toEqual({ sha256: sha256('short'), end: 5 });
  thread.abandon();
  closeSync(descriptor);
});

test('a file that can’t be read ends it with the reason', async () => {
  await expect(piecesAhead(987_654, 6, plan).pieces.next(new Uint8Array(0))).rejects.toThrow(/EBADF/);
});
