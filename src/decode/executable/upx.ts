/**
 * Programs packed with UPX (ELF and Windows), also where its marks were broken so that UPX itself refuses them.
 * Source: UPX, https://github.com/upx/upx (the layout; see codec/upx).
 * Does not see: formats of other systems (DOS, macOS, kernels), DEFLATE and Zstandard; packers that changed more than
 * the headers. Imports of Windows programs are not put back: their names stand in the bytes.
 */

import { type PeImage, readPeImage } from '../../codec/pe/image.ts';
import { unpackElf } from '../../codec/upx/elf.ts';
import { beginsLikeElf, readElfFrame, segmentType } from '../../codec/upx/elf-frame.ts';
import { unpackPe } from '../../codec/upx/pe.ts';
import { isMagic, type UnpackedProgram, upxMagic } from '../../codec/upx/program.ts';
import type { Limits } from '../../model/limits.ts';
import { type Child, defineDecoder, type InnerDecoder, type Miss } from '../../model/units.ts';

/** Unpacking to less than this is no bomb, whatever the ratio. */
const harmlessBytes = 1024 * 1024;

/** `UPX!` stands in the first bytes of a packed program. */
const magicWithin = 1100;

export const upx: InnerDecoder = defineDecoder({
  id: 'upx',
  title: 'a program packed with UPX, also with its marks broken',
  mode: 'inner',
  accepts(head) {
    if (beginsLikeElf(head)) return hasMagic(head) || isPackedElf(head);
    return beginsLikePe(head) && (hasMagic(head) || isPackedPe(head));
  },
  anchors: [{ text: 'packed with the UPX executable packer' }],
  *decode(bytes, { limits }): Generator<Child | Miss> {
    const most = allowance(bytes.length, limits);
    const unpacked = beginsLikeElf(bytes) ? unpackElf(bytes, most) : unpackWindows(bytes, most);
    if (!unpacked) return;
    if (unpacked.bytes.length > 0) yield { name: 'upx', bytes: unpacked.bytes, how: words(unpacked) };
    for (const { code, at, what } of unpacked.lacks) yield { gap: { code, what: `UPX: ${what}`, offset: at } };
  },
});

function unpackWindows(bytes: Uint8Array, most: number): UnpackedProgram | undefined {
  const image = readPeImage(bytes);
  return image.status === 'ok' ? unpackPe(bytes, image.value, most) : undefined;
}

function allowance(packedBytes: number, limits: Limits): number {
  return Math.min(limits.unpackedBytes, Math.max(harmlessBytes, limits.ratio * packedBytes));
}

function words({ method, magicBroken, form, filtered }: UnpackedProgram): string {
  const notes = [method];
  if (magicBroken) notes.push('UPX magic broken');
  if (form === 'parts in order') notes.push('parts one after the other, not the file as it was');
  if (filtered) notes.push('targets of calls left as packed');
  return notes.join(', ');
}

/** The shape: no sections and nothing for the dynamic linker. */
function isPackedElf(head: Uint8Array): boolean {
  const frame = readElfFrame(head);
  if (!frame || frame.hasSections) return false;
  return !frame.segments.some(({ type }) => type === segmentType.interpreter || type === segmentType.dynamic);
}

const beginsLikePe = (head: Uint8Array): boolean => head[0] === 0x4d && head[1] === 0x5a;

/** `UPX!` where UPX puts it: behind the program headers, or before the first section's bytes. */
function hasMagic(head: Uint8Array): boolean {
  const [first] = upxMagic;
  const start = head.subarray(0, magicWithin);
  for (let at = start.indexOf(first); at >= 0; at = start.indexOf(first, at + 1)) if (isMagic(start, at)) return true;
  return false;
}

/** A first section without bytes in the file that is large in memory, and the entry point in the one behind it. */
function isPackedPe(head: Uint8Array): boolean {
  const image = readPeImage(head);
  return image.status === 'ok' && hasPackedShape(image.value);
}

function hasPackedShape({ sections, entryPoint }: PeImage): boolean {
  const [empty, packed] = sections;
  if (!empty || !packed || sections.length > 4) return false;
  const into = entryPoint - packed.virtualAddress;
  return (
    empty.rawSize === 0 && empty.virtualSize > 0 && into >= 0 && into < Math.max(packed.virtualSize, packed.rawSize)
  );
}
