import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { storedZip } from '../../../examples/2018-installer/archive.ts';
import { ascii } from '../../../examples/2018-installer/layout.ts';
import { context, target } from '../../../fuzz/targets/program-parts.ts';
import { codeSignature, makeFat, makeMachO } from '../../../tests/make-mach-o.ts';
import { type Leaf, makePe, type PeFacts, resourceSection } from '../../../tests/make-pe.ts';
import { makePyInstaller } from '../../../tests/make-pyinstaller.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { textsOf, unpack } from '../../../tests/unpacked.ts';
import { zip } from '../archive/zip.ts';
import { fixture } from './program-parts.fixture.ts';
import { programParts } from './program-parts.ts';

const archive = [...storedZip('config.json', '{"pools": []}')];
const rva = 0x1000;

function accepts(bytes: Uint8Array): boolean {
  return programParts.accepts?.(bytes.subarray(0, 4096), 'program', bytes.length) ?? false;
}

function withResources(leaves: readonly Leaf[]): Uint8Array {
  const bytes = resourceSection(rva, leaves);
  return makePe({ sections: [{ name: '.rsrc', bytes, rva }], directories: new Map([[2, [rva, bytes.length]]]) });
}

function withBehind(more: readonly number[], facts: Partial<PeFacts> = {}): Uint8Array {
  const sections = [{ name: '.data', bytes: ascii('data'), rva }];
  return Uint8Array.from([...makePe({ sections, ...facts }), ...more]);
}

const namesOf = async (bytes: Uint8Array): Promise<string[]> =>
  (await unpack(programParts, bytes)).parts.map(({ name }) => name);

describe('what stands behind a program', () => {
  it('is opened where it is an archive, and frames its place', async () => {
    expect(accepts(fixture.opens)).toBe(true);
    const at = fixture.leaves.length;
    for await (const out of programParts.decode(fixture.opens, context))
      expect(out).toMatchObject({
        name: `overlay@0x${at.toString(16)}`,
        from: { offset: at, length: archive.length },
      });
  });

  it('is looked for in no program that ends where it should', () => {
    expect(accepts(fixture.leaves)).toBe(false);
    expect(accepts(withBehind([]))).toBe(false);
    expect(accepts(new TextEncoder().encode('MZ are initials'))).toBe(false);
    expect(accepts(new Uint8Array(0))).toBe(false);
  });

  it('is opened behind Windows and macOS programs, too', async () => {
    const mac = makeMachO({ uuid: new Array<number>(16).fill(1), libraries: [], signature: codeSignature('a', 'b') });
    for (const bytes of [withBehind(archive), Uint8Array.from([...mac, ...archive])]) {
      expect(accepts(bytes)).toBe(true);
      expect(await namesOf(bytes)).toEqual([`overlay@0x${(bytes.length - archive.length).toString(16)}`]);
    }
    const fat = Uint8Array.from([...makeFat([mac, mac]), ...archive]);
    expect(await namesOf(fat)).toHaveLength(1);
  });

  it('is opened where the archive begins, after an installer’s own script', async () => {
    const script = ascii(';!@Install@!UTF-8!\nTitle="x"\n;!@InstallEnd@!');
    const bytes = withBehind([...script, ...archive]);
    const { parts } = await unpack(programParts, bytes);
    expect(parts.map(({ bytes: part }) => [...part])).toEqual([archive]);
  });

  it('is an archive, too, where its offsets count from the beginning of the program', async () => {
    const before = withBehind([]).length;
    const shifted = Uint8Array.from(archive);
    const view = new DataView(shifted.buffer);
    const end = shifted.length - 22;
    const directory = view.getUint32(end + 16, true);
    view.setUint32(end + 16, directory + before, true);
    view.setUint32(directory + 42, before, true);
    const [part] = (await unpack(programParts, withBehind([...shifted]))).parts;
    const opened = await unpack(zip, part?.bytes ?? new Uint8Array(0));
    expect(textsOf(opened)).toEqual({ 'config.json': '{"pools": []}' });
    expect(opened.gaps).toEqual([]);
  });

  it('is left to the program’s own search where it is plain text, in one byte a character or two', async () => {
    const config = '{"pools": [{"url": "pool.example.com:3333", "user": "x"}], "donate-level": 1}';
    expect(await namesOf(withBehind(ascii(config)))).toEqual([]);
    expect(await namesOf(withBehind([...Buffer.from(config, 'utf16le')]))).toEqual([]);
  });

  it('is opened where it is a script, or an encoding and nothing else', async () => {
    const script = `#!/bin/sh\n${'echo something\n'.repeat(10)}`;
    const encoded = Buffer.from('something that is hidden '.repeat(10)).toString('base64');
    for (const text of [script, encoded]) expect(await namesOf(withBehind(ascii(text)))).toHaveLength(1);
  });

  it('is left to the decoder of PyInstaller where it is such an archive, which begins with a zlib stream', async () => {
    const module = { type: 's', name: 'run', bytes: Buffer.from('print(1)'.repeat(20)), compressed: true } as const;
    const bytes = Uint8Array.from(makePyInstaller(Buffer.from(fixture.leaves), [module]));
    expect(accepts(bytes)).toBe(true);
    expect(bytes[fixture.leaves.length]).toBe(0x78);
    expect(await namesOf(bytes)).toEqual([]);
  });

  it('is no signature, but what hides beside one counts', async () => {
    const at = withBehind([]).length;
    const table = [...[0, 1, 0, 0, 0, 2, 2, 0], ...archive];
    table.splice(0, 4, table.length & 0xff, table.length >>> 8, 0, 0);
    const directories = new Map([[4, [at, table.length] as const]]);
    expect(await namesOf(withBehind(table, { directories }))).toEqual([`overlay@0x${(at + 8).toString(16)}`]);
  });
});

