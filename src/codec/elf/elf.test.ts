import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ascii, padTo, u16, u32, u64 } from '../../../examples/2018-installer/layout.ts';
import { addressOf, makeElf } from '../../../tests/make-elf.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { readComments } from './comment.ts';
import { readEmbeddedFiles } from './embedded-files.ts';
import { type ElfImage, readElfImage } from './image.ts';
import { readLinking } from './linking.ts';
import { readNotes } from './notes.ts';
import { overlay } from './overlay.ts';

function read(bytes: Uint8Array): ElfImage {
  const image = readElfImage(bytes);
  if (image.status !== 'ok') throw new Error(JSON.stringify(image));
  return image.value;
}

const segment = { load: 1, dynamic: 2, interpreter: 3, note: 4 } as const;
const buildId = [...u32(4), ...u32(4), ...u32(3), ...ascii('GNU'), 0, 1, 2, 3, 4];
const goBuildId = [...u32(4), ...u32(5), ...u32(4), ...ascii('Go'), 0, 0, ...ascii('a/b/c'), 0, 0, 0];

const program = makeElf({
  parts: [
    { name: '.text', bytes: ascii('code'), segment: [segment.load, 5] },
    { name: '.note', bytes: [...buildId, ...goBuildId], type: 7, segment: [segment.note, 4] },
    { name: '.comment', bytes: [...ascii('GCC: 12'), 0, ...ascii('GCC: 12'), 0, ...ascii('rustc 1.75'), 0] },
  ],
});

describe('an ELF program', () => {
  it('gives its segments, and its sections by name', () => {
    const image = read(program);
    expect(image).toMatchObject({ bits: 64, littleEndian: true, type: 2, machine: 62 });
    expect(image.segments.map(({ type }) => type)).toEqual([1, 4]);
    expect(image.sections.map(({ name }) => name)).toEqual(['', '.text', '.note', '.comment', '.shstrtab']);
  });

  it('gives its notes and the texts of its compilers, each once', () => {
    expect(readNotes(program, read(program))).toMatchObject([
      { owner: 'GNU', type: 3, length: 4 },
      { owner: 'Go', type: 4, length: 5 },
    ]);
    expect(readComments(program, read(program)).map(({ text }) => text)).toEqual(['GCC: 12', 'rustc 1.75']);
  });

  it('is static where nothing is asked for, and nobody knows whether it was stripped without sections', () => {
    expect(readLinking(program, read(program))).toEqual({ form: 'static', libraries: [], stripped: true });
    const bare = makeElf({
      parts: [{ name: '', bytes: ascii('code'), segment: [segment.load, 5] }],
      sectionless: true,
    });
    expect(readLinking(bare, read(bare))).toEqual({ form: 'static', libraries: [] });
  });

  it('gives its interpreter, libraries and search path', () => {
    const strings = [0, ...ascii('libc.so.6'), 0, ...ascii('$ORIGIN/lib'), 0];
    const head = 64 + 3 * 56;
    const stringsAt = 16 * Math.ceil(head / 16);
    const entries = [
      [1, 1],
      [5, addressOf(stringsAt)],
      [29, 11],
      [0, 0],
    ].flatMap(([tag = 0, value = 0]) => [...u64(tag), ...u64(value)]);
    const bytes = makeElf({
      parts: [
        { name: '.dynstr', bytes: strings, segment: [segment.load, 4] },
        { name: '.dynamic', bytes: entries, segment: [segment.dynamic, 6] },
        { name: '.interp', bytes: [...ascii('/lib/ld.so'), 0], segment: [segment.interpreter, 4] },
      ],
    });
    expect(readLinking(bytes, read(bytes))).toMatchObject({
      form: 'dynamic',
      interpreter: '/lib/ld.so',
      libraries: ['libc.so.6'],
      searchPath: '$ORIGIN/lib',
    });
  });

  it('ends where its last table ends; what follows stands behind it', () => {
    expect(overlay(read(program), program.length)).toBeUndefined();
    expect(overlay(read(program), program.length + 100)).toEqual({ at: program.length, end: program.length + 100 });
  });

  it('is known by its beginning: the header says where the table of sections ends', () => {
    const image = read(program.subarray(0, 200));
    expect(image.sections).toEqual([]);
    expect(overlay(image, program.length)).toBeUndefined();
  });

  it('is malformed where the file ends within its headers, and something else where it is not ELF', () => {
    for (let length = 6; length < 64 + 2 * 56; length++)
      expect(readElfImage(program.subarray(0, length)), `${length} bytes`).toMatchObject({ status: 'malformed' });
    const table = Uint8Array.from(program);
    table.fill(0x2d, 32, 40); // where its table of segments is said to stand
    expect(readElfImage(table)).toMatchObject({ status: 'malformed', at: table.length });
    expect(readElfImage(Buffer.from('\x7fELV and more'))).toEqual({ status: 'not-this-format' });
    expect(readElfImage(Buffer.from('\x7fELF\x07'))).toMatchObject({ status: 'malformed' });
  });

  it('gives the files that a linker took in', () => {
    const names = ['_binary_x_zip_start', '_binary_x_zip_end', '_binary_x_zip_size', 'main'];
    const strings = [0, ...names.flatMap((name) => [...ascii(name), 0])];
    const nameAt = (name: string): number =>
      1 + names.slice(0, names.indexOf(name)).join('\0').length + (name === names[0] ? 0 : 1);
    const head = 64 + 56;
    const dataAt = 16 * Math.ceil(head / 16);
    const symbol = (name: string, value: number): number[] => [
      ...u32(nameAt(name)),
      1,
      0,
      ...u16(1),
      ...u64(value),
      ...u64(0),
    ];
    const file = ascii('PK and the rest of it');
    const symbols = [
      ...padTo(24, []),
      ...symbol('_binary_x_zip_start', addressOf(dataAt)),
      ...symbol('_binary_x_zip_end', addressOf(dataAt) + file.length),
      ...symbol('_binary_x_zip_size', file.length),
      ...symbol('main', addressOf(dataAt)),
    ];
    const bytes = makeElf({
      parts: [
        { name: '.data', bytes: file, segment: [segment.load, 6] },
        { name: '.symtab', bytes: symbols, type: 2, link: 3 },
        { name: '.strtab', bytes: strings, type: 3 },
      ],
    });
    expect(readEmbeddedFiles(bytes, read(bytes))).toEqual([{ name: 'x_zip', at: dataAt, end: dataAt + file.length }]);
  });
});

