/**
 * The directory of a compound file: storages and streams, each with its path.
 * Source: [MS-CFB] 2.6.
 * Does not see: the order of the red-black tree; an entry that no storage leads to comes without a path of its own.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { msiName } from './msi-name.ts';

export interface Entry {
  /** Names of its storages and its own, with slashes between them. */
  readonly path: string;
  /** First sector. */
  readonly start: number;
  readonly size: number;
}

export interface Directory {
  readonly root: Entry;
  readonly streams: readonly Entry[];
}

interface RawEntry {
  readonly name: string;
  readonly type: number;
  readonly siblings: readonly number[];
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

const entryBytes = 128;
const type = { storage: 1, stream: 2, root: 5 } as const;

/** @param shortSizes sizes have 32 bits only, whatever stands in the other half (version 3) */
export function readDirectory(bytes: Uint8Array, shortSizes: boolean): Result<Directory> {
  const raw: RawEntry[] = [];
  for (let at = 0; at + entryBytes <= bytes.length; at += entryBytes)
    raw.push(readEntry(bytes.subarray(at, at + entryBytes), shortSizes));
  const [root] = raw;
  if (root?.type !== type.root) return malformed(0, 'the compound file has no root');
  const streams: Entry[] = [];
  const seen = new Set<number>([0]);
  const waiting = [{ index: root.child, folder: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const entry = raw[next.index];
    if (!entry || seen.has(next.index)) continue;
    seen.add(next.index);
    const { folder } = next;
    const path = `${folder}${entry.name}`;
    if (entry.type === type.stream) streams.push({ path, start: entry.start, size: entry.size });
    // A path that grows with each storage is bounded, or a deep file would take memory by the square of its depth.
    if (entry.type === type.storage) waiting.push({ index: entry.child, folder: `${path.slice(-longestPath)}/` });
    for (const index of entry.siblings) waiting.push({ index, folder });
  }
  for (const [index, { name, type: kind, start, size }] of raw.entries())
    if (kind === type.stream && !seen.has(index)) streams.push({ path: `orphan/${name}`, start, size });
  return ok({ root: { path: '', start: root.start, size: root.size }, streams });
}

const longestPath = 1000;

function readEntry(bytes: Uint8Array, shortSizes: boolean): RawEntry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, entryBytes);
  const nameBytes = Math.max(0, Math.min(64, view.getUint16(64, true)) - 2);
  const high = shortSizes ? 0 : view.getUint32(124, true);
  return {
    name: msiName(new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes.subarray(0, nameBytes))),
    type: bytes[66] ?? 0,
    siblings: [view.getUint32(68, true), view.getUint32(72, true)],
    child: view.getUint32(76, true),
    start: view.getUint32(116, true),
    size: view.getUint32(120, true) + high * 2 ** 32,
  };
}
