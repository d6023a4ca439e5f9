/** Mail and compound files through their decoders: nothing throws, loops end, no more comes out than is allowed. */
import { fixture as compound } from '../../src/decode/document/compound-file.fixture.ts';
import { compoundFile } from '../../src/decode/document/compound-file.ts';
import { lines, withAttachment } from '../../src/decode/document/mail.fixture.ts';
import { mail } from '../../src/decode/document/mail.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

const most = 4_000_000;

export const target: FuzzTarget = {
  id: 'document',
  seeds: () => [compound.opens, withAttachment, lines('From a 00:00', 'From: a', '', 'begin 644 x', '#8F5G', 'end')],
  run: async (bytes) => {
    for (const decoder of [compoundFile, mail]) {
      decoder.accepts?.(bytes.subarray(0, 4096), 'x', bytes.length);
      const { parts } = await unpack(decoder, bytes, { unpackedBytes: most });
      const total = parts.reduce((sum, part) => sum + part.bytes.length, 0);
      if (total > most) throw new Error(`${total} bytes, more than were allowed`);
    }
  },
};
