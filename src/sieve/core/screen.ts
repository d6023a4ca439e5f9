/**
 * The first look at all bytes, sixteen at a time. Literals are printable, in ASCII or with zeros between, and most of
 * a binary is neither: four of five places are passed by here without a look at any table.
 */
import { firstQueue } from './memory';

// @ts-ignore: decorators are AssemblyScript's
@inline function printable(x: v128): v128 {
  return i8x16.gt_s(x, i8x16.splat(0x1F));
}

/** One bit for each byte that differs from the next as printable characters may, and not by nothing. */
// @ts-ignore: decorators are AssemblyScript's
@inline function unlike(p: usize): u32 {
  return <u32>i8x16.bitmask(i8x16.gt_s(v128.xor(v128.load(p), v128.load(p, 1)), i32x4.splat(0)));
}

/**
 * The same for words of differences. Those of a pattern are chosen where seven differences in a row are of this sort,
 * and seven cover one word whole: they begin three bytes before a place at the earliest and end three behind it.
 */
export function screenDifferences(p: usize, end: usize): usize {
  let queued: usize = 0, before = unlike(p - 16), here = unlike(p);
  for (; p < end; p += 16) {
    const behind = unlike(p + 16);
    let rows = (before >>> 13) | (here << 3) | (behind << 19);
    rows &= rows >>> 1;
    rows &= rows >>> 2;
    rows &= rows >>> 3;
    before = here;
    here = behind;
    store<u32>(queued, <u32>p, firstQueue);
    queued += <usize>((rows & 0xFFFF) != 0) << 2;
  }
  return queued;
}

/**
 * Queues the places of 16 bytes from `p` up to `end` that may hold a word of a pattern, or that lie within a run;
 * returns the queue's length in bytes. A word counts if it is printable, or a zero stands at every other of its bytes
 * and nowhere else. The word at the edge of a short pattern has one byte outside, which may be anything: but of five
 * printable bytes, the middle of that word or of its neighbour begins four.
 */
export function screen(p: usize, end: usize): usize {
  const all = i32x4.splat(-1), none = i32x4.splat(0), even = i32x4.splat(0xFF00FF00), odd = i32x4.splat(0x00FF00FF);
  let queued: usize = 0;
  let before = i32x4.eq(printable(v128.load(p - 14)), all);
  for (; p < end; p += 16) {
    const x = v128.load(p), zeros = i8x16.eq(x, none);
    const behind = i32x4.eq(printable(v128.load(p, 2)), all);
    const ascii = v128.or(i32x4.eq(printable(x), all), v128.or(behind,
      v128.shuffle<u8>(before, behind, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27)));
    const wide = v128.or(i32x4.eq(zeros, even), i32x4.eq(zeros, odd));
    before = behind;
    store<u32>(queued, <u32>p, firstQueue);
    queued += <usize>v128.any_true(v128.or(ascii, wide)) << 2;
  }
  return queued;
}
