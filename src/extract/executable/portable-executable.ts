/**
 * What the building of a Windows executable left in it: compile time, symbol file, and for .NET the module version
 * id, the type library id and paths among the user strings.
 * Source: Microsoft, "PE Format"; ECMA-335. Published use: the rules of the 2018 case (examples/2018-installer).
 * Does not see: Rich headers, version resources, paths in native code, anything that a packer or protector hides,
 * and what lies beyond the part of a large file that it is given.
 */

import { userStrings } from '../../codec/dotnet/heaps.ts';
import { moduleVersionId, typeLibraryId } from '../../codec/dotnet/identity.ts';
import { type Metadata, readMetadata } from '../../codec/dotnet/metadata.ts';
import { readTables } from '../../codec/dotnet/tables.ts';
import { readCompileTime } from '../../codec/pe/compile-time.ts';
import { type DebugDirectory, readDebugDirectory } from '../../codec/pe/debug-directory.ts';
import { type PeImage, readPeImage } from '../../codec/pe/image.ts';
import type { BuildTrace } from '../../model/payloads.ts';
import type { Result } from '../../model/result.ts';
import { defineExtractor, type Extractor, type Miss, type Sighting, type View } from '../../model/units.ts';

const mostPaths = 20;
const longestPath = 520; // bytes: MAX_PATH in UTF-16

/** What it takes to forge each trace, and what would check it. */
const forgeable = {
  'compile-time':
    'four bytes that anyone can write; the first sighting of this file bounds the time from above, the dates of the libraries it uses from below',
  'pdb-path':
    "a path that the builder chose or typed; the symbol file on the builder's machine would check it, and other files built in the same folder would tie them together, not to a person",
  'type-library-id':
    'can be copied from another project; files that share it and differ otherwise speak for one project',
  mvid: 'made anew by each build and easily overwritten; files that share it are of one build, or one borrows from the other',
  'file-path': 'a string that anyone can type; the file itself on a machine that ran this would check it',
} as const;

type Trace = keyof typeof forgeable;

function sighting(trace: Trace, text: string, offset: number, length: number): Sighting<'build-trace'> {
  const value: BuildTrace = { trace, text, forgeable: forgeable[trace] };
  return { kind: 'build-trace', value, offset, length };
}

export const portableExecutable: Extractor<'build-trace'> = defineExtractor({
  id: 'portable-executable',
  title: 'compile time, symbol file, .NET identity and paths of a Windows executable',
  emits: ['build-trace'],
  kinds: ['executable'],
  passive: true,
  *extract(view) {
    if (view.base !== 0) return;
    const image = readPeImage(view.bytes);
    if (image.status !== 'ok') return yield* missed(view, image);
    const debug = readDebugDirectory(view.bytes, image.value);
    yield* missed(view, debug);
    const debugDirectory = debug.status === 'ok' ? debug.value : undefined;
    yield compileTime(image.value, debugDirectory);
    for (const { path, at, length } of debugDirectory?.codeView ?? []) yield sighting('pdb-path', path, at, length);
    const metadata = readMetadata(view.bytes, image.value);
    if (metadata.status === 'ok') yield* dotnetTraces(view, metadata.value);
    else yield* missed(view, metadata);
  },
});

/** A gap for what is broken; nothing for another format, and nothing where the view itself is only a part. */
function* missed(view: View, result: Result<unknown>): Generator<Miss> {
  if (!view.whole) return;
  if (result.status === 'malformed') yield { gap: { code: 'malformed', what: result.what, offset: result.at } };
  if (result.status === 'limit') yield { gap: { code: 'limit-count', what: result.what, offset: result.at } };
}

function compileTime(image: PeImage, debug: DebugDirectory | undefined): Sighting<'build-trace'> {
  const { seconds, at } = image.timestamp;
  const { time, reading } = readCompileTime(seconds, debug?.reproducible ?? false);
  const bits = `0x${seconds.toString(16).padStart(8, '0')}`;
  if (!time) return sighting('compile-time', `${bits}: ${reading}`, at, 4);
  const iso = time.toISOString().replace('.000Z', 'Z');
  const plain = sighting('compile-time', iso, at, 4);
  return { ...plain, value: { ...plain.value, time: iso } };
}

function* dotnetTraces(view: View, metadata: Metadata): Generator<Sighting<'build-trace'> | Miss> {
  const tables = readTables(view.bytes, metadata.streams.get('#~') ?? metadata.streams.get('#-'));
  if (tables.status === 'ok') {
    const module = moduleVersionId(view.bytes, metadata, tables.value);
    if (module) yield sighting('mvid', module.text, module.at, 16);
    const library = typeLibraryId(view.bytes, metadata, tables.value);
    if (library) yield sighting('type-library-id', library.text, library.at, library.text.length);
  } else yield* missed(view, tables);
  yield* paths(view, metadata);
}

function* paths(view: View, metadata: Metadata): Generator<Sighting<'build-trace'>> {
  const heap = metadata.streams.get('#US');
  if (!heap) return;
  const seen = new Set<string>();
  for (const { at, end } of userStrings(view.bytes, heap)) {
    if (!beginsWithDrive(view.bytes, at, end)) continue;
    const length = Math.min(end - at, longestPath);
    const text = new TextDecoder('utf-16le').decode(view.bytes.subarray(at, at + length));
    if (seen.has(text)) continue;
    yield sighting('file-path', text, at, length);
    if (seen.add(text).size === mostPaths) return;
  }
}

/** `C:\` and something after it, in UTF-16LE. */
function beginsWithDrive(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at < 8) return false;
  const [drive = 0, high1, colon, high2, backslash, high3] = bytes.subarray(at, at + 6);
  const letter = (drive | 0x20) >= 0x61 && (drive | 0x20) <= 0x7a;
  return letter && colon === 0x3a && backslash === 0x5c && !high1 && !high2 && !high3;
}