describe.skipIf(!hasPeer('readelf') || !hasPeer('gcc'))('a compiled program (skipped without gcc and readelf)', () => {
  const folder = temporaryFolder();
  const [source, path] = [join(folder, 'x.c'), join(folder, 'x')];
  writeFileSync(source, 'int main(void) { return 0; }\n');
  execFileSync('gcc', ['-Wl,--build-id=sha1', source, '-o', path]);
  const bytes = Uint8Array.from(readFileSync(path));
  const said = (...flags: string[]): string =>
    execFileSync('readelf', [...flags, path], { env: { ...process.env, LC_ALL: 'C' } }).toString();

  it('has the sections, segments and libraries that readelf lists', () => {
    const image = read(bytes);
    const listed = [...said('-SW').matchAll(/^ +\[ *\d+\] (\S*) +\S+ +([0-9a-f]{16}) ([0-9a-f]+) ([0-9a-f]+)/gm)];
    const rows = image.sections.map(({ name, offset, size }) => [name, offset, size]);
    expect(rows).toEqual(listed.map(([, name, , at, size]) => [name, Number(`0x${at}`), Number(`0x${size}`)]));
    expect(said('-hW')).toContain(`Number of program headers:         ${image.segments.length}`);
    expect(readLinking(bytes, image)).toMatchObject({ form: 'dynamic', libraries: ['libc.so.6'], stripped: false });
  });

  it('has the build id that readelf prints', () => {
    const found = readNotes(bytes, read(bytes)).find(({ owner, type }) => owner === 'GNU' && type === 3);
    const id = Buffer.from(bytes.subarray(found?.at, (found?.at ?? 0) + (found?.length ?? 0))).toString('hex');
    expect(said('-n')).toContain(`Build ID: ${id}`);
  });

  it('has nothing behind it', () => {
    expect(overlay(read(bytes), bytes.length)).toBeUndefined();
    expect(overlay(read(bytes.subarray(0, 4096)), bytes.length)).toBeUndefined();
  });
});
