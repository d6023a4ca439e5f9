/** pcap files through the whole capture decoder, in chunks. */

import { checkWalked, frames } from '../../tests/capture-contract.ts';
import { pcap, Talk } from '../../tests/make-capture.ts';
import { walkCapture } from '../../tests/walk-capture.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'pcap',
  seeds: () => [
    pcap(frames()),
    pcap(frames(), { little: false, nano: true }),
    pcap(frames(), { modified: true }),
    pcap(new Talk({ v6: true }).open().send(0, 'six').close().frames),
    pcap(
      frames().map(({ bytes }) => ({ bytes: bytes.subarray(14) })),
      { link: 101 },
    ),
  ],
  run(bytes) {
    checkWalked(bytes, walkCapture(bytes));
    checkWalked(bytes, walkCapture(bytes, { chunk: 512, anchor: 'mining' }));
  },
};
