import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedZip } from '../../../examples/2018-installer/archive.ts';
import { target } from '../../../fuzz/targets/zip.ts';
import { findArchive, type ZipArchive } from './archive.ts';
import { listedEntries, packedData, salvagedEntries, type ZipEntry } from './entries.ts';
import { entryName } from './entry-name.ts';

const one = storedZip('a/b.txt', 'hello');

function archiveOf(bytes: Uint8Array): ZipArchive {
  const archive = findArchive(bytes);
  if (archive.status !== 'ok') throw new Error(JSON.stringify(archive));
  return archive.value;
}

function entriesOf(bytes: Uint8Array): ZipEntry[] {
  return [...listedEntries(bytes, archiveOf(bytes))].flatMap((entry) => (entry.status === 'ok' ? [entry.value] : []));
}

function textOf(bytes: Uint8Array, entry: ZipEntry): string {
  const data = packedData(bytes, entry);
  return data.status === 'ok' ? Buffer.from(bytes.subarray(data.value.at, data.value.end)).toString() : data.status;
}

describe('a ZIP archive', () => {
  it('lists its entries with their sizes and places', () => {
    const listedAt = { at: 42, end: one.length - 22 };
    const sizes = { packedSize: 5, size: 5, asideBytes: 0 };
    const entry = { name: 'a/b.txt', method: 0, encrypted: false, ...sizes, headerAt: 0, listedAt };
    expect(entriesOf(one)).toEqual([entry]);
    expect(textOf(one, entry)).toBe('hello');
  });

  it('is found behind something, and in front of something', () => {
    const bytes = Buffer.concat([Buffer.alloc(500, 'x'), one, Buffer.alloc(100_000, 'y')]);
    expect(archiveOf(bytes).start).toBe(500);
    expect(entriesOf(bytes).map((entry) => textOf(bytes, entry))).toEqual(['hello']);
  });

  it('is found by its offset where the size of its directory lies', () => {
    const bytes = Uint8Array.from(one);
    bytes[one.length - 10] = 7;
    expect(entriesOf(bytes)).toHaveLength(1);
  });

  it('is the last one of two that follow each other', () => {
    const bytes = Buffer.concat([one, storedZip('second', 'x')]);
    expect(archiveOf(bytes).start).toBe(one.length);
    expect(entriesOf(bytes).map(({ name }) => name)).toEqual(['second']);
  });

  it('may be empty', () => {
    expect(entriesOf(one.subarray(one.length - 22).map((byte, i) => (i < 4 ? byte : 0)))).toEqual([]);
  });

  it('is malformed without its end, whose entries are then salvaged from where they stand', () => {
    const cut = one.subarray(0, 30 + 7 + 3);
    expect(findArchive(cut)).toMatchObject({ status: 'malformed', at: 40 });
    expect([...salvagedEntries(cut, 0)]).toMatchObject([{ name: 'a/b.txt', size: 5, packedSize: 5, headerAt: 0 }]);
  });

  it('says where its directory breaks off', () => {
    const bytes = Uint8Array.from(one);
    const { directoryAt } = archiveOf(bytes);
    bytes[directoryAt + 28] = 200; // the name claims to be longer than the directory
    const entries = [...listedEntries(bytes, archiveOf(bytes))];
    expect(entries.map(({ status }) => status)).toEqual(['ok']);
    const more = Uint8Array.from(one);
    more[directoryAt + 32] = 0; // sound
    more[directoryAt + 28] = 2; // the next entry would begin within this one's name
    expect([...listedEntries(more, archiveOf(more))].map(({ status }) => status)).toEqual(['ok', 'malformed']);
  });

  it('is another format where the bytes are', () => {
    for (const bytes of [new Uint8Array(0), Buffer.from('PK'), Buffer.from('PK is short for Phil Katz, who wrote it')])
      expect(findArchive(bytes)).toEqual({ status: 'not-this-format' });
  });
});

describe('a name', () => {
  it('is UTF-8 where it can be, and code page 437 otherwise', () => {
    expect(entryName(Buffer.from('müller'), false)).toBe('müller');
    expect(entryName(Uint8Array.from([0x6d, 0x81]), false)).toBe('mü');
  });

  it('keeps what climbs out of a folder or controls a terminal', () => {
    expect(entryName(Buffer.from('../\x1b[2J'), true)).toBe('../\x1b[2J');
  });
});

describe('hostile archives', () => {
  it('never make it throw or loop', () => {
    const two = Buffer.concat([one, one]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(two.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const bytes = Uint8Array.from(two);
        for (const [at, byte] of changes) bytes[at] = byte;
        target.run(bytes);
      }),
      { numRuns: 5000 },
    );
  });
});
