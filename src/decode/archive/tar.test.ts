import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTar, paxRecord, tarEnd, tarMember } from '../../../tests/make-series.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { fixture } from './tar.fixture.ts';
import { tar } from './tar.ts';

const longName = `${'folder/'.repeat(40)}file`;

describe('tar', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(tar.accepts(fixture.opens, 'x')).toBe(true);
    expect(textsOf(await unpack(tar, fixture.opens))).toEqual({ 'folder/file.txt': 'text' });
    expect(tar.accepts(fixture.leaves, 'x.tar')).toBe(false);
  });

  it('opens the oldest form, which has no signature', async () => {
    const old = makeTar({ name: 'old', bytes: 'x', fields: { 257: '\0'.repeat(8) } });
    expect(tar.accepts(old, 'x')).toBe(true);
    expect(textsOf(await unpack(tar, old))).toEqual({ old: 'x' });
  });

  it('does not accept a header whose checksum is wrong', () => {
    const bytes = Uint8Array.from(fixture.opens);
    bytes[0] = 0x58;
    expect(tar.accepts(bytes, 'x')).toBe(false);
  });

  it('puts the two parts of a name together', async () => {
    const bytes = makeTar({ name: 'file', bytes: 'x', fields: { 345: 'far/away' } });
    expect(textsOf(await unpack(tar, bytes))).toEqual({ 'far/away/file': 'x' });
  });

  it("reads GNU's long names and the records of pax", async () => {
    const bytes = makeTar(
      { name: '././@LongLink', type: 'L', bytes: `${longName}\0` },
      { name: 'cut', bytes: 'gnu' },
      { name: 'PaxHeader', type: 'x', bytes: paxRecord('path', 'päx') + paxRecord('size', '5') },
      { name: 'cut', bytes: 'sized', size: 0 },
      { name: 'plain', bytes: 'after' },
    );
    expect((await unpack(tar, bytes)).parts.map(({ name, bytes: of }) => [name, of.toString()])).toEqual([
      [longName, 'gnu'],
      ['päx', 'sized'],
      ['plain', 'after'],
    ]);
  });

  it('reads sizes that are binary numbers', async () => {
    const size = Uint8Array.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
    expect(textsOf(await unpack(tar, makeTar({ name: 'x', bytes: 'abc', fields: { 124: size } })))).toEqual({
      x: 'abc',
    });
  });

  it('keeps names that climb out of a folder or begin at the root as they are', async () => {
    const bytes = makeTar({ name: '../../etc/\x1b[31mpasswd', bytes: 'x' }, { name: '/etc/shadow', bytes: 'y' });
    expect(Object.keys(textsOf(await unpack(tar, bytes)))).toEqual(['../../etc/\x1b[31mpasswd', '/etc/shadow']);
  });

  it('passes over links, which are not followed', async () => {
    const bytes = makeTar(
      { name: 'self', type: '2', fields: { 157: 'self' } },
      { name: 'hard', type: '1', fields: { 157: '/etc/passwd' }, size: 5 },
      { name: 'file', bytes: 'x' },
    );
    const unpacked = await unpack(tar, bytes);
    expect(textsOf(unpacked)).toEqual({ file: 'x' });
    expect(unpacked.gaps).toEqual([]);
  });

  it('gives what follows the end mark: another archive, or something that hides there', async () => {
    const second = Buffer.concat([makeTar({ name: 'a', bytes: '1' }), makeTar({ name: 'b', bytes: '2' })]);
    expect(textsOf(await unpack(tar, second))).toEqual({ a: '1', b: '2' });
    const hidden = await unpack(tar, Buffer.concat([makeTar({ name: 'a', bytes: '1' }), Buffer.alloc(700, 'hide ')]));
    expect(textsOf(hidden)).toEqual({ a: '1', 'rest@0x800': 'hide '.repeat(140) });
    expect(hidden.gaps).toMatchObject([{ code: 'malformed', offset: 0x800 }]);
  });

  it('fills the holes of sparse files, or says that it left them out', async () => {
    const number = (value: number): string => `${value.toString(8).padStart(11, '0')}\0`;
    const sparse = (size: number): Uint8Array =>
      makeTar({
        name: 'sparse',
        type: 'S',
        bytes: 'abcdef',
        fields: { 386: number(2) + number(3) + number(8) + number(3), 483: number(size) },
      });
    expect((await unpack(tar, sparse(12))).parts).toMatchObject([
      { bytes: Buffer.from('\0\0abc\0\0\0def\0'), how: 'its holes filled with zeros' },
    ]);
    expect((await unpack(tar, sparse(2 ** 32))).parts).toMatchObject([
      { bytes: Buffer.from('abcdef'), how: 'its holes left out' },
    ]);
  });

  it('says what is cut short, and gives what there is of it', async () => {
    const bytes = tarMember({ name: 'cut', bytes: 'x'.repeat(1000) }).subarray(0, 900);
    const { parts, gaps } = await unpack(tar, bytes);
    expect(parts.map((part) => part.bytes.length)).toEqual([388]);
    expect(gaps).toEqual([{ code: 'truncated', what: '"cut" has 388 of 1000 bytes', offset: 512 }]);
  });
});

