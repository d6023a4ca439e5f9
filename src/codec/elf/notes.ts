/**
 * The notes of an ELF file: the build id that a linker made, and Go's own.
 * Source: System V ABI, chapter 5, "Note Section"; binutils, ld --build-id; Go, cmd/internal/buildid.
 * Does not see: notes of sections that the file's part does not hold.
 */
import { type ElfImage, fieldsAt, segmentType } from './image.ts';

export interface Note {
  readonly owner: string;
  readonly type: number;
  /** The note's description. */
  readonly at: number;
  readonly length: number;
}

export const noteType = { gnuBuildId: 3, goBuildId: 4 } as const;

const sectionNote = 7;
const headerSize = 12;
const mostNotes = 256;
const longestOwner = 64;

/** Every note, from segments where there are any, from sections otherwise. */
export function readNotes(bytes: Uint8Array, image: ElfImage): Note[] {
  const segments = image.segments.filter(({ type }) => type === segmentType.note);
  const places = [
    ...segments.map(({ offset, fileSize }) => ({ at: offset, size: fileSize })),
    ...image.sections.filter(({ type }) => type === sectionNote).map(({ offset, size }) => ({ at: offset, size })),
  ];
  const notes = new Map<number, Note>();
  for (const { at, size } of places.slice(0, mostNotes))
    for (const note of notesIn(bytes, image, at, Math.min(bytes.length, at + size))) notes.set(note.at, note);
  return [...notes.values()];
}

function* notesIn(bytes: Uint8Array, image: ElfImage, from: number, end: number): Generator<Note> {
  let at = from;
  for (let count = 0; count < mostNotes; count++) {
    const header = at + headerSize <= end ? fieldsAt(bytes, image, at, headerSize) : undefined;
    if (!header) return;
    const [ownerSize, length] = [header.u32(0), header.u32(4)];
    const descriptionAt = at + headerSize + aligned(ownerSize);
    if (ownerSize > longestOwner || descriptionAt + length > end) return;
    const owner = new TextDecoder().decode(bytes.subarray(at + headerSize, at + headerSize + ownerSize));
    yield { owner: owner.replace(/\0+$/, ''), type: header.u32(8), at: descriptionAt, length };
    at = descriptionAt + aligned(length);
  }
}

const aligned = (size: number): number => 4 * Math.ceil(size / 4);
