import { describe, expect, it } from 'vitest';
import { naiveSieve } from '../../tests/naive-sieve.ts';
import type { Found } from '../sieve/contract.ts';
import { ownPieces, type Pieces, piecesOf, type Searched } from './pieces.ts';

const wanted = { anchors: [{ text: 'anchor' }], runs: [{ alphabet: 'alphanumeric', shortest: 26 } as const] };
const text = `${'.'.repeat(40)}anchor${'.'.repeat(50)}anchor, ${'x'.repeat(30)} ${'.'.repeat(21)}anchor${'.'.repeat(44)}`;
const bytes = Buffer.from(text.repeat(6));

/** What a thread would hand over: pieces of so many bytes, searched with so many before them. */
function thread(pieceBytes: number, overlap: number, mostLeft: number): { pieces: Pieces; freed: () => number } {
  const sieve = naiveSieve(wanted, overlap + pieceBytes);
  let position = 0;
  let freed = 0;
  const take = async (): Promise<Searched | undefined> => {
    const fresh = bytes.subarray(position, position + pieceBytes);
    if (fresh.length === 0) return undefined;
    const before = Math.min(overlap, position);
    sieve.input.set(bytes.subarray(position - before, position + fresh.length));
    const { hits, runs, dropped } = sieve.scan(before + fresh.length);
    const behind = <T extends { offset: number; length: number }>(items: readonly T[]): T[] =>
      items.filter((i) => i.offset + i.length > before).map((i) => ({ ...i, offset: i.offset - before }));
    const slot = new Uint8Array(mostLeft + pieceBytes);
    slot.set(fresh, mostLeft);
    position += fresh.length;
    const found: Found = { hits: behind(hits), runs: behind(runs), dropped };
    return { slot, length: fresh.length, found, free: () => freed++ };
  };
  return { pieces: piecesOf(mostLeft, take, () => {}), freed: () => freed };
}

/** Every place that a decoder would be told of, which leaves so many bytes each time. */
async function places(pieces: Pieces, leave: number): Promise<Set<string>> {
  const told = new Set<string>();
  let left: Uint8Array = new Uint8Array(0);
  let base = 0;
  for (let piece = await pieces.next(left); piece; piece = await pieces.next(left)) {
    const start = base;
    expect(Buffer.from(piece.bytes).equals(bytes.subarray(start, start + piece.bytes.length))).toBe(true);
    const offsets = piece.found.hits.map(({ offset }) => offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    for (const { offset, length } of piece.found.hits) told.add(`hit ${start + offset} ${length}`);
    for (const { offset, length } of piece.found.runs)
      if (offset + length < piece.bytes.length) told.add(`run ${start + offset} ${length}`);
    const done = Math.max(0, piece.bytes.length - leave);
    left = piece.bytes.slice(done);
    base += done;
  }
  return told;
}

describe('pieces that another thread read', () => {
  const whole = async (): Promise<Set<string>> => {
    let at = 0;
    const sieve = naiveSieve(wanted, 4096);
    const fill = async (target: Uint8Array): Promise<number> => {
      const part = bytes.subarray(at, at + target.length);
      target.set(part);
      at += part.length;
      return part.length;
    };
    const filled = await fill(sieve.input);
    return places(ownPieces(sieve, filled, fill), 64);
  };

  it.each([60, 100, 101, 256, 700])('hold what stands there, whatever their length (%i)', async (pieceBytes) => {
    const expected = await whole();
    expect(expected.size).toBe(24);
    expect(await places(thread(pieceBytes, 64, 300).pieces, 64)).toEqual(expected);
  });

  it('give a slot back when what was left of it stands before the next', async () => {
    const { pieces, freed } = thread(200, 64, 300);
    await pieces.next(new Uint8Array(0));
    expect(freed()).toBe(0);
    await pieces.next(new Uint8Array(10));
    expect(freed()).toBe(1);
  });
});