describe('limits of tar', () => {
  it('hand a long member on in pieces, and find the next one whatever was read of it', async () => {
    const long = Buffer.alloc(5_000, 'long');
    const bytes = makeTar({ name: 'long', bytes: long }, { name: 'next', bytes: 'x' });
    const { parts } = await unpack(tar, bytes, { wholeBytes: 4_000 });
    expect(parts.map((part) => [part.name, part.long, part.bytes.length])).toEqual([
      ['long', true, 5_000],
      ['next', false, 1],
    ]);
  });

  it('stop at the number of files', async () => {
    const many = Buffer.concat([
      ...Array.from({ length: 50 }, (_, i) => tarMember({ name: `${i}`, bytes: 'x' })),
      tarEnd,
    ]);
    const { parts, gaps } = await unpack(tar, many, { children: 20 });
    expect(parts).toHaveLength(20);
    expect(gaps).toMatchObject([{ code: 'limit-count' }]);
  });

  it('hold for a size that no file has', async () => {
    const size = Uint8Array.from([0x80, 0, 0, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    const { parts, gaps } = await unpack(tar, makeTar({ name: 'huge', bytes: 'abc', fields: { 124: size } }));
    expect(parts).toMatchObject([{ name: 'huge', long: true }]);
    expect(gaps).toMatchObject([{ code: 'truncated' }]);
  });

  it('hold wherever an archive is cut or changed', async () => {
    const whole = makeTar(
      { name: 'PaxHeader', type: 'x', bytes: paxRecord('path', 'a') + paxRecord('GNU.sparse.major', '1') },
      { name: 'one', bytes: 'x'.repeat(600) },
      { name: 'L', type: 'L', bytes: longName },
      { name: 'two', bytes: 'y' },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.integer({ min: 1, max: 700 }),
        async (cut, changes, step) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          const { parts } = await unpack(tar, bytes.subarray(0, cut), {}, step);
          const stored = parts.reduce((sum, part) => sum + (part.how === undefined ? part.bytes.length : 0), 0);
          expect(stored).toBeLessThanOrEqual(cut);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(!hasPeer('tar'))('archives that GNU tar writes (skipped without tar)', () => {
  const folder = temporaryFolder();

  it.each(['gnu', 'oldgnu', 'pax', 'ustar', 'v7'])('in its format %s hold what went in', async (format) => {
    const root = join(folder, format);
    const deep = join('sub', 'x'.repeat(60));
    mkdirSync(join(root, deep), { recursive: true });
    writeFileSync(join(root, 'empty'), '');
    writeFileSync(join(root, deep, 'file'), 'contents '.repeat(1000));
    symlinkSync('missing', join(root, 'link'));
    const archive = join(folder, `${format}.tar`);
    execFileSync('tar', ['-C', root, `--format=${format}`, '-cf', archive, '.']);
    const bytes = readFileSync(archive);
    expect(tar.accepts(bytes.subarray(0, 4096), 'x')).toBe(true);
    const unpacked = await unpack(tar, bytes);
    expect(unpacked.gaps).toEqual([]);
    expect(textsOf(unpacked)).toEqual({ [`./${deep}/file`]: 'contents '.repeat(1000) });
  });

  it.each([
    ['gnu', []],
    ['pax', ['--sparse-version=0.0']],
    ['pax', ['--sparse-version=0.1']],
    ['pax', ['--sparse-version=1.0']],
  ])('with sparse files in format %s %s are filled', async (format, version) => {
    const file = join(folder, 'holes');
    writeFileSync(file, 'begin');
    truncateSync(file, 900_000);
    writeFileSync(file, 'end', { flag: 'a' });
    const archive = join(folder, 'sparse.tar');
    execFileSync('tar', ['-C', folder, `--format=${format}`, ...version, '-S', '-cf', archive, 'holes']);
    const { parts, gaps } = await unpack(tar, readFileSync(archive));
    expect(gaps).toEqual([]);
    expect(parts.map(({ name }) => name)).toEqual(['holes']);
    expect(parts[0]?.bytes.equals(readFileSync(file))).toBe(true);
  });
});
