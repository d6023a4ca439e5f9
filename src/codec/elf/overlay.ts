/**
 * What stands behind an ELF program: bytes after the last of its segments, sections and tables. The kernel never looks
 * at them; AppImages, self-extracting programs and droppers keep their load there.
 * Source: System V ABI, chapters 4 and 5.
 * Does not see: what stands in gaps between sections.
 */
import { type ElfImage, sectionType } from './image.ts';

/** Padding is shorter than this. */
const telling = 16;

/**
 * The stretch behind the program; undefined where there is none.
 * @param image with its sections where the file's are known, so that ones behind their own table count, too
 * @param size bytes of the file
 */
export function overlay(image: ElfImage, size: number): { at: number; end: number } | undefined {
  let end = image.sectionTable.end <= size ? image.sectionTable.end : 0;
  const extend = (to: number): void => {
    if (to <= size) end = Math.max(end, to);
  };
  for (const { offset, fileSize } of image.segments) extend(offset + fileSize);
  for (const { type, offset, size: bytes } of image.sections) if (type !== sectionType.nobits) extend(offset + bytes);
  return end > 0 && size - end >= telling ? { at: end, end: size } : undefined;
}
