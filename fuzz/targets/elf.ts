/** ELF headers, notes, linking, comments and embedded files: nothing throws, and what is framed lies within the file. */
import { readFileSync } from 'node:fs';
import { readComments } from '../../src/codec/elf/comment.ts';
import { readEmbeddedFiles } from '../../src/codec/elf/embedded-files.ts';
import { readElfImage } from '../../src/codec/elf/image.ts';
import { readLinking } from '../../src/codec/elf/linking.ts';
import { readNotes } from '../../src/codec/elf/notes.ts';
import { overlay } from '../../src/codec/elf/overlay.ts';
import { makeElf } from '../../tests/make-elf.ts';
import type { FuzzTarget } from '../target.ts';

const note = [4, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 0x47, 0x4e, 0x55, 0, 1, 2, 3, 4];

/** A program of this machine, where there is one; it is read, not run. */
function ofThisMachine(): Uint8Array[] {
  try {
    return [readFileSync('/bin/ls')];
  } catch {
    return [];
  }
}

export const target: FuzzTarget = {
  id: 'elf',
  seeds: () => [
    makeElf({
      parts: [
        { name: '.note', bytes: note, type: 7, segment: [4, 4] },
        { name: '.comment', bytes: [0x47, 0x43, 0x43, 0, 0x61, 0] },
        { name: '.symtab', bytes: new Array<number>(48).fill(1), type: 2, link: 4 },
        { name: '.strtab', bytes: [...Buffer.from('\0_binary_a_start\0_binary_a_end\0')], type: 3 },
      ],
    }),
    ...ofThisMachine(),
  ],
  run: (bytes) => {
    const image = readElfImage(bytes);
    if (image.status !== 'ok') return;
    readLinking(bytes, image.value);
    const frames = [
      ...readNotes(bytes, image.value).map(({ at, length }) => [at, at + length]),
      ...readComments(bytes, image.value).map(({ at, length }) => [at, at + length]),
      ...readEmbeddedFiles(bytes, image.value).map(({ at, end }) => [at, end]),
    ];
    const behind = overlay(image.value, bytes.length);
    if (behind) frames.push([behind.at, behind.end]);
    for (const [at = 0, end = 0] of frames)
      if (at < 0 || end < at || end > bytes.length) throw new Error(`a frame from ${at} to ${end} of ${bytes.length}`);
  },
};
