/**
 * A bounded look into the memory of suspicious processes, where the user asked for it: a miner that was configured over
 * standard input, or wrote over its command line, still holds its pool and wallet there. Read are the ranges that are its
 * own and private (heap, stack, what it asked for), small ones first: configurations are small, a miner's tables are not.
 * Does not see: what a process keeps encrypted, or in files that it shares with others.
 */
import { isOwnMemory, type MemoryRange, readMaps } from '../../../codec/proc/maps.ts';
import type { Machine, Told } from '../../../model/machine-units.ts';

/** Bytes. All pieces are held until they are examined, so that together they stay below what one file may take. */
const mostOfProcess = 16 * 1024 * 1024;
const mostTogether = 48 * 1024 * 1024;
const mapsBytes = 8 * 1024 * 1024;
const piece = 4 * 1024 * 1024;

export class MemoryReader {
  readonly #machine: Machine;
  #left = mostTogether;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  *read(pid: number): Iterable<Told<never>> {
    if (!this.#machine.running?.memory) return;
    const path = `/proc/${pid}/mem`;
    const maps = readMaps(this.#machine.tree.text(`/proc/${pid}/maps`, mapsBytes) ?? '');
    const ranges = maps.filter(isOwnMemory).sort((a, b) => rankOf(a) - rankOf(b));
    const most = Math.min(mostOfProcess, this.#left);
    const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    const bytes = this.#gather(pid, ranges, most);
    this.#left -= bytes.length;
    if (bytes.some((byte) => byte !== 0)) yield { examine: path, bytes };
    if (total > most)
      yield { gap: { code: 'limit-bytes', what: `${most} of ${total} bytes of memory were read`, path } };
  }

  /** Ranges one behind the other, a NUL between them: what ends one does not begin the next. */
  #gather(pid: number, ranges: readonly MemoryRange[], most: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    let held = 0;
    for (const { from, to } of ranges) {
      for (let at = from; at < to && held < most; at += piece) {
        const bytes = this.#machine.running?.memory?.(pid, at, Math.min(piece, to - at, most - held));
        if (!bytes || bytes.length === 0) break;
        pieces.push(bytes);
        held += bytes.length;
      }
      if (held >= most) break;
      pieces.push(Uint8Array.of(0));
      held++;
    }
    return joined(pieces, held);
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const bytes of pieces) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

function rankOf({ name, from, to }: MemoryRange): number {
  return name === '[heap]' || name.startsWith('[stack') ? 0 : to - from;
}
