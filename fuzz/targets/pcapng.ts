/** pcapng files through the whole capture decoder, in chunks. */

import { checkWalked, frames } from '../../tests/capture-contract.ts';
import { join, pcapng } from '../../tests/make-capture.ts';
import { walkCapture } from '../../tests/walk-capture.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'pcapng',
  seeds: () => [
    pcapng(frames(), { interfaces: [{ resolution: 9 }, { link: 101, offsetSeconds: -5 }] }),
    pcapng(frames(), { little: false }),
    pcapng(frames(), { kind: 'obsolete' }),
    join(pcapng(frames(), { kind: 'simple' }), pcapng(frames(), { little: false, interfaces: [{ resolution: 0x94 }] })),
  ],
  run(bytes) {
    checkWalked(bytes, walkCapture(bytes));
    checkWalked(bytes, walkCapture(bytes, { chunk: 512, anchor: 'mining' }));
  },
};
