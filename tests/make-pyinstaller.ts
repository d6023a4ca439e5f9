/** Archives laid out as PyInstaller lays them out, and marshalled Python code to put into them; nothing of it runs. */
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';

/** What a marshalled value may be made of here. */
export type Plain = string | number | null | Plain[];

/** Marshals as Python 3 does, without references. */
export function marshal(value: Plain): Buffer {
  if (value === null) return Buffer.from('N');
  if (typeof value === 'number') return Buffer.concat([Buffer.from('i'), int32(value)]);
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from('u'), int32(bytes.length), bytes]);
  }
  return Buffer.concat([Buffer.from('('), int32(value.length), ...value.map(marshal)]);
}

/** A code object as Python 3.8 to 3.10 have it, with these constants. */
export function marshalCode(constants: Plain[]): Buffer {
  const numbers = Buffer.alloc(24);
  const bytes = Buffer.concat([Buffer.from('s'), int32(2), Buffer.from('S\0')]);
  const parts = [constants, ['print'], [], [], [], 'script.py', '<module>'].map(marshal);
  return Buffer.concat([Buffer.from('c'), numbers, bytes, ...parts, int32(1), bytes]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** An archive of modules. `scramble` stands for encryption. */
export function makePyz(modules: Readonly<Record<string, Buffer>>, scramble = false): Buffer {
  const head = Buffer.from('PYZ\0a\r\r\n\0\0\0\0\0\0\0\0\0');
  const parts: Buffer[] = [head];
  let at = head.length;
  const table: Plain[] = [];
  for (const [name, code] of Object.entries(modules)) {
    const packed = deflateSync(code).map((byte) => (scramble ? byte ^ 0xa5 : byte));
    table.push([name, [0, at, packed.length]]);
    parts.push(Buffer.from(packed));
    at += packed.length;
  }
  head.writeUInt32BE(at, 8);
  return Buffer.concat([...parts, Buffer.from('['), marshal(table).subarray(1)]);
}

export interface MadeEntry {
  readonly type: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly compressed?: boolean;
}

/** An archive behind a program; `old` writes the cookie of version 2.0. */
export function makePyInstaller(program: Buffer, entries: readonly MadeEntry[], old = false): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const { type, name, bytes, compressed } of entries) {
    const packed = compressed ? deflateSync(bytes) : bytes;
    const entry = Buffer.alloc(18 + Math.ceil((name.length + 1) / 16) * 16);
    [entry.length, at, packed.length, bytes.length].forEach((field, i) => {
      entry.writeUInt32BE(field, 4 * i);
    });
    entry[16] = compressed ? 1 : 0;
    entry.write(type, 17);
    entry.write(name, 18);
    table.push(entry);
    parts.push(packed);
    at += packed.length;
  }
  const toc = Buffer.concat(table);
  const cookie = Buffer.alloc(old ? 24 : 88);
  cookie.write('MEI\x0c\x0b\x0a\x0b\x0e');
  [at + toc.length + cookie.length, at, toc.length, 310].forEach((field, i) => {
    cookie.writeUInt32BE(field, 8 + 4 * i);
  });
  if (!old) cookie.write('libpython3.10.so.1.0', 24);
  return Buffer.concat([program, ...parts, toc, cookie]);
}
