/**
 * PyInstaller's archive of Python modules (PYZ): a marshalled table of names and places, modules compressed by zlib.
 * Source: PyInstaller, PyInstaller/archive/writers.py and loader/pyimod01_archive.py (the layout).
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { type MarshalValue, readMarshal } from '../marshal/marshal.ts';

export interface PackedModule {
  readonly name: string;
  /** In the archive. */
  readonly at: number;
  readonly packedSize: number;
}

const headerBytes = 12; // PYZ\0, Python's own magic, where the table stands

export function readModules(bytes: Uint8Array): Result<PackedModule[]> {
  if (bytes.length < headerBytes || !isPyz(bytes)) return notThisFormat;
  const tableAt = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(8);
  if (tableAt >= bytes.length) return malformed(8, 'the table of modules lies beyond the end');
  const table = readMarshal(bytes, tableAt);
  if (table.status !== 'ok') return table;
  const pairs = pairsOf(table.value);
  return pairs
    ? ok(pairs.flatMap(([name, place]) => moduleOf(name, place) ?? []))
    : malformed(tableAt, 'no table of modules');
}

function isPyz(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x59 && bytes[2] === 0x5a && bytes[3] === 0;
}

/** A list of pairs, or a dictionary in old versions. */
function pairsOf(table: MarshalValue): [MarshalValue, MarshalValue][] | undefined {
  if (table === null || typeof table !== 'object' || table instanceof Uint8Array) return undefined;
  if (table.kind === 'dictionary') return table.entries;
  if (table.kind !== 'sequence') return undefined;
  return table.items.flatMap((item) => {
    const pair = itemsOf(item);
    return pair.length === 2 ? [[pair[0] ?? null, pair[1] ?? null]] : [];
  });
}

function itemsOf(value: MarshalValue): readonly MarshalValue[] {
  const isSequence = value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'sequence';
  return isSequence ? value.items : [];
}

/** What kind of module it is, its place and its length. */
function moduleOf(name: MarshalValue, place: MarshalValue): PackedModule | undefined {
  const [, at, packedSize] = itemsOf(place);
  const text = name instanceof Uint8Array ? new TextDecoder().decode(name) : name;
  if (typeof text !== 'string' || typeof at !== 'number' || typeof packedSize !== 'number') return undefined;
  return at >= 0 && packedSize > 0 ? { name: text, at, packedSize } : undefined;
}
