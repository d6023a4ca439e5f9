/**
 * The two GUIDs by which a .NET assembly can be told from others: the module version id, new with every build, and
 * the type library id, which the project keeps from build to build.
 * Source: ECMA-335, partition II, 22.30 (Module), 22.10 (CustomAttribute), 23.3 (values of attributes).
 * Does not see: the type library id of the core library, which defines GuidAttribute itself instead of referring to it.
 */
import type { Extent } from '../pe/image.ts';
import { blobAt, type Guid, guidAt, nameAt } from './heaps.ts';
import type { Metadata } from './metadata.ts';
import { type Tables, table, tag } from './tables.ts';

/** The module version id (Mvid). */
export function moduleVersionId(bytes: Uint8Array, metadata: Metadata, tables: Tables): Guid | undefined {
  const heap = metadata.streams.get('#GUID');
  const index = tables.cell(table.module, 1, 2);
  return heap && index !== undefined ? guidAt(bytes, heap, index) : undefined;
}

/** Rows looked at; the largest assemblies of the framework have some ten thousand. */
const mostRows = 1_000_000;
/** Of these, attributes of the assembly itself, each of which takes a look at names. */
const mostOwnAttributes = 1_000;

/** The value of the assembly's own GuidAttribute. Types may carry one, too; those name COM interfaces and are passed over. */
export function typeLibraryId(bytes: Uint8Array, metadata: Metadata, tables: Tables): Guid | undefined {
  const blobs = metadata.streams.get('#Blob');
  const names = metadata.streams.get('#Strings');
  if (!blobs || !names) return undefined;
  let own = 0;
  for (let row = 1; row <= Math.min(mostRows, tables.rowCount(table.customAttribute)); row++) {
    const parent = tables.cell(table.customAttribute, row, 0);
    if (parent === undefined) return undefined; // the count lies: the file ends here
    if (tagOf(parent, tag.bits.parent) !== tag.assembly) continue;
    if (++own > mostOwnAttributes) return undefined;
    if (!isGuidAttribute(bytes, names, tables, tables.cell(table.customAttribute, row, 1) ?? 0)) continue;
    const value = blobAt(bytes, blobs, tables.cell(table.customAttribute, row, 2) ?? 0);
    const guid = value && guidArgument(bytes, value);
    if (guid) return guid;
  }
  return undefined;
}

const tagOf = (coded: number, bits: number): number => coded % 2 ** bits;
const rowOf = (coded: number, bits: number): number => Math.floor(coded / 2 ** bits);

/** Whether a constructor is that of System.Runtime.InteropServices.GuidAttribute. */
function isGuidAttribute(bytes: Uint8Array, names: Extent, tables: Tables, method: number): boolean {
  if (tagOf(method, tag.bits.method) !== tag.memberRef) return false;
  const type = tables.cell(table.memberRef, rowOf(method, tag.bits.method), 0) ?? 0;
  if (tagOf(type, tag.bits.memberParent) !== tag.typeRef) return false;
  const row = rowOf(type, tag.bits.memberParent);
  const name = nameAt(bytes, names, tables.cell(table.typeRef, row, 1) ?? 0);
  const space = nameAt(bytes, names, tables.cell(table.typeRef, row, 2) ?? 0);
  return name === 'GuidAttribute' && space === 'System.Runtime.InteropServices';
}

const guidLength = 36;
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An attribute's value: the prolog 01 00, then one string of 36 characters. */
function guidArgument(bytes: Uint8Array, value: Extent): Guid | undefined {
  const [low, high, length] = bytes.subarray(value.at, value.at + 3);
  if (low !== 1 || high !== 0 || length !== guidLength || value.end - value.at < 3 + guidLength) return undefined;
  const text = new TextDecoder().decode(bytes.subarray(value.at + 3, value.at + 3 + guidLength));
  return guidForm.test(text) ? { text: text.toLowerCase(), at: value.at + 3 } : undefined;
}
