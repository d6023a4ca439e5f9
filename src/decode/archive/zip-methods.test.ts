/** Entries of ZIP archives that are encrypted or packed by seldom methods, written by 7-Zip and by zip. */
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { regrouped } from '../../codec/zip/regroup.ts';
import { zip } from './zip.ts';

const text = 'a text that packs well, a text that packs well. '.repeat(40);
const files = { 'a.txt': text, 'b.txt': 'short', 'c.txt': `${text}${text}` };

async function archiveBy(...flags: readonly string[]): Promise<Uint8Array> {
  const { default: loaded } = await import('7z-wasm');
  const made = await loaded.default({ print: () => {}, printErr: () => {} });
  for (const [name, contents] of Object.entries(files)) made.FS.writeFile(name, contents);
  made.callMain(['a', '-tzip', ...flags, 'out.zip', ...Object.keys(files)]);
  return Buffer.from(made.FS.readFile('out.zip', { encoding: 'binary' }));
}

describe('seldom methods of zip', () => {
  it.each(['Copy', 'Deflate', 'Deflate64', 'BZip2', 'LZMA', 'PPMd', 'xz'])('%s is unpacked', async (method) => {
    const unpacked = await unpack(zip, await archiveBy(`-mm=${method}`, '-mx=9'));
    expect(unpacked.gaps).toEqual([]);
    expect(textsOf(unpacked)).toEqual(files);
  });

  it('keep to what the archive may unpack to', async () => {
    const { parts, gaps } = await unpack(zip, await archiveBy('-mm=LZMA'), { unpackedBytes: 2_500 });
    expect(parts.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(2_500);
    expect(gaps.map(({ code }) => code)).toContain('limit-bytes');
  });

  it('make no larger archive of entries that share their bytes', async () => {
    const bytes = await archiveBy('-mm=LZMA');
    const entry = { name: 'x', method: 14, encrypted: false, packedSize: 1e9, asideBytes: 0, headerAt: 0 };
    const shared = Array.from({ length: 50 }, () => ({
      ...entry,
      listedAt: { at: bytes.length - 100, end: bytes.length },
    }));
    expect(regrouped(bytes, shared).length).toBeLessThan(3 * bytes.length);
  });
});

describe('encrypted entries of zip', () => {
  const ways = [['ZipCrypto'], ['AES128'], ['AES192'], ['AES256']];

  it.each(ways)('are opened with the passwords of samples: %s', async (way) => {
    for (const password of ['infected', 'virus']) {
      const unpacked = await unpack(zip, await archiveBy(`-mem=${way}`, `-p${password}`));
      expect(unpacked.gaps).toEqual([]);
      expect(textsOf(unpacked)).toEqual(files);
      expect(unpacked.parts.every(({ how }) => how === `password ${password}`)).toBe(true);
    }
  });

  it.each(ways)('are said to be encrypted where the password is another: %s', async (way) => {
    const { parts, gaps } = await unpack(zip, await archiveBy(`-mem=${way}`, '-panother'));
    expect(parts).toEqual([]);
    expect(gaps.map(({ code, what }) => [code, what])).toEqual(
      Object.keys(files).map((name) => ['encrypted', `"${name}" is encrypted`]),
    );
  });

  it('may be packed by a seldom method, too', async () => {
    const { parts, gaps } = await unpack(zip, await archiveBy('-mm=LZMA', '-mem=AES256', '-pinfected'));
    expect(gaps).toEqual([]);
    expect(parts.map(({ name, how }) => [name, how]).sort()).toEqual(
      Object.keys(files).map((name) => [name, 'password infected']),
    );
  });

  it('are not opened where their bytes were changed', async () => {
    const bytes = Buffer.from(await archiveBy('-mem=AES256', '-pinfected'));
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    expect((await unpack(zip, bytes)).gaps).toMatchObject([{ code: 'encrypted', what: '"a.txt" is encrypted' }]);
  });
});

describe('what other tools write', () => {
  const folder = temporaryFolder();

  it.skipIf(!hasPeer('zip'))('with zip, which encrypts before it knows the checksum (skipped without it)', async () => {
    for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
    execFileSync('zip', ['-q', '-P', 'infected', 'out.zip', ...Object.keys(files)], { cwd: folder });
    const whole = readFileSync(join(folder, 'out.zip'));
    expect(textsOf(await unpack(zip, whole))).toEqual(files);
    const piped = execFileSync('zip', ['-q', '-P', 'malware', '-', 'a.txt'], { cwd: folder });
    const unpacked = await unpack(zip, piped);
    expect(textsOf(unpacked)).toEqual({ 'a.txt': text });
    expect(unpacked.parts[0]?.how).toBe('password malware');
    const cut = piped.subarray(0, piped.indexOf('PK\x01\x02', 0, 'latin1'));
    expect(textsOf(await unpack(zip, cut))).toEqual({ 'a.txt': text });
  });

  it.skipIf(!hasPeer('zstd'))('with Zstandard in it (skipped without zstd)', async () => {
    const packed = execFileSync('zstd', ['-c'], { input: text });
    const bytes = Buffer.from(await archiveBy('-mm=Copy'));
    const [local, central] = ['PK\x03\x04', 'PK\x01\x02'].map((mark) => bytes.indexOf(mark, 0, 'latin1'));
    if (local === undefined || central === undefined) throw new Error('no archive');
    const record = Buffer.from(bytes.subarray(central, central + 46 + 5));
    record.writeUInt16LE(93, 10);
    record.writeUInt32LE(packed.length, 20);
    record.writeUInt16LE(0, 30);
    const end = Buffer.from(bytes.subarray(-22));
    end.writeUInt32LE(record.length, 12);
    end.writeUInt32LE(35 + packed.length, 16);
    const archive = Buffer.concat([bytes.subarray(local, local + 35), packed, record, end]);
    const unpacked = await unpack(zip, archive);
    expect(textsOf(unpacked)).toEqual({ 'a.txt': text });
    expect(unpacked.gaps).toEqual([]);
  });
});
