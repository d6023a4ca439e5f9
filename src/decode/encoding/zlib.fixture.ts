import { deflateSync } from 'node:zlib';
import { config } from './encoding.fixture.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: deflateSync(config),
  leaves: new TextEncoder().encode('x^2 + y^2 = z^2 holds for the sides of a triangle with a right angle.'),
};
