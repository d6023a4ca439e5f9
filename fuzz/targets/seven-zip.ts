/** What stands around 7-Zip: the choice of format, headers of RPM, members of lzip, what it prints. */
import { mayBeVolume, typeByHead, volumeType } from '../../src/codec/seven-zip/format.ts';
import { lzmaOfLzip } from '../../src/codec/seven-zip/lzip.ts';
import { listedMembers, printedErrors, tailBytes, writtenNames } from '../../src/codec/seven-zip/printed.ts';
import { rpmPayloadAt } from '../../src/codec/seven-zip/rpm-header.ts';
import type { FuzzTarget } from '../target.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const seeds = [
  'Path = a\nSize = 1\nEncrypted = +\n\nPath = b\nFolder = +\n',
  '- a\n- b/\nTail Size = 5\n',
  'ERROR: Data Error : a\nERROR: /archive : Cannot open encrypted archive. Wrong password?\n',
  `LZIP\x01\x0c${'x'.repeat(20)}\x1a\0\0\0\0\0\0\0`,
].map(ascii);

export const target: FuzzTarget = {
  id: 'seven-zip',
  seeds: () => [...seeds, Uint8Array.from([0x5d, 0, 0, 0x80, 0, ...new Array(9).fill(0xff), 0])],
  run(bytes) {
    typeByHead(bytes);
    volumeType(bytes);
    mayBeVolume(bytes, 'x', bytes.length);
    const streams = lzmaOfLzip(bytes);
    const streamBytes = streams.reduce((sum, { length }) => sum + length - 13, 0);
    if (streamBytes > bytes.length) throw new Error('streams longer than the file');
    const payload = rpmPayloadAt(bytes);
    if (payload.status === 'ok' && payload.value > bytes.length) throw new Error('a payload beyond the end');
    const text = new TextDecoder().decode(bytes);
    listedMembers(text);
    printedErrors(text);
    writtenNames(text);
    tailBytes(text);
  },
};
