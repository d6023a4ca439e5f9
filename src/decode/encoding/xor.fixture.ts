import { config, noise } from './encoding.fixture.ts';

const surrounded = (text: string, key: number): Uint8Array =>
  Uint8Array.from([
    ...noise(300),
    0,
    0,
    0,
    0,
    ...new TextEncoder().encode(text).map((byte) => byte ^ key),
    0,
    0,
    0,
    0,
    ...noise(300, 2),
  ]);

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: surrounded(config, 0x5a),
  leaves: surrounded('A text on nothing that anyone would look for, under the same key.', 0x5a),
};
