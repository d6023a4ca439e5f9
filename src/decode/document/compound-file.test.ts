import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { target } from '../../../fuzz/targets/compound-file.ts';
import { open, texts } from '../../../tests/decoding.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { buildCompoundFile, embeddedFile, fixture, macroSource, packVba, withMacro } from './compound-file.fixture.ts';
import { compoundFile } from './compound-file.ts';

const accepts = (bytes: Uint8Array): boolean => compoundFile.accepts(bytes.subarray(0, 4096), 'x');
const directoryAt = (bytes: Buffer): number => (bytes.readUInt32LE(48) + 1) * 512;

describe('compound-file', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(accepts(fixture.opens)).toBe(true);
    expect((await open(compoundFile, fixture.opens)).children.length).toBeGreaterThan(0);
    expect(accepts(fixture.leaves)).toBe(false);
  });

  it('gives each stream by its path, and the sources of macros as scripts', async () => {
    const opened = await open(compoundFile, fixture.opens);
    expect(opened.gaps).toEqual([]);
    const expected = Object.entries(withMacro).map(([path, bytes]) => [path, Buffer.from(bytes).toString()]);
    expect(texts(opened)).toEqual({ ...Object.fromEntries(expected), 'macros/Module1.bas': macroSource });
    expect(opened.children.find(({ name }) => name.endsWith('.bas'))?.kind).toBe('script');
  });

  it('finds the sources of macros whose project does not say where they are', async () => {
    const streams = { ...withMacro, 'Macros/VBA/dir': packVba(Buffer.from('nothing that helps')) };
    expect(texts(await open(compoundFile, buildCompoundFile(streams)))['macros/Module1.bas']).toBe(macroSource);
  });

  it('reads the names of streams in MSI packages', async () => {
    // Two characters a letter: `Binary.x` as Windows Installer writes it.
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._';
    const pairs = 'Binary.x'.match(/../g) ?? [];
    const name = pairs.map(([a = '', b = '']) =>
      String.fromCharCode(0x3800 + alphabet.indexOf(a) + (alphabet.indexOf(b) << 6)),
    );
    const bytes = buildCompoundFile({ [name.join('')]: Buffer.from('x') });
    expect(texts(await open(compoundFile, bytes))).toEqual({ 'Binary.x': 'x' });
  });

  it('gives streams that no storage leads to, and what stands in no stream', async () => {
    const bytes = buildCompoundFile({ first: Buffer.from('1'), second: Buffer.from('2') });
    bytes.writeUInt32LE(0xffffffff, directoryAt(bytes) + 128 + 72);
    const behind = Buffer.concat([bytes, Buffer.from('pool.example.com:3333')]);
    expect(texts(await open(compoundFile, behind))).toEqual({
      first: '1',
      'orphan/second': '2',
      [`outside@0x${bytes.length.toString(16)}`]: 'pool.example.com:3333',
    });
  });

  it('says what is encrypted, cut short or broken', async () => {
    const locked = await open(compoundFile, buildCompoundFile({ EncryptedPackage: Buffer.alloc(100, 'x') }));
    expect(locked.gaps).toMatchObject([{ code: 'encrypted' }]);
    const bytes = buildCompoundFile({ long: Buffer.alloc(9000, 'long ') });
    bytes.writeUInt32LE(20_000, directoryAt(bytes) + 128 + 120);
    const short = await open(compoundFile, bytes);
    expect(short.gaps).toEqual([{ code: 'truncated', what: '"long" has 9216 of 20000 bytes' }]);
    expect((await open(compoundFile, fixture.opens.subarray(0, 600))).gaps).toMatchObject([{ code: 'malformed' }]);
  });

  it('gives files that were put into a document', async () => {
    const native = embeddedFile('invoice.exe', Buffer.from('MZ and what follows'));
    const name = 'ObjectPool/_1/\x01Ole10Native';
    const opened = texts(await open(compoundFile, buildCompoundFile({ [name]: native })));
    expect(opened[`${name}/invoice.exe`]).toBe('MZ and what follows');
    const cut = await open(compoundFile, buildCompoundFile({ [name]: native.subarray(0, 40) }));
    expect(cut.gaps).toMatchObject([{ code: 'malformed' }]);
  });

  it('stops where streams share sectors, so that a small file gives no end of bytes', async () => {
    const bytes = buildCompoundFile(
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`s${i}`, Buffer.alloc(i === 0 ? 50_000 : 0, 'ab')])),
    );
    const directory = directoryAt(bytes);
    for (let i = 2; i <= 50; i++) bytes.copy(bytes, directory + 128 * i + 116, directory + 128 + 116, directory + 256);
    const { children, gaps } = await open(compoundFile, bytes);
    expect(children.length).toBeLessThan(4);
    expect(gaps).toMatchObject([{ code: 'limit-bytes' }]);
  });

  it('never throws or loops on hostile bytes', () => {
    const seed = fixture.opens;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const bytes = Uint8Array.from(seed);
        for (const [at, byte] of changes) bytes[at] = byte;
        target.run(bytes);
      }),
      { numRuns: 500 },
    );
  });

  const folder = temporaryFolder();
  it.skipIf(!hasPeer('msiinfo'))('reads what msibuild writes (skipped without msitools)', async () => {
    writeFileSync(join(folder, 'payload'), 'bytes of a stream');
    for (const options of [
      ['-s', 'title'],
      ['-a', 'Binary.sample', 'payload'],
    ])
      execFileSync('msibuild', ['sample.msi', ...options], { cwd: folder });
    const opened = texts(await open(compoundFile, readFileSync(join(folder, 'sample.msi'))));
    expect(opened['Binary.sample']).toBe('bytes of a stream');
    expect(Object.keys(opened)).toContain('!_StringData');
  });
});
