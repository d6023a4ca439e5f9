/**
 * The resources that an assembly carries along: files that were built into it, by name.
 * Source: ECMA-335, partition II, 22.24 (ManifestResource) and 25.3.3 (Resources in the CLI header).
 * Does not see: resources in other files or assemblies, which a row may refer to.
 */
import { limit, notThisFormat, ok, type Result } from '../../model/result.ts';
import type { Extent } from '../pe/image.ts';
import { record } from '../pe/record.ts';
import { nameAt } from './heaps.ts';
import type { Metadata } from './metadata.ts';
import { type Tables, table } from './tables.ts';

/** `at` and `end` frame the resource's bytes in the file. */
export interface ManifestResource extends Extent {
  readonly name: string;
}

const mostResources = 4_096;

/** `not-this-format` where the assembly carries none. */
export function readManifestResources(
  bytes: Uint8Array,
  metadata: Metadata,
  tables: Tables,
): Result<ManifestResource[]> {
  const place = metadata.resources;
  const names = metadata.streams.get('#Strings');
  const count = tables.rowCount(table.manifestResource);
  if (!place || !names || count === 0) return notThisFormat;
  if (count > mostResources) return limit(place.at, `${count} resources`);
  const resources: ManifestResource[] = [];
  for (let row = 1; row <= count; row++) {
    if (tables.cell(table.manifestResource, row, 3) !== 0) continue; // it stands elsewhere
    const lengthAt = place.at + (tables.cell(table.manifestResource, row, 0) ?? 0);
    const length = record(bytes, lengthAt, 4)?.getUint32(0, true);
    const at = lengthAt + 4;
    if (length === undefined || at + length > Math.min(place.end, bytes.length)) continue;
    const name = nameAt(bytes, names, tables.cell(table.manifestResource, row, 2) ?? 0);
    resources.push({ name, at, end: at + length });
  }
  return ok(resources);
}
