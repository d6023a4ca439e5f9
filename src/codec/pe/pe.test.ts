import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildImage } from '../../../examples/2018-installer/image.ts';
import { ascii, padTo, u16, u32 } from '../../../examples/2018-installer/layout.ts';
import { target } from '../../../fuzz/targets/pe.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import type { Result } from '../../model/result.ts';
import { readCompileTime } from './compile-time.ts';
import { readDebugDirectory } from './debug-directory.ts';
import { fileExtent, type PeImage, readPeImage } from './image.ts';

const compiled = new Date('2017-12-24T00:00:00Z');
const image32 = buildImage({
  compiled,
  typeLibraryId: '00000000-0000-4000-8000-000000000001',
  moduleVersionId: '00000000-0000-4000-8000-000000000002',
  symbolGuid: '00010203-0405-0607-0809-0a0b0c0d0e0f',
  symbolPath: 'D:\\build\\x.pdb',
  userStrings: [],
});

/** A PE32+ image of one section that holds a debug directory with the given entries and records. */
function image64(entries: { type: number; data: readonly number[] }[]): Uint8Array {
  const dataAt = 0x200 + 28 * entries.length;
  let at = dataAt;
  const directory = entries.flatMap(({ type, data }) => {
    const entry = [...u32(0), ...u32(7), ...u32(0), ...u32(type), ...u32(data.length), ...u32(at), ...u32(at)];
    at += data.length;
    return entry;
  });
  const optional = padTo(240, [...u16(0x20b), ...padTo(30, []), ...u32(0x1000), ...u32(0x200)]);
  optional.splice(60, 4, ...u32(0x200));
  optional.splice(108, 4, ...u32(16));
  optional.splice(112 + 8 * 6, 8, ...u32(0x1000), ...u32(28 * entries.length));
  const section = [...padTo(8, ascii('.rdata')), ...u32(0x200), ...u32(0x1000), ...u32(0x200), ...u32(0x200)];
  const headers = [
    ...[...padTo(60, ascii('MZ')), ...u32(64), ...ascii('PE'), 0, 0],
    ...[...u16(0x8664), ...u16(1), ...u32(0x5a3eee00), ...u32(0), ...u32(0), ...u16(240), ...u16(2)],
    ...[...optional, ...padTo(40, section)],
  ];
  const data = entries.flatMap((entry) => entry.data);
  return Uint8Array.from([...padTo(0x200, headers), ...padTo(0x200, [...directory, ...data])]);
}

function value<T>(result: Result<T>): T {
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result.value;
}

const read = (bytes: Uint8Array): PeImage => value(readPeImage(bytes));

describe('PE headers', () => {
  it('are read from PE32', () => {
    expect(read(image32)).toMatchObject({
      bits: 32,
      machine: 0x14c,
      entryPoint: 0,
      subsystem: 3,
      timestamp: { seconds: compiled.getTime() / 1000, at: 72 },
      sections: [{ name: '.rdata', virtualAddress: 0x2000, rawOffset: 0x200 }],
    });
  });

  it('are read from PE32+', () => {
    expect(read(image64([]))).toMatchObject({ bits: 64, machine: 0x8664, headerSize: 0x200 });
  });

  it('map memory to the file through sections and headers, and nowhere else', () => {
    const image = read(image32);
    expect(fileExtent(image, 0x2010)?.at).toBe(0x210);
    expect(fileExtent(image, 0x40)?.at).toBe(0x40);
    expect(fileExtent(image, 0x1000)).toBeUndefined();
    expect(fileExtent(image, 0xffffffff)).toBeUndefined();
  });

  it('are told from DOS programs and from text', () => {
    for (const bytes of [
      Buffer.from('MZ is a pair of initials'),
      new Uint8Array(0),
      Buffer.from(`MZ${'\0'.repeat(99)}`),
    ])
      expect(readPeImage(bytes)).toEqual({ status: 'not-this-format' });
  });

  it('are malformed where the file ends within them', () => {
    for (let length = 68; length < 64 + 24 + 224 + 40; length++)
      expect(readPeImage(image32.subarray(0, length)), `${length} bytes`).toMatchObject({ status: 'malformed' });
  });

  it('are malformed where the section count lies', () => {
    const bytes = Uint8Array.from(image32);
    bytes.set([0xff, 0xff], 70);
    expect(readPeImage(bytes)).toMatchObject({ status: 'malformed', what: expect.stringContaining('of 65535') });
  });

  describe.skipIf(!hasPeer('objdump'))('(skipped without objdump)', () => {
    it('agree with objdump', () => {
      const path = join(temporaryFolder(), 'image.exe');
      writeFileSync(path, image32);
      const said = execFileSync('objdump', ['-p', path], {
        env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
      }).toString();
      expect(said).toContain('Time/Date\t\tSun Dec 24 00:00:00 2017');
      const { rva, size } = read(image32).directories[6] ?? { rva: 0, size: 0 };
      const hex = (n: number): string => n.toString(16).padStart(8, '0');
      expect(said).toContain(`Entry 6 ${hex(rva)} ${hex(size)} Debug Directory`);
    });
  });
});

