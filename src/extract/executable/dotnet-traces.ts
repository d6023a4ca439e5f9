/** Traces of a .NET program: its identity, where it begins, paths among its strings. */
import { readEntryPoint } from '../../codec/dotnet/entry-point.ts';
import { userStrings } from '../../codec/dotnet/heaps.ts';
import { moduleVersionId, typeLibraryId } from '../../codec/dotnet/identity.ts';
import type { Metadata } from '../../codec/dotnet/metadata.ts';
import { readTables } from '../../codec/dotnet/tables.ts';
import type { Miss, View } from '../../model/units.ts';
import { missed, type TraceSighting, trace } from './trace.ts';

const mostPaths = 20;
const longestPath = 520; // bytes: MAX_PATH in UTF-16

export function* dotnetTraces(view: View, metadata: Metadata): Generator<TraceSighting | Miss> {
  const stream = metadata.streams.get('#~') ?? metadata.streams.get('#-');
  const tables = readTables(view.bytes, stream);
  if (tables.status === 'ok') {
    const module = moduleVersionId(view.bytes, metadata, tables.value);
    if (module) yield trace('mvid', module.text, module.at, 16);
    const library = typeLibraryId(view.bytes, metadata, tables.value);
    if (library) yield trace('type-library-id', library.text, library.at, library.text.length);
    const entry = readEntryPoint(view.bytes, metadata, tables.value);
    const where = entry?.assembly === undefined ? '' : ` in ${entry.assembly}`;
    if (entry && stream) yield trace('entry-point', `${entry.method}${where}`, stream.at, 4);
  } else yield* missed(view, tables);
  yield* paths(view, metadata);
}

function* paths(view: View, metadata: Metadata): Generator<TraceSighting> {
  const heap = metadata.streams.get('#US');
  if (!heap) return;
  const seen = new Set<string>();
  for (const { at, end } of userStrings(view.bytes, heap)) {
    if (!beginsWithDrive(view.bytes, at, end)) continue;
    const length = Math.min(end - at, longestPath);
    const text = new TextDecoder('utf-16le').decode(view.bytes.subarray(at, at + length));
    if (seen.has(text)) continue;
    yield trace('file-path', text, at, length);
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
