import { storedZip } from '../../../examples/2018-installer/archive.ts';
import { makeElf } from '../../../tests/make-elf.ts';

const program = makeElf({ parts: [{ name: '.text', bytes: [0x90, 0x90, 0xc3], segment: [1, 5] }] });

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: Uint8Array.from([...program, ...storedZip('config.json', '{"pools": []}')]),
  leaves: program,
};
