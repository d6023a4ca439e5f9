/**
 * Files within programs: what was put behind a Windows, Linux or macOS program (self-extracting archives, installers,
 * AppImages, droppers), what was built in as a resource, also of .NET, and what a linker took in. A part becomes an
 * artifact where that adds something: worth-opening.ts says when.
 * Sources: the formats' own specifications, see the codecs.
 * Does not see: what is encrypted or packed by a method of its own, pictures that hold something else, the files of a
 * .NET single-file bundle one by one, parts of ELF and Mach-O programs that nothing stands behind, unless a linker's
 * symbols name them. Plain text behind a program is found by the program's own search.
 */
import { readElfImage } from '../../codec/elf/image.ts';
import { machOverlay } from '../../codec/mach-o/overlay.ts';
import { readPeImage } from '../../codec/pe/image.ts';
import { isZlib } from '../../codec/plain-content/signature.ts';
import { readPyInstaller } from '../../codec/pyinstaller/archive.ts';
import type { Anchor } from '../../model/anchor.ts';
import type { GapCode } from '../../model/gap.ts';
import { type Child, type DecodeContext, defineDecoder, type InnerDecoder, type Miss } from '../../model/units.ts';
import { elfParts, promisesElfParts } from './elf-parts.ts';
import { overlayPart, type Part } from './part.ts';
import { peParts, promisesPeParts } from './pe-parts.ts';
import { openingOf } from './worth-opening.ts';

/** Symbols of files that a linker took in and that are worth opening, by the ends of their names. */
const anchors: readonly Anchor[] = [
  ...['_gz_start', '_xz_start', '_bz2_start', '_zst_start', '_zip_start', '_tar_start'],
  ...['_elf_start', '_exe_start', '_so_start', '_bin_start'],
].map((text) => ({ text }));

export const programParts: InnerDecoder = defineDecoder({
  id: 'program-parts',
  title: 'files behind a program, or built into it as a resource',
  mode: 'inner',
  anchors,
  kinds: ['executable'],
  accepts(head, _name, size = 0) {
    const [first, second, third, fourth] = head;
    if (first === 0x4d && second === 0x5a) {
      const image = readPeImage(head);
      return image.status === 'ok' && promisesPeParts(head, image.value, size);
    }
    if (first === 0x7f && second === 0x45 && third === 0x4c && fourth === 0x46) {
      const image = readElfImage(head);
      return image.status === 'ok' && promisesElfParts(image.value, size);
    }
    return isMachMagic(first, fourth) && machOverlay(head, size) !== undefined;
  },
  async *decode(bytes, context) {
    const taken: Part[] = [];
    for (const part of partsOf(bytes)) {
      if ('gap' in part) {
        yield part;
        continue;
      }
      if (taken.length >= context.limits.children) {
        yield { gap: { code: 'limit-count', what: `more than ${context.limits.children} parts`, offset: part.at } };
        return;
      }
      // Parts that share bytes are one trick to make much of little; a whole program as its own part is another.
      if (part.at === 0 || taken.some(({ at, end }) => part.at < end && at < part.end)) continue;
      const child = await open(bytes, part, context);
      if (child) taken.push(part);
      if (child) yield child;
    }
  },
});

/** First and last of the four bytes of feedface, feedfacf, either way round, and of cafebabe, cafebabf. */
function isMachMagic(first: number | undefined, fourth: number | undefined): boolean {
  if (first === 0xfe) return fourth === 0xce || fourth === 0xcf;
  if (first === 0xca) return fourth === 0xbe || fourth === 0xbf;
  return (first === 0xce || first === 0xcf) && fourth === 0xfe;
}

function* partsOf(bytes: Uint8Array): Generator<Part | Miss> {
  const pe = readPeImage(bytes);
  if (pe.status === 'ok') return yield* peParts(bytes, pe.value);
  const elf = readElfImage(bytes);
  if (elf.status === 'ok') return yield* elfParts(bytes, elf.value);
  const behind = machOverlay(bytes, bytes.length);
  if (behind) yield overlayPart(behind);
}

async function open(bytes: Uint8Array, part: Part, context: DecodeContext): Promise<Child | Miss | undefined> {
  const stretch = bytes.subarray(part.at, part.end);
  if (part.deflated) return inflated(stretch, part, context);
  // PyInstaller's archive begins with a zlib stream of no meaning by itself; its own decoder opens all of it.
  if (part.loose && isZlib(stretch) && readPyInstaller(bytes).status === 'ok') return undefined;
  const opening = openingOf(stretch, part.loose ?? false);
  if (opening === undefined) return undefined;
  const at = part.at + opening;
  const name = opening > 0 ? overlayPart({ at, end: part.end }).name : part.name;
  return { name, bytes: stretch.subarray(opening), from: { offset: at, length: part.end - at } };
}

/** Unpacking to less than this is no bomb, whatever the ratio. */
const harmlessBytes = 1024 * 1024;

async function inflated(packed: Uint8Array, part: Part, { host, limits }: DecodeContext): Promise<Child | Miss> {
  const gap = (code: GapCode, what: string): Miss => ({ gap: { code, what: `${part.name} ${what}`, offset: part.at } });
  const byRatio = Math.max(harmlessBytes, limits.ratio * packed.length);
  const most = Math.min(byRatio, limits.unpackedBytes, limits.wholeBytes);
  const unpacked = await host.inflateRaw(packed, most);
  if (unpacked.status === 'limit')
    return gap(most === byRatio ? 'limit-ratio' : 'limit-bytes', `would unpack to more than ${most} bytes`);
  if (unpacked.status !== 'ok') return gap('malformed', 'does not unpack');
  const from = { offset: part.at, length: packed.length };
  return { name: part.name, bytes: unpacked.value, from, how: 'deflated' };
}
