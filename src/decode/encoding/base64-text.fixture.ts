import { Buffer } from 'node:buffer';
import { config } from './encoding.fixture.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: Buffer.from(Buffer.from(config).toString('base64')),
  leaves: Buffer.from('abandonment\nabandonments\nabandons\nabase\nabased\nabasement\nabash\n'.repeat(5)),
};
