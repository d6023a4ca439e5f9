/**
 * The .NET metadata of the reconstruction (ECMA-335, partition II, 24): five streams that say who built what, and
 * not one type or method of its own, so that there is nothing to run.
 */
import { alignTo, ascii, guid, padTo, u16, u32, u64 } from './layout.ts';

export interface MetadataFacts {
  readonly typeLibraryId: string;
  readonly moduleVersionId: string;
  readonly userStrings: readonly string[];
}

const runtimeVersion = 'v4.0.30319';

/** A heap being filled; `add` gives back the index of what was added. */
function heap(): { readonly bytes: number[]; readonly add: (entry: readonly number[]) => number } {
  const bytes = [0]; // index 0 is the empty entry
  return { bytes, add: (entry) => bytes.push(...entry) - entry.length };
}

/** A length of up to 16,383 bytes (ECMA-335 II.23.2), then the blob. */
function blob(content: readonly number[]): number[] {
  const length = content.length;
  return [...(length < 0x80 ? [length] : [0x80 | (length >>> 8), length & 0xff]), ...content];
}

/** UTF-16LE, then a byte that is 1 where a character needs care (ECMA-335 II.24.2.4). */
function userString(text: string): number[] {
  const needsCare = /[^\t\n\v\f\r -&(-,.-~]/.test(text) ? 1 : 0;
  return blob([...[...text].flatMap((c) => u16(c.charCodeAt(0))), needsCare]);
}

/** The tables: a module, an assembly, and the assembly's GuidAttribute. */
function tables(strings: ReturnType<typeof heap>, blobs: ReturnType<typeof heap>, typeLibraryId: string): number[] {
  const name = (text: string): number[] => u16(strings.add([...ascii(text), 0]));
  const module = [...u16(0), ...name('installer.exe'), ...u16(1), ...u16(0), ...u16(0)];
  const assemblyRef1 = (1 << 2) | 2; // ResolutionScope
  const typeRef = [...u16(assemblyRef1), ...name('GuidAttribute'), ...name('System.Runtime.InteropServices')];
  const instanceVoidOfString = [0x20, 1, 0x01, 0x0e];
  const typeRef1 = (1 << 3) | 1; // MemberRefParent
  const memberRef = [...u16(typeRef1), ...name('.ctor'), ...u16(blobs.add(blob(instanceVoidOfString)))];
  const value = blob([1, 0, typeLibraryId.length, ...ascii(typeLibraryId), 0, 0]);
  const [assembly1, memberRef1] = [(1 << 5) | 14, (1 << 3) | 3]; // HasCustomAttribute, CustomAttributeType
  const customAttribute = [...u16(assembly1), ...u16(memberRef1), ...u16(blobs.add(value))];
  const version = (...parts: number[]): number[] => parts.flatMap(u16);
  const assembly = [...u32(0x8004), ...version(1, 0, 0, 0), ...u32(0), ...u16(0), ...name('installer'), ...u16(0)];
  const assemblyRef = [...version(4, 0, 0, 0), ...u32(0), ...u16(0), ...name('mscorlib'), ...u16(0), ...u16(0)];
  const present = [0x00, 0x01, 0x0a, 0x0c, 0x20, 0x23];
  const mask = present.reduce((bits, table) => bits + 2 ** table, 0);
  return [
    ...[...u32(0), 2, 0, 0, 1], // version 2.0; every heap index takes two bytes
    ...[...u64(mask), ...u64(0)],
    ...present.flatMap(() => u32(1)),
    ...[...module, ...typeRef, ...memberRef, ...customAttribute, ...assembly, ...assemblyRef],
  ];
}

/** The metadata root and its streams. */
export function buildMetadata(facts: MetadataFacts): number[] {
  const [strings, blobs, userStrings] = [heap(), heap(), heap()];
  const tableStream = tables(strings, blobs, facts.typeLibraryId);
  for (const text of facts.userStrings) userStrings.add(userString(text));
  const streams: [string, number[]][] = [
    ['#~', tableStream],
    ['#Strings', strings.bytes],
    ['#US', userStrings.bytes],
    ['#GUID', guid(facts.moduleVersionId)],
    ['#Blob', blobs.bytes],
  ];
  const version = alignTo(4, [...ascii(runtimeVersion), 0]);
  const root = [...ascii('BSJB'), ...u16(1), ...u16(1), ...u32(0), ...u32(version.length), ...version];
  const nameField = (name: string): number[] => padTo(4 * Math.floor(name.length / 4) + 4, ascii(name));
  let offset = root.length + 4 + streams.reduce((size, [name]) => size + 8 + nameField(name).length, 0);
  const headers: number[] = [];
  const bodies: number[] = [];
  for (const [name, content] of streams) {
    const body = alignTo(4, content);
    headers.push(...u32(offset), ...u32(body.length), ...nameField(name));
    bodies.push(...body);
    offset += body.length;
  }
  return [...root, ...u16(0), ...u16(streams.length), ...headers, ...bodies];
}