describe('resources of a program', () => {
  it('are opened where they are files, by type, name and language', async () => {
    const bytes = withResources([
      [10, 101, 1033, archive],
      ['OWN', 'x', 0, [...archive, 1]],
      [3, 1, 1033, archive],
      [10, 102, 1033, ascii('{"pools": []} and so on, in plain text which is searched as it is')],
    ]);
    expect(accepts(bytes)).toBe(true);
    expect(await namesOf(bytes)).toEqual(['resource RCDATA/101/1033', 'resource OWN/x/0']);
  });

  it('are opened once where several share their bytes', async () => {
    const section = resourceSection(rva, [
      [10, 1, 0, archive],
      [10, 2, 0, archive],
    ]);
    const [first, second] = [16 + 16 + 48, 16 + 16 + 64 + 48];
    section.splice(second, 4, ...section.slice(first, first + 4));
    const directories = new Map([[2, [rva, section.length] as const]]);
    const bytes = makePe({ sections: [{ name: '.rsrc', bytes: section, rva }], directories });
    expect(await namesOf(bytes)).toEqual(['resource RCDATA/1/0']);
  });

  it('are as many as the limit says', async () => {
    const bytes = withResources([1, 2, 3].map((name) => [10, name, 0, archive] as const));
    const { parts, gaps } = await unpack(programParts, bytes, { children: 2 });
    expect(parts).toHaveLength(2);
    expect(gaps).toMatchObject([{ code: 'limit-count' }]);
  });
});

describe.skipIf(!hasPeer('mcs'))('resources of a .NET program (skipped without mcs)', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('x.cs'), 'class Tool { static void Main() {} }');
  writeFileSync(at('archive.zip'), Uint8Array.from(archive));
  writeFileSync(at('costura'), deflateRawSync('what was deflated '.repeat(100)));
  writeFileSync(at('bomb'), deflateRawSync(new Uint8Array(8_000_000)));
  writeFileSync(at('broken'), 'this is not deflated at all');
  const carried = [
    ...['archive.zip,Own.archive', 'costura,costura.library.dll.compressed'],
    ...['bomb,costura.bomb.dll.compressed', 'broken,costura.broken.dll.compressed'],
  ];
  execFileSync('mcs', [`-out:${at('x.exe')}`, at('x.cs'), ...carried.map((name) => `-resource:${at(name)}`)]);

  it('are opened, and inflated where Costura put them', async () => {
    const unpacked = await unpack(programParts, Uint8Array.from(readFileSync(at('x.exe'))));
    expect(unpacked.parts.map(({ name, how }) => [name, how])).toEqual([
      ['.NET resource Own.archive', undefined],
      ['.NET resource costura.library.dll.compressed', 'deflated'],
    ]);
    expect(textsOf(unpacked)['.NET resource costura.library.dll.compressed']).toBe('what was deflated '.repeat(100));
    expect(unpacked.gaps.map(({ code }) => code)).toEqual(['limit-ratio', 'malformed']);
  });
});

describe.skipIf(!hasPeer('gcc') || !hasPeer('ld'))('a file that a linker took in (skipped without gcc)', () => {
  it('is opened by the name that its symbols give', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'load.zip'), Uint8Array.from(archive));
    writeFileSync(
      join(folder, 'x.c'),
      'extern char _binary_load_zip_start[]; int main(void) { return _binary_load_zip_start[0]; }\n',
    );
    execFileSync('ld', ['-r', '-b', 'binary', '-o', 'load.o', 'load.zip'], { cwd: folder });
    execFileSync('gcc', ['x.c', 'load.o', '-o', 'x'], { cwd: folder, stdio: 'ignore' });
    const bytes = Uint8Array.from(readFileSync(join(folder, 'x')));
    expect(await namesOf(bytes)).toEqual(['file load_zip']);
    expect(Buffer.from(bytes).includes('_zip_start')).toBe(true); // what wakes it
  });
});

describe.skipIf(!hasPeer('ls'))('a program of the system (skipped without ls)', () => {
  it('is opened for what was put behind it, and for nothing else', async () => {
    const [plain, loaded] = [join(temporaryFolder(), 'plain'), join(temporaryFolder(), 'loaded')];
    copyFileSync('/bin/ls', plain);
    copyFileSync('/bin/ls', loaded);
    appendFileSync(loaded, Uint8Array.from(archive));
    expect(accepts(Uint8Array.from(readFileSync(plain)))).toBe(false);
    const bytes = Uint8Array.from(readFileSync(loaded));
    expect(accepts(bytes)).toBe(true);
    expect(await namesOf(bytes)).toHaveLength(1);
  });
});

describe('hostile programs', () => {
  it('never make it throw', async () => {
    for (const seed of target.seeds())
      for (let at = 0; at < Math.min(seed.length, 1200); at++) {
        const bytes = Uint8Array.from(seed);
        bytes[at] = 0xff;
        await target.run(bytes);
      }
  });
});
