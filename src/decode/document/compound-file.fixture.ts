import { Buffer } from 'node:buffer';

const sectorBytes = 512;
const none = 0xffffffff;
const endOfChain = 0xfffffffe;
const miniCutoff = 4096;

interface Node {
  readonly name: string;
  readonly type: 1 | 2 | 5;
  readonly content?: Uint8Array;
  readonly children: Node[];
}

function treeOf(streams: Readonly<Record<string, Uint8Array>>): Node {
  const root: Node = { name: 'Root Entry', type: 5, children: [] };
  for (const [path, content] of Object.entries(streams)) {
    const names = path.split('/');
    let folder = root;
    for (const name of names.slice(0, -1)) {
      const known = folder.children.find((child) => child.name === name && child.type === 1);
      const next: Node = known ?? { name, type: 1, children: [] };
      if (!known) folder.children.push(next);
      folder = next;
    }
    folder.children.push({ name: names.at(-1) ?? '', type: 2, content, children: [] });
  }
  return root;
}

/** A compound file of version 3 with these streams; slashes in a path make storages. */
export function buildCompoundFile(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const sectors: Buffer[] = [];
  const table: number[] = [];
  const store = (bytes: Uint8Array): number => {
    const first = sectors.length;
    for (let at = 0; at < bytes.length; at += sectorBytes) {
      const sector = Buffer.alloc(sectorBytes);
      sector.set(bytes.subarray(at, at + sectorBytes));
      sectors.push(sector);
      table.push(at + sectorBytes < bytes.length ? sectors.length : endOfChain);
    }
    return bytes.length === 0 ? endOfChain : first;
  };
  const mini: Buffer[] = [];
  const miniTable: number[] = [];
  const storeMini = (bytes: Uint8Array): number => {
    const first = mini.length;
    for (let at = 0; at < bytes.length; at += 64) {
      const sector = Buffer.alloc(64);
      sector.set(bytes.subarray(at, at + 64));
      mini.push(sector);
      miniTable.push(at + 64 < bytes.length ? mini.length : endOfChain);
    }
    return bytes.length === 0 ? endOfChain : first;
  };
  const entries: Buffer[] = [];
  const add = ({ name, type, content, children }: Node): number => {
    const entry = Buffer.alloc(128);
    const index = entries.push(entry) - 1;
    entry.write(name, 0, 'utf16le');
    entry.writeUInt16LE(2 * name.length + 2, 64);
    entry[66] = type;
    for (const at of [68, 72, 76]) entry.writeUInt32LE(none, at);
    const start = content === undefined ? 0 : content.length < miniCutoff ? storeMini(content) : store(content);
    entry.writeUInt32LE(start, 116);
    entry.writeUInt32LE(content?.length ?? 0, 120);
    // Siblings hang on each other's right; a real one is balanced.
    let last: { readonly entry: Buffer; readonly field: number } = { entry, field: 76 };
    for (const child of children) {
      const childIndex = add(child);
      last.entry.writeUInt32LE(childIndex, last.field);
      last = { entry: entries[childIndex] ?? entry, field: 72 };
    }
    return index;
  };
  add(treeOf(streams));
  const [root] = entries;
  root?.writeUInt32LE(store(Buffer.concat(mini)), 116);
  root?.writeUInt32LE(mini.length * 64, 120);
  const tableBytes = (values: readonly number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);
  const miniTableAt = store(tableBytes(miniTable));
  const directoryAt = store(Buffer.concat(entries));
  const tables = Math.ceil((sectors.length + 16) / 128);
  const tablesAt = sectors.length;
  const padded = [...table, ...new Array<number>(tables).fill(0xfffffffd)];
  store(tableBytes([...padded, ...new Array<number>(tables * 128 - padded.length).fill(none)]));
  const header = Buffer.alloc(sectorBytes);
  header.write('d0cf11e0a1b11ae1', 'hex');
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  for (const [at, value] of [
    [44, tables],
    [48, directoryAt],
    [56, miniCutoff],
    [60, miniTableAt],
    [64, 1],
    [68, endOfChain],
  ] as const)
    header.writeUInt32LE(value, at);
  for (let i = 0; i < 109; i++) header.writeUInt32LE(i < tables ? tablesAt + i : none, 76 + 4 * i);
  return Buffer.concat([header, ...sectors]);
}

/** Packs as VBA does, in literals only. */
export function packVba(bytes: Uint8Array): Buffer {
  const chunks: Buffer[] = [Buffer.from([1])];
  for (let at = 0; at < bytes.length; at += 3500) {
    const part = bytes.subarray(at, at + 3500);
    const data: number[] = [];
    for (let i = 0; i < part.length; i += 8) data.push(0, ...part.subarray(i, i + 8));
    const header = Buffer.alloc(2);
    header.writeUInt16LE(0xb000 | (data.length - 1));
    chunks.push(header, Buffer.from(data));
  }
  return Buffer.concat(chunks);
}

function record(id: number, data: Uint8Array, size: number = data.length): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(id, 0);
  head.writeUInt32LE(size, 2);
  return Buffer.concat([head, data]);
}

const offset = (value: number): Buffer => Buffer.from(new Uint32Array([value]).buffer);
export const macroSource =
  'Attribute VB_Name = "Module1"\r\nSub AutoOpen()\r\n  Shell "cmd /c echo inert"\r\nEnd Sub\r\n';
const compiled = Buffer.from('compiled code stands here');

/** A document with one macro, in the storages where Word keeps it. */
export const documentWith = (source: string): Readonly<Record<string, Uint8Array>> => ({
  WordDocument: Buffer.alloc(5000, 'words '),
  '\x05SummaryInformation': Buffer.from('a title'),
  'Macros/VBA/dir': packVba(
    Buffer.concat([
      record(0x01, offset(1)),
      record(0x09, Buffer.alloc(6), 4),
      record(0x19, Buffer.from('Module1')),
      record(0x1a, Buffer.from('Module1')),
      record(0x32, Buffer.from('Module1', 'utf16le')),
      record(0x31, offset(compiled.length)),
      record(0x2b, Buffer.alloc(0)),
      record(0x10, Buffer.alloc(0)),
    ]),
  ),
  'Macros/VBA/Module1': Buffer.concat([compiled, packVba(Buffer.from(source))]),
});

export const withMacro: Readonly<Record<string, Uint8Array>> = documentWith(macroSource);

/** A stream that holds a file which was put into a document ("Package"). */
export function embeddedFile(name: string, data: Uint8Array): Buffer {
  const path = Buffer.from(`C:\\${name}\0`);
  return Buffer.concat([
    offset(0),
    Buffer.from(`\x02\0${name}\0C:\\${name}\0\0\0\x03\0`),
    offset(path.length),
    path,
    offset(data.length),
    data,
  ]);
}

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: Uint8Array.from(buildCompoundFile(withMacro)),
  leaves: new TextEncoder().encode('D0CF11E0 spells docfile'),
};
