/** A write-ahead log of SQLite, for tests: one change that is finished, with these pages. */
export function sqliteLog(pages: ReadonlyMap<number, Uint8Array>, pagesAfter: number): Uint8Array {
  const pageBytes = Math.max(...Array.from(pages.values(), ({ length }) => length));
  const head = words(0x377f0683, 3_007_000, pageBytes, 0, 7, 9);
  let sum: readonly [number, number] = added([0, 0], head);
  const parts = [head, words(...sum)];
  for (const [i, [number, page]] of [...pages].entries()) {
    const frame = words(number, i === pages.size - 1 ? pagesAfter : 0);
    sum = added(added(sum, frame), page);
    parts.push(frame, words(7, 9, ...sum), Buffer.from(page));
  }
  return Buffer.concat(parts);
}

function added([first, second]: readonly [number, number], bytes: Uint8Array): readonly [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + view.getUint32(at) + b) >>> 0;
    b = (b + view.getUint32(at + 4) + a) >>> 0;
  }
  return [a, b];
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * i);
  return bytes;
}
