import { Buffer } from 'node:buffer';

/** Bytes that it opens and bytes that it leaves alone. The first were made of one line by the lz4 tool. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array; readonly legacy: Uint8Array } = {
  opens: Buffer.from(
    '04224d186440a725000000ff0b7468652073616d6520746578742c206f6e6365206d6f72652c201a0001506d6f72650a0000000081e019e1',
    'hex',
  ),
  legacy: Buffer.from(
    '02214c1825000000ff0b7468652073616d6520746578742c206f6e6365206d6f72652c201a0001506d6f72650a',
    'hex',
  ),
  leaves: Buffer.from('04224d1800', 'hex'),
};

export const line = 'the same text, once more, the same text, once more\n';
