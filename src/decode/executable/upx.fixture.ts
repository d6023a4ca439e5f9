import { Buffer } from 'node:buffer';
import { makeElf, packElf } from '../../../tests/make-upx.ts';
import { packNrv } from '../../../tests/nrv-packer.ts';

const words = Buffer.from('"pools": [{"url": "pool.example.com:3333", "user": "x"}] '.repeat(60));
const program = makeElf(64, 62, words, words.subarray(0, 900), words.subarray(0, 300));

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: packElf(program, { method: 8, pack: (bytes) => packNrv(bytes, 'NRV2E', 4) }),
  leaves: program,
};
