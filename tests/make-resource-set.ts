/** Writes .resources files for tests, as System.Resources.ResourceWriter lays them out (version 2). */
import { ascii, padTo, u32 } from '../examples/2018-installer/layout.ts';

/** A name, a type code (0x20 bytes, 0x21 a stream, 1 a text), and the value. */
type Value = readonly [name: string, type: number, bytes: readonly number[]];

/** Names and values shorter than 64 bytes, whose lengths take one byte. */
export function makeResourceSet(values: readonly Value[]): number[] {
  const names: number[] = [];
  const data: number[] = [];
  const positions = values.map(([name, type, bytes]) => {
    const at = names.length;
    const text = [...Buffer.from(name, 'utf16le')];
    names.push(text.length, ...text, ...u32(data.length));
    const isBytes = type === 0x20 || type === 0x21;
    data.push(type, ...(isBytes ? u32(bytes.length) : [bytes.length]), ...bytes);
    return at;
  });
  const readers = [...[6, ...ascii('Reader')], ...[3, ...ascii('Set')]];
  const head = [...u32(0xbeefcece), ...u32(1), ...u32(readers.length), ...readers];
  const counts = [...head, ...u32(2), ...u32(values.length), ...u32(0)];
  const padded = padTo(8 * Math.ceil(counts.length / 8), counts);
  const hashes = values.flatMap(() => u32(0));
  const tables = [...padded, ...hashes, ...positions.flatMap(u32)];
  return [...tables, ...u32(tables.length + 4 + names.length), ...names, ...data];
}
