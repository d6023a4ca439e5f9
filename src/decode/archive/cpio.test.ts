import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeCpio } from '../../../tests/make-series.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture } from './cpio.fixture.ts';
import { cpio } from './cpio.ts';

describe('cpio', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(cpio.accepts(fixture.opens, 'x')).toBe(true);
    const unpacked = await unpack(cpio, fixture.opens, {}, 3);
    expect(textsOf(unpacked)).toEqual({ 'bin/init': '#!/bin/sh\n' });
    expect(unpacked.gaps).toEqual([]);
    expect(cpio.accepts(fixture.leaves, 'x')).toBe(false);
  });

  it('goes on behind its end mark: with another archive, or with what a boot loader unpacks next', async () => {
    const first = Buffer.concat([makeCpio({ early: '1' }), Buffer.alloc(300)]);
    expect(textsOf(await unpack(cpio, Buffer.concat([first, makeCpio({ late: '2' })])))).toEqual({
      early: '1',
      late: '2',
    });
    const packed = Buffer.from('1f8b0800 and so on');
    expect((await unpack(cpio, Buffer.concat([first, packed]))).gaps).toEqual([]);
  });

  it.skipIf(!hasPeer('cpio'))('opens what the cpio tool writes (skipped without it)', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'tree', 'sub'), { recursive: true });
    writeFileSync(join(folder, 'tree', 'sub', 'file'), 'contents');
    const packed = spawnSync('cpio', ['-o', '-H', 'newc'], { cwd: join(folder, 'tree'), input: 'sub\nsub/file\n' });
    const unpacked = await unpack(cpio, packed.stdout);
    expect(textsOf(unpacked)).toEqual({ 'sub/file': 'contents' });
    expect(unpacked.gaps).toEqual([]);
  });
});
