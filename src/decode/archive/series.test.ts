/** Debian packages, cpio and asar: archives that hold files as they are, one behind the other. */
import { Buffer } from 'node:buffer';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeAsar, makeCpio, makeDeb } from '../../../tests/make-series.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture as asarFixture } from './asar.fixture.ts';
import { asar } from './asar.ts';
import { fixture as cpioFixture } from './cpio.fixture.ts';
import { cpio } from './cpio.ts';
import { fixture as debFixture } from './deb.fixture.ts';
import { deb } from './deb.ts';

const formats = [
  {
    decoder: deb,
    fixture: debFixture,
    texts: { 'debian-binary': '2.0\n', 'control.tar': 'c', 'data.tar': 'data' },
  },
  { decoder: cpio, fixture: cpioFixture, texts: { 'bin/init': '#!/bin/sh\n' } },
  { decoder: asar, fixture: asarFixture, texts: { 'main.js': 'main', 'lib/b.js': 'lib' } },
];

describe.each(formats)('$decoder.id', ({ decoder, fixture, texts }) => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(decoder.accepts(fixture.opens, 'x')).toBe(true);
    const unpacked = await unpack(decoder, fixture.opens, {}, 3);
    expect(textsOf(unpacked)).toEqual(texts);
    expect(unpacked.gaps).toEqual([]);
    expect(decoder.accepts(fixture.leaves, 'x')).toBe(false);
  });

  it('gives what stands behind it', async () => {
    const behind = await unpack(decoder, Buffer.concat([fixture.opens, Buffer.alloc(200, 'hidden ')]));
    expect(Object.values(textsOf(behind)).some((text) => text.includes('hidden hidden'))).toBe(true);
  });

  it('ends wherever it is cut or changed', async () => {
    const whole = fixture.opens;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
        async (cut, changes) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          const { parts } = await unpack(decoder, bytes.subarray(0, cut));
          expect(parts.reduce((sum, part) => sum + part.bytes.length, 0)).toBeLessThanOrEqual(cut);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stops at the number of files', async () => {
    expect((await unpack(decoder, fixture.opens, { children: 0 })).gaps).toMatchObject([{ code: 'limit-count' }]);
  });
});

describe('deb', () => {
  it('says what is cut short', async () => {
    const { parts, gaps } = await unpack(deb, makeDeb({ 'debian-binary': 'x'.repeat(50) }).subarray(0, 88));
    expect(parts).toMatchObject([{ bytes: Buffer.from('x'.repeat(20)) }]);
    expect(gaps).toEqual([{ code: 'truncated', what: '"debian-binary" has 20 of 50 bytes', offset: 68 }]);
  });
});

describe('cpio', () => {
  it('goes on behind its end mark: with another archive, or with what a boot loader unpacks next', async () => {
    const first = Buffer.concat([makeCpio({ early: '1' }), Buffer.alloc(300)]);
    expect(textsOf(await unpack(cpio, Buffer.concat([first, makeCpio({ late: '2' })])))).toEqual({
      early: '1',
      late: '2',
    });
    const packed = Buffer.from('1f8b0800 and so on');
    expect((await unpack(cpio, Buffer.concat([first, packed]))).gaps).toEqual([]);
  });
});

describe('asar', () => {
  it('says which files share bytes, and gives those once', async () => {
    const place = { offset: '0', size: 4 };
    const { parts, gaps } = await unpack(asar, makeAsar({ files: { a: place, b: place } }, 'text'));
    expect(parts).toHaveLength(1);
    expect(gaps).toMatchObject([{ code: 'malformed', what: expect.stringContaining('1 file') }]);
  });

  it('says so where a file lies beyond the end', async () => {
    const { gaps } = await unpack(asar, makeAsar({ files: { a: { offset: '900', size: 4 } } }, 'text'));
    expect(gaps).toMatchObject([{ code: 'malformed', what: '"a" is cut off' }]);
  });

  it('is no archive where its directory is no JSON', async () => {
    const bytes = Buffer.from(makeAsar({ files: {} }, ''));
    bytes[17] = 0x7b;
    const { parts, gaps } = await unpack(asar, bytes);
    expect(parts).toEqual([]);
    expect(gaps).toMatchObject([{ code: 'malformed', offset: 16 }]);
  });

  it('walks folders within folders, however deep', async () => {
    let node: unknown = { files: { deep: { offset: '0', size: 4 } } };
    for (let depth = 0; depth < 1_200; depth++) node = { files: { f: node } };
    const [part] = (await unpack(asar, makeAsar(node, 'text'))).parts;
    expect(part?.name).toMatch(/f\/deep$/);
  });
});

describe('what other tools write', () => {
  const folder = temporaryFolder();

  it.skipIf(!hasPeer('dpkg-deb'))('with dpkg-deb is opened (skipped without it)', async () => {
    const root = join(folder, 'package');
    mkdirSync(join(root, 'DEBIAN'), { recursive: true, mode: 0o755 });
    chmodSync(root, 0o755);
    const control = 'Package: example\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.com>\nDescription: x\n';
    writeFileSync(join(root, 'DEBIAN', 'control'), control);
    writeFileSync(join(root, 'file'), 'contents');
    execFileSync('dpkg-deb', ['--build', '-Zxz', root, join(folder, 'example.deb')], { stdio: 'ignore' });
    const bytes = readFileSync(join(folder, 'example.deb'));
    expect(deb.accepts(bytes.subarray(0, 4096), 'x')).toBe(true);
    const { parts, gaps } = await unpack(deb, bytes);
    expect(parts.map(({ name }) => name)).toEqual(['debian-binary', 'control.tar.xz', 'data.tar.xz']);
    expect(gaps).toEqual([]);
  });

  it.skipIf(!hasPeer('cpio'))('with cpio is opened (skipped without it)', async () => {
    mkdirSync(join(folder, 'tree', 'sub'), { recursive: true });
    writeFileSync(join(folder, 'tree', 'sub', 'file'), 'contents');
    const packed = spawnSync('cpio', ['-o', '-H', 'newc'], { cwd: join(folder, 'tree'), input: 'sub\nsub/file\n' });
    const unpacked = await unpack(cpio, packed.stdout);
    expect(textsOf(unpacked)).toEqual({ 'sub/file': 'contents' });
    expect(unpacked.gaps).toEqual([]);
  });
});
