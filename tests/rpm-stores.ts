/** Databases that RPM keeps its packages' headers in, for tests: Berkeley DB's hash table and RPM's own (ndb). */

export interface BerkeleyOptions {
  readonly littleEndian?: boolean;
  readonly pageBytes?: number;
}

/** So that some hundred pairs fit into a page. */
const longestInPage = 100;

/** One page of pairs, and pages of overflow for long values. Keys count from 1. */
export function berkeleyHash(values: readonly Uint8Array[], options: BerkeleyOptions = {}): Uint8Array {
  const { littleEndian = true, pageBytes = 4096 } = options;
  const pages = [pageOf(0, 8), pageOf(1, 13)];
  // Under key 0 stands the highest number so far.
  const all = [word(values.length), ...values];
  let end = pageBytes;
  for (const [number, value] of all.entries()) {
    put(2 * number, Buffer.concat([Buffer.of(1), word(number)]));
    put(2 * number + 1, value.length <= longestInPage ? Buffer.concat([Buffer.of(1), value]) : elsewhere(value));
  }
  setShort(pages[1], 20, 2 * all.length);
  describe(pages[0]);
  return Buffer.concat(pages);

  function put(index: number, item: Buffer): void {
    end -= item.length;
    item.copy(pages[1] ?? item, end);
    setShort(pages[1], 26 + 2 * index, end);
  }

  function elsewhere(value: Uint8Array): Buffer {
    const first = pages.length;
    const room = pageBytes - 26;
    for (let at = 0; at < value.length; at += room) {
      const page = pageOf(pages.length, 7);
      const part = value.subarray(at, at + room);
      page.set(part, 26);
      setShort(page, 22, part.length);
      if (at + room < value.length) page.set(word(pages.length + 1), 16);
      pages.push(page);
    }
    return Buffer.concat([Buffer.of(3, 0, 0, 0), word(first), word(value.length)]);
  }

  function describe(page: Buffer | undefined): void {
    page?.set(word(0x00061561), 12);
    page?.set(word(9), 16);
    page?.set(word(pageBytes), 20);
    page?.set(word(pages.length - 1), 32);
  }

  function pageOf(number: number, type: number): Buffer {
    const page = Buffer.alloc(pageBytes);
    page.set(word(number), 8);
    page[25] = type;
    return page;
  }

  function word(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    if (littleEndian) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  }

  function setShort(page: Buffer | undefined, at: number, value: number): void {
    if (littleEndian) page?.writeUInt16LE(value, at);
    else page?.writeUInt16BE(value, at);
  }
}

const slotPageBytes = 4096;

/** One page of slots, and a block for each header. Packages count from 1. */
export function rpmNdb(headers: readonly Uint8Array[]): Uint8Array {
  const slots = Buffer.alloc(slotPageBytes);
  slots.write('RpmP');
  slots.set(words(0, headers.length, 1, headers.length + 1), 4);
  for (let at = 32; at < slotPageBytes; at += 16) slots.write('Slot', at);
  const blocks: Buffer[] = [];
  let units = slotPageBytes / 16;
  for (const [i, header] of headers.entries()) {
    const block = blockOf(i + 1, header);
    slots.set(words(i + 1, units, block.length / 16), 32 + 16 * i + 4);
    units += block.length / 16;
    blocks.push(block);
  }
  return Buffer.concat([slots, ...blocks]);
}

function blockOf(number: number, header: Uint8Array): Buffer {
  const padding = Buffer.alloc(-(16 + header.length + 12) & 15);
  const content = Buffer.concat([Buffer.from('BlbS'), words(number, 1_700_000_000, header.length), header, padding]);
  return Buffer.concat([content, words(adler32(content), header.length), Buffer.from('BlbE')]);
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [i, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * i);
  return bytes;
}
