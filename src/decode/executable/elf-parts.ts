/** Parts of an ELF program: what stands behind it, files that a linker took in, sections that hold a file. */
import { readEmbeddedFiles } from '../../codec/elf/embedded-files.ts';
import { type ElfImage, fileType, sectionType } from '../../codec/elf/image.ts';
import { overlay } from '../../codec/elf/overlay.ts';
import { overlayPart, type Part } from './part.ts';

/** Sections whose content the toolchain makes. `.gnu_debugdata` is an xz file: symbols that a distribution packed. */
const ofToolchain =
  /^\.(text|plt|got|init|fini|eh_frame|debug|zdebug|gnu|note|rel|dyn|interp|comment|go|typelink|itablink)/;

/**
 * Whether the headers promise any part. Object files are left alone: kernel modules are such, with a signature behind.
 * @param image from the file's beginning, so that its sections may be unknown
 */
export function promisesElfParts(image: ElfImage, size: number): boolean {
  if (image.type !== fileType.executable && image.type !== fileType.shared) return false;
  return overlay(image, size) !== undefined;
}

export function* elfParts(bytes: Uint8Array, image: ElfImage): Generator<Part> {
  const behind = overlay(image, bytes.length);
  if (behind && image.type !== fileType.relocatable) yield overlayPart(behind);
  for (const { name, at, end } of readEmbeddedFiles(bytes, image)) yield { name: `file ${name}`, at, end };
  for (const { name, type, offset, size } of image.sections)
    if (type !== sectionType.nobits && !ofToolchain.test(name))
      yield { name: `section ${name}`, at: offset, end: Math.min(bytes.length, offset + size) };
}
