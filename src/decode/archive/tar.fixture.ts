import { makeTar } from '../../../tests/make-series.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: makeTar({ name: 'folder/', type: '5' }, { name: 'folder/file.txt', bytes: 'text' }),
  leaves: new TextEncoder().encode(`${'a file in which '.repeat(16)} ustar stands where tar has it${' '.repeat(512)}`),
};
