import { Buffer } from 'node:buffer';
import { config } from './encoding.fixture.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: Buffer.from(`\ufeff${config}`, 'utf16le').swap16(),
  leaves: Buffer.from(`\ufeff${config}`, 'utf16le'),
};
