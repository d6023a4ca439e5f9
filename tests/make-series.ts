/** Writers of archives that are read from front to back, for tests: as short as they can be, and sound. */
import { Buffer } from 'node:buffer';

export interface TarEntry {
  readonly name: string;
  readonly bytes?: Uint8Array | string;
  /** A file if absent. */
  readonly type?: string;
  /** What the header says, where that differs. */
  readonly size?: number;
  /** Fields of the header, by their offset. */
  readonly fields?: Readonly<Record<number, string | Uint8Array>>;
}

const padded = (bytes: Uint8Array, to: number): Uint8Array =>
  Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);

/** A member: its header and its bytes, in whole blocks. */
export function tarMember({ name, bytes = '', type = '0', size, fields = {} }: TarEntry): Uint8Array {
  const contents = Buffer.from(bytes);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${(size ?? contents.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write('ustar\x0000', 257, 'latin1');
  for (const [at, value] of Object.entries(fields)) Buffer.from(value).copy(header, Number(at));
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, padded(contents, 512)]);
}

export const tarEnd: Uint8Array = Buffer.alloc(1024);

export function makeTar(...entries: readonly TarEntry[]): Uint8Array {
  return Buffer.concat([...entries.map(tarMember), tarEnd]);
}

/** A pax record: its length counts its own digits. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (Buffer.byteLength(`${length}${rest}`) !== length) length = Buffer.byteLength(`${length}${rest}`);
  return `${length}${rest}`;
}

export function makeDeb(members: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const parts = Object.entries(members).map(([name, bytes]) => {
    const size = Buffer.from(bytes).length;
    const header = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}`;
    const ended = Buffer.concat([Buffer.from(`${header}${String(size).padEnd(10)}\`\n`), Buffer.from(bytes)]);
    return size % 2 === 1 ? Buffer.concat([ended, Buffer.from('\n')]) : ended;
  });
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts]);
}

export function makeCpio(members: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const parts = Object.entries({ ...members, 'TRAILER!!!': '' }).map(([name, bytes]) => {
    const contents = Buffer.from(bytes);
    const numbers = [1, 0o100644, 0, 0, 1, 0, contents.length, 0, 0, 0, 0, name.length + 1, 0];
    const header = `070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}${name}\0`;
    return Buffer.concat([padded(Buffer.from(header), 4), padded(contents, 4)]);
  });
  return Buffer.concat(parts);
}

/** An asar archive with the given directory and, after it, the files' bytes. */
export function makeAsar(directory: unknown, files: Uint8Array | string): Uint8Array {
  const text = Buffer.from(JSON.stringify(directory));
  const payload = 4 + Math.ceil(text.length / 4) * 4;
  const sizes = Buffer.alloc(16);
  for (const [i, size] of [4, payload + 4, payload, text.length].entries()) sizes.writeUInt32LE(size, 4 * i);
  return Buffer.concat([sizes, padded(text, 4), Buffer.from(files)]);
}
