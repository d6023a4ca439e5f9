import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ascii, u32 } from '../../../examples/2018-installer/layout.ts';
import { firstSectionAt, makePe, resourceSection } from '../../../tests/make-pe.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { type PeImage, readPeImage } from './image.ts';
import { type Resources, readResources } from './resources.ts';
import { readVersionStrings } from './version-info.ts';

const rva = 0x1000;

function withResources(section: readonly number[]): Uint8Array {
  const directories = new Map([[2, [rva, section.length] as const]]);
  return makePe({ sections: [{ name: '.rsrc', bytes: section, rva }], directories });
}

function read(bytes: Uint8Array): { image: PeImage; resources: Resources } {
  const image = readPeImage(bytes);
  if (image.status !== 'ok') throw new Error('no image');
  const resources = readResources(bytes, image.value);
  if (resources.status !== 'ok') throw new Error('no resources');
  return { image: image.value, resources: resources.value };
}

const text = (bytes: Uint8Array, { at, end }: { at: number; end: number }): string =>
  Buffer.from(bytes.subarray(at, end)).toString('latin1');

describe('resources', () => {
  it('are found by type, name and language, by numbers and by names', () => {
    const bytes = withResources(
      resourceSection(rva, [
        [10, 101, 1033, ascii('load')],
        ['OWN', 'Größe', 0, ascii('more')],
      ]),
    );
    const { leaves } = read(bytes).resources;
    expect(leaves.map(({ path }) => path)).toEqual(['RCDATA/101/1033', 'OWN/Größe/0']);
    expect(leaves.map((leaf) => text(bytes, leaf))).toEqual(['load', 'more']);
  });

  it('are passed over where they point outside the file', () => {
    const section = resourceSection(rva, [[10, 101, 1033, ascii('load')]]);
    section.splice(16 + 8 + 48, 4, ...u32(0x7fffffff));
    expect(read(withResources(section)).resources.leaves).toEqual([]);
  });

  it('end where a directory leads back to itself', () => {
    const section = resourceSection(rva, [[10, 101, 1033, ascii('load')]]);
    section.splice(16 + 4, 4, ...u32(0x80000000));
    expect(read(withResources(section)).resources.leaves).toEqual([]);
  });

  it('are cut, with the place, where a tree has thousands of entries', () => {
    const section = [...new Array<number>(12).fill(0), 0xff, 0xff, 0, 0, ...new Array<number>(8 * 5000).fill(0)];
    expect(read(withResources(section)).resources.cutAt).toBe(firstSectionAt + 16 + 8 * 4096);
  });

  it('are absent in an image without a tree', () => {
    const image = readPeImage(makePe({ sections: [] }));
    expect(image.status === 'ok' && readResources(new Uint8Array(0), image.value)).toEqual({
      status: 'not-this-format',
    });
  });
});

const script = `1 VERSIONINFO
FILEVERSION 1,2,3,4
BEGIN
BLOCK "StringFileInfo"
BEGIN
BLOCK "040904b0"
BEGIN
VALUE "CompanyName", "Example Ltd"
VALUE "Odd", "x"
VALUE "Empty", ""
VALUE "OriginalFilename", "svchost.exe"
END
END
END
`;

describe.skipIf(!hasPeer('x86_64-w64-mingw32-windres'))('version resources (skipped without MinGW windres)', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'x.rc'), script);
  execFileSync('x86_64-w64-mingw32-windres', ['-O', 'res', join(folder, 'x.rc'), join(folder, 'x.res')]);
  const compiled = readFileSync(join(folder, 'x.res'));
  const version = [...compiled.subarray(compiled.indexOf(Buffer.from('VS_VERSION_INFO', 'utf16le')) - 6)];

  it('give their strings, as the peer wrote them', () => {
    const bytes = withResources(resourceSection(rva, [[16, 1, 1033, version]]));
    const [leaf] = read(bytes).resources.leaves;
    const strings = leaf ? readVersionStrings(bytes, leaf) : [];
    expect(strings.map(({ name, text: value }) => [name, value])).toEqual([
      ['CompanyName', 'Example Ltd'],
      ['Odd', 'x'],
      ['OriginalFilename', 'svchost.exe'],
    ]);
    for (const { text: value, at, length } of strings)
      expect(Buffer.from(bytes.subarray(at, at + length)).toString('utf16le')).toBe(value);
  });

  it('give what is there where they are cut', () => {
    for (let length = 0; length < version.length; length += 3) {
      const bytes = Uint8Array.from(version.slice(0, length));
      for (const { at, length: size } of readVersionStrings(bytes, { at: 0, end: version.length }))
        expect(at + size).toBeLessThanOrEqual(length);
    }
  });
});
