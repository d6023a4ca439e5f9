/**
 * A large file of a machine, read piece by piece: what was read last is kept, for databases jump between their pages.
 */
import type { MachineTree } from '../../../model/machine-units.ts';
import type { RangedBytes } from '../../../model/ranged-bytes.ts';

const pieceBytes = 32 * 1024;
const mostPieces = 64;

interface Piece {
  readonly bytes: Uint8Array;
  /** Bytes of it that the file has. */
  filled: number;
}

export class RangedFile implements RangedBytes {
  readonly size: number;
  readonly #tree: MachineTree;
  readonly #path: string;
  /** By their number from the file's beginning; the one that was not wanted for longest is first. */
  readonly #pieces = new Map<number, Piece>();

  constructor(tree: MachineTree, path: string) {
    this.#tree = tree;
    this.#path = path;
    this.size = tree.follow(path)?.size ?? 0;
  }

  fill(at: number, into: Uint8Array): boolean {
    if (at < 0 || at + into.length > this.size) return false;
    if (into.length > pieceBytes) return this.#tree.fill(this.#path, at, into) === into.length;
    for (let done = 0; done < into.length; ) {
      const start = (at + done) % pieceBytes;
      const piece = this.#piece((at + done - start) / pieceBytes);
      const count = Math.min(into.length - done, piece.filled - start);
      if (count <= 0) return false;
      into.set(piece.bytes.subarray(start, start + count), done);
      done += count;
    }
    return true;
  }

  #piece(number: number): Piece {
    const known = this.#pieces.get(number);
    const piece = known ?? { bytes: this.#memory(), filled: 0 };
    if (known) this.#pieces.delete(number);
    else piece.filled = this.#tree.fill(this.#path, number * pieceBytes, piece.bytes) ?? 0;
    this.#pieces.set(number, piece);
    return piece;
  }

  /** That of the piece that goes, where there are enough of them. */
  #memory(): Uint8Array {
    const [oldest] = this.#pieces;
    if (this.#pieces.size < mostPieces || oldest === undefined) return new Uint8Array(pieceBytes);
    this.#pieces.delete(oldest[0]);
    return oldest[1].bytes;
  }
}
