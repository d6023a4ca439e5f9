import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeResourceSet } from '../../../tests/make-resource-set.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { readPeImage } from '../pe/image.ts';
import { readEntryPoint } from './entry-point.ts';
import { readManifestResources } from './manifest-resources.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { readResourceSet } from './resource-set.ts';
import { readTables, type Tables } from './tables.ts';

describe('a resource set', () => {
  const set = makeResourceSet([
    ['Größe', 0x20, [1, 2, 3]],
    ['text', 1, [4, 5]],
    ['stream', 0x21, [6, 7, 8, 9]],
  ]);
  const bytes = Uint8Array.from([...new Array<number>(5).fill(0), ...set]);
  const place = { at: 5, end: bytes.length };

  it('gives the values that are bytes, by name', () => {
    const read = readResourceSet(bytes, place);
    const values = read.status === 'ok' ? read.value : [];
    expect(values.map(({ name, at, end }) => [name, ...bytes.subarray(at, end)])).toEqual([
      ['Größe', 1, 2, 3],
      ['stream', 6, 7, 8, 9],
    ]);
  });

  it('is something else without its mark', () => {
    expect(readResourceSet(bytes, { at: 0, end: bytes.length })).toEqual({ status: 'not-this-format' });
  });

  it('never makes it throw where it is cut or changed', () => {
    for (let at = 0; at < set.length; at++) {
      readResourceSet(Uint8Array.from(set.slice(0, at)), { at: 0, end: set.length });
      const changed = Uint8Array.from(set);
      changed[at] = 0xff;
      readResourceSet(changed, { at: 0, end: set.length });
    }
  });
});

describe.skipIf(!hasPeer('mcs'))('an assembly (skipped without mcs)', () => {
  const folder = temporaryFolder();
  const [source, carried, path] = [join(folder, 'x.cs'), join(folder, 'carried'), join(folder, 'tool.exe')];
  writeFileSync(
    source,
    'namespace Some.Place { class A { static void B() {} } class Tool { static void C() {} static void Main() {} } }',
  );
  writeFileSync(carried, 'what it carries');
  execFileSync('mcs', [`-out:${path}`, source, `-resource:${carried},Own.Name`]);
  const bytes = Uint8Array.from(readFileSync(path));

  function read(): { metadata: Metadata; tables: Tables } {
    const image = readPeImage(bytes);
    const metadata = image.status === 'ok' ? readMetadata(bytes, image.value) : image;
    const tables = metadata.status === 'ok' ? readTables(bytes, metadata.value.streams.get('#~')) : metadata;
    if (metadata.status !== 'ok' || tables.status !== 'ok') throw new Error('no metadata');
    return { metadata: metadata.value, tables: tables.value };
  }

  it('gives the method that it begins with', () => {
    const { metadata, tables } = read();
    expect(readEntryPoint(bytes, metadata, tables)).toEqual({
      method: 'Some.Place.Tool::Main',
      assembly: 'tool 0.0.0.0',
    });
  });

  it('gives what it carries along', () => {
    const { metadata, tables } = read();
    const resources = readManifestResources(bytes, metadata, tables);
    const found = resources.status === 'ok' ? resources.value : [];
    expect(found.map(({ name, at, end }) => [name, Buffer.from(bytes.subarray(at, end)).toString()])).toEqual([
      ['Own.Name', 'what it carries'],
    ]);
  });
});
