/**
 * Which of the constants in intel/mining-code stand in a stretch of bytes: tables as data, and constants of 64 bits as
 * x86 code holds them. Shorter constants are left to WebAssembly, whose code can be read: four bytes of a program may
 * be anything.
 * Does not see: constants that ARM code puts together from halves, and tables that are computed when the program starts.
 */
import { type CodeMark, codeMarks, type MarkId } from '../../intel/mining-code/code-marks.ts';
import { PatternSearch, standsAt } from './pattern-search.ts';

/** Places by mark, each the first one. */
export type MarkPlaces = Map<MarkId, { readonly offset: number; readonly length: number }>;

/** A pattern shows its mark at once; a constant only in the company of others. */
interface Owner {
  readonly mark: CodeMark;
  readonly constant?: bigint;
}

let search: PatternSearch<Owner> | undefined;

function ownSearch(): PatternSearch<Owner> {
  search ??= new PatternSearch(
    codeMarks.flatMap((mark) => [
      ...mark.patterns.map((bytes) => ({ bytes, of: { mark } })),
      ...(mark.constants?.values ?? [])
        .filter(isWide)
        .map((constant) => ({ bytes: laidDown(constant), of: { mark, constant } })),
    ]),
  );
  return search;
}

function isWide(constant: bigint): boolean {
  return constant > 0xffff_ffffn;
}

function laidDown(constant: bigint): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, constant, true);
  return new Uint8Array(view.buffer);
}

/** Adds to `places` what stands in `bytes` between `from` and `to`; one pass, whatever there is to find. */
export function findMarks(bytes: Uint8Array, places: MarkPlaces, from = 0, to: number = bytes.length): void {
  const seen = new Map<MarkId, Set<bigint>>();
  for (const { pattern, at } of ownSearch().find(bytes, from, to)) {
    const { mark, constant } = pattern.of;
    if (places.has(mark.id)) continue;
    if (constant === undefined) {
      const next = mark.unlessFollowedBy;
      if (next !== undefined && standsAt(bytes, at + pattern.bytes.length, next)) continue;
    } else if (!enough(mark, constant, seen)) continue;
    places.set(mark.id, { offset: at, length: pattern.bytes.length });
  }
}

function enough(mark: CodeMark, constant: bigint, seen: Map<MarkId, Set<bigint>>): boolean {
  const constants = seen.get(mark.id) ?? new Set();
  seen.set(mark.id, constants.add(constant));
  return constants.size >= (mark.constants?.atLeast ?? 1);
}
