import { config, noise } from './encoding.fixture.ts';

const key = [0x9c, 0x21, 0xe7, 0x58, 0x03];

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: new TextEncoder().encode(config).map((byte, i) => byte ^ (key[i % key.length] ?? 0)),
  leaves: noise(2000),
};