describe('the debug directory', () => {
  it('gives the symbol file of an RSDS record', () => {
    const { codeView, reproducible } = value(readDebugDirectory(image32, read(image32)));
    expect(reproducible).toBe(false);
    expect(codeView).toMatchObject([
      { form: 'RSDS', path: 'D:\\build\\x.pdb', guid: '00010203-0405-0607-0809-0a0b0c0d0e0f', age: 1 },
    ]);
    const [{ at, length } = { at: 0, length: 0 }] = codeView;
    expect(Buffer.from(image32.subarray(at, at + length)).toString()).toBe('D:\\build\\x.pdb');
  });

  it('gives the symbol file of an NB10 record, and the mark of a reproducible build', () => {
    const old = [...ascii('NB10'), ...u32(0), ...u32(7), ...u32(3), ...ascii('c:\\old.pdb'), 0];
    const bytes = image64([
      { type: 2, data: old },
      { type: 16, data: [] },
    ]);
    expect(value(readDebugDirectory(bytes, read(bytes)))).toMatchObject({
      codeView: [{ form: 'NB10', path: 'c:\\old.pdb', age: 3 }],
      reproducible: true,
    });
  });

  it('takes a UTF-8 path, and no path from an empty record', () => {
    const utf8 = [...ascii('RSDS'), ...new Array<number>(16).fill(0), ...u32(1), ...Buffer.from('C:\\é.pdb'), 0];
    const bytes = image64([
      { type: 2, data: utf8 },
      { type: 2, data: [...ascii('RSDS'), ...new Array<number>(20).fill(0), 0] },
    ]);
    expect(value(readDebugDirectory(bytes, read(bytes))).codeView.map(({ path }) => path)).toEqual(['C:\\é.pdb']);
  });

  it('reaches a limit where it claims hundreds of entries', () => {
    const bytes = image64([]);
    bytes.set(u32(28 * 100), 64 + 24 + 112 + 8 * 6 + 4);
    bytes.set(u32(0x2000), 64 + 24 + 240 + 16); // the section claims to be long enough
    expect(readDebugDirectory(bytes, read(bytes))).toMatchObject({ status: 'limit' });
  });
});

describe('a compile time', () => {
  it('is a time only where it can be one', () => {
    expect(readCompileTime(1_514_073_600, false).time).toEqual(compiled);
    const impossible = [0, 0xffffffff, 0x2a425e19, 1, 0x80000000];
    for (const seconds of impossible) expect(readCompileTime(seconds, false)).not.toHaveProperty('time');
  });

  it('is a hash in a reproducible build, whatever it looks like', () => {
    expect(readCompileTime(1_514_073_600, true)).toEqual({ reading: expect.stringContaining('hash') });
  });
});

describe('hostile images', () => {
  it('never make it throw', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(0x300), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const bytes = Uint8Array.from(image32);
        for (const [at, byte] of changes) bytes[at] = byte;
        target.run(bytes);
      }),
      { numRuns: 5000 },
    );
  });
});
