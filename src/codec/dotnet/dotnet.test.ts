import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildImage } from '../../../examples/2018-installer/image.ts';
import { target } from '../../../fuzz/targets/dotnet.ts';
import type { Result } from '../../model/result.ts';
import { readPeImage } from '../pe/image.ts';
import { blobAt, userStrings } from './heaps.ts';
import { moduleVersionId, typeLibraryId } from './identity.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { readTables, type Tables } from './tables.ts';

const long = 'x'.repeat(4000);
const strings = ['C:\\a', "needs care: '", long, 'é ☃', 'last'];
const assembly = buildImage({
  compiled: new Date('2020-01-01T00:00:00Z'),
  typeLibraryId: 'ABCDEF01-2345-6789-abcd-ef0123456789',
  moduleVersionId: '00010203-0405-0607-0809-0a0b0c0d0e0f',
  symbolGuid: '00000000-0000-0000-0000-000000000000',
  symbolPath: 'x.pdb',
  userStrings: strings,
});

function value<T>(result: Result<T>): T {
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result.value;
}

const metadataOf = (bytes: Uint8Array): Metadata => value(readMetadata(bytes, value(readPeImage(bytes))));
const tablesOf = (bytes: Uint8Array): Tables => value(readTables(bytes, metadataOf(bytes).streams.get('#~')));

function stringsOf(bytes: Uint8Array): string[] {
  const heap = metadataOf(bytes).streams.get('#US');
  if (!heap) return [];
  return [...userStrings(bytes, heap)].map(({ at, end }) => Buffer.from(bytes.subarray(at, end)).toString('utf16le'));
}

describe('.NET metadata', () => {
  it('lists the runtime, the streams, and no method to begin with', () => {
    const { version, streams, entryPointToken } = metadataOf(assembly);
    expect(version).toBe('v4.0.30319');
    expect([...streams.keys()]).toEqual(['#~', '#Strings', '#US', '#GUID', '#Blob']);
    expect(entryPointToken).toBe(0);
  });

  it('gives every user string, however long', () => {
    expect(stringsOf(assembly)).toEqual(strings);
  });

  it('gives the module version id and the type library id', () => {
    expect(moduleVersionId(assembly, metadataOf(assembly), tablesOf(assembly))?.text).toBe(
      '00010203-0405-0607-0809-0a0b0c0d0e0f',
    );
    const library = typeLibraryId(assembly, metadataOf(assembly), tablesOf(assembly));
    expect(library?.text).toBe('abcdef01-2345-6789-abcd-ef0123456789');
  });

  it('takes no type library id from the attribute of a type', () => {
    const bytes = Uint8Array.from(assembly);
    const tables = metadataOf(bytes).streams.get('#~')?.at ?? 0;
    const customAttribute = tables + 24 + 6 * 4 + 10 + 6 + 6;
    expect(bytes[customAttribute]).toBe((1 << 5) | 14);
    bytes[customAttribute] = (1 << 5) | 3; // the parent is now a type
    expect(typeLibraryId(bytes, metadataOf(bytes), tablesOf(bytes))).toBeUndefined();
  });

  it('takes no type library id that is no GUID', () => {
    const bytes = Uint8Array.from(assembly);
    const at = Buffer.from(bytes).indexOf('ABCDEF01');
    bytes[at] = 0x7a;
    expect(typeLibraryId(bytes, metadataOf(bytes), tablesOf(bytes))).toBeUndefined();
  });

  it('is another format where an image has no CLI header', () => {
    const bytes = Uint8Array.from(assembly);
    bytes.fill(0, 64 + 24 + 96 + 8 * 14, 64 + 24 + 96 + 8 * 15);
    expect(readMetadata(bytes, value(readPeImage(bytes)))).toEqual({ status: 'not-this-format' });
  });

  it('is malformed, with the place, where its root is not where the header says', () => {
    const bytes = Uint8Array.from(assembly);
    bytes[0x200 + 72] = 0x58;
    expect(readMetadata(bytes, value(readPeImage(bytes)))).toMatchObject({ status: 'malformed', at: 0x200 + 72 });
  });

  it('reaches a limit where it claims thousands of streams', () => {
    const bytes = Uint8Array.from(assembly);
    bytes.set([0xff, 0xff], 0x200 + 72 + 16 + 12 + 2);
    expect(readMetadata(bytes, value(readPeImage(bytes)))).toMatchObject({ status: 'limit' });
  });

  it('keeps the strings before a place where the file was cut', () => {
    const cut = assembly.subarray(0, (metadataOf(assembly).streams.get('#US')?.at ?? 0) + 60);
    expect(stringsOf(cut)).toEqual(strings.slice(0, 2));
  });
});

describe('blobs', () => {
  it.each([
    ['one byte', [3, 1, 2, 3], 3],
    ['two bytes', [0x80, 3, 1, 2, 3], 3],
    ['four bytes', [0xc0, 0, 0, 3, 1, 2, 3], 3],
  ])('have lengths in %s', (_, bytes, length) => {
    const blob = blobAt(Uint8Array.from(bytes), { at: 0, end: bytes.length }, 0);
    expect(blob && blob.end - blob.at).toBe(length);
  });

  it.each([
    ['claim more than the heap holds', [4, 1, 2, 3]],
    ['begin with a length of no known form', [0xff, 1, 2, 3]],
    ['end within their length', [0x80]],
  ])('are absent where they %s', (_, bytes) => {
    expect(blobAt(Uint8Array.from(bytes), { at: 0, end: bytes.length }, 0)).toBeUndefined();
  });
});

describe('hostile metadata', () => {
  it('never makes it throw', () => {
    const place = fc.oneof(fc.integer({ min: 0x200, max: 0x400 }), fc.nat(assembly.length - 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 20 }), (changes) => {
        const bytes = Uint8Array.from(assembly);
        for (const [at, byte] of changes) bytes[at] = byte;
        target.run(bytes);
      }),
      { numRuns: 3000 },
    );
  });
});
