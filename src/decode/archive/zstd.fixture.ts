import { Buffer } from 'node:buffer';

/** Bytes that it opens and bytes that it leaves alone. The first were made of one line by the zstd tool. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: Buffer.from(
    '28b52ffd04680d0100d87468652073616d6520746578742c206f6e6365206d6f72652c200a01003638c701368a28',
    'hex',
  ),
  leaves: Buffer.from('28b52ffc24', 'hex'),
};

export const line = 'the same text, once more, the same text, once more\n';
