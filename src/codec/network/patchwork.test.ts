import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyPiece, Patchwork } from './patchwork.ts';

const put = (work: Patchwork, position: number, value: string, packet = 1): void =>
  work.put(position, new TextEncoder().encode(value), 0, value.length, packet, Number.NaN);

function shown(work: Patchwork): string {
  return work.pieces
    .map((piece) => {
      const bytes = new Uint8Array(piece.length);
      copyPiece(piece, bytes, 0);
      return `${piece.position}:${new TextDecoder().decode(bytes)}`;
    })
    .join(' ');
}

describe('a patchwork', () => {
  it('orders pieces and keeps what was seen first', () => {
    const work = new Patchwork(100, 100);
    put(work, 4, 'efgh');
    put(work, 0, 'ABCDEF');
    put(work, 6, 'GHIJ');
    put(work, -2, 'yz');
    put(work, 20, 'far');
    expect(shown(work)).toBe('-2:yz 0:ABCD 4:efgh 8:IJ 20:far');
  });

  it('fills every gap that one piece covers', () => {
    const work = new Patchwork(100, 100);
    for (const at of [1, 3, 5]) put(work, at, 'x');
    put(work, 0, '0123456');
    expect(shown(work)).toBe('0:0 1:x 2:2 3:x 4:4 5:x 6:6');
  });

  it('keeps what later pieces say otherwise, and only where they do', () => {
    const work = new Patchwork(100, 100);
    put(work, 0, 'abcd', 1);
    put(work, 2, 'cdef', 2);
    put(work, 3, 'XYZ', 3);
    const others = work.others.map(({ position, block, packet }) => `${packet}@${position}:${Buffer.from(block)}`);
    expect([shown(work), others]).toEqual(['0:abcd 4:ef', ['3@3:X', '3@4:YZ']]);
    for (let packet = 0; packet < 1_000; packet++) put(work, 0, `${packet}${'.'.repeat(5)}`);
    expect(work.others.length).toBe(64);
  });

  it('says which bound it reached and keeps what it has', () => {
    const bytes = new Patchwork(5, 100);
    put(bytes, 0, 'abcd');
    put(bytes, 4, 'ef');
    expect([bytes.full, shown(bytes)]).toEqual(['limit-bytes', '0:abcd']);
    const pieces = new Patchwork(100, 2);
    for (const at of [0, 2, 4]) put(pieces, at, 'x');
    expect([pieces.full, shown(pieces)]).toEqual(['limit-count', '0:x 2:x']);
  });

  it('gives at each place the byte that was put there first, whatever came', () => {
    const piece = fc.record({ position: fc.integer({ min: -50, max: 50 }), length: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const work = new Patchwork(1000, 1000);
        const first = new Map<number, number>();
        parts.forEach(({ position, length }, number) => {
          work.put(position, new Uint8Array(length).fill(number), 0, length, number, 0);
          for (let i = position; i < position + length; i++) if (!first.has(i)) first.set(i, number);
        });
        const got = new Map<number, number>();
        let end = Number.NEGATIVE_INFINITY;
        for (const kept of work.pieces) {
          expect(kept.position).toBeGreaterThanOrEqual(end);
          expect(kept.length).toBeGreaterThan(0);
          end = kept.position + kept.length;
          for (let i = kept.position; i < end; i++) got.set(i, kept.packet);
        }
        expect([...got].sort()).toEqual([...first].sort());
      }),
    );
  });
});
