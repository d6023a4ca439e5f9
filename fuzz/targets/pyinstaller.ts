/** PyInstaller programs, unpacked: nothing throws, loops end, and no more comes out than is allowed. */
import { pyinstaller } from '../../src/decode/executable/pyinstaller.ts';
import { nodeHost } from '../../src/engine/node/host.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import { makePyInstaller, makePyz, marshalCode } from '../../tests/make-pyinstaller.ts';
import type { FuzzTarget } from '../target.ts';

const limits = { ...defaultLimits, children: 50, unpackedBytes: 100_000 };
/** A text of code may hold what its code holds once more. */
const most = 3 * limits.unpackedBytes;

export const target: FuzzTarget = {
  id: 'pyinstaller',
  seeds: () => {
    const code = marshalCode(['pool.example.com:3333', ['-o', 'x'], 7, null]);
    const entries = [
      { type: 's', name: 'run', bytes: code, compressed: true },
      { type: 'x', name: 'data', bytes: code },
      { type: 'z', name: 'PYZ-00.pyz', bytes: makePyz({ one: code, two: code }) },
    ];
    return [makePyInstaller(code, entries), makePyInstaller(code, entries, true)].map((bytes) =>
      Uint8Array.from(bytes),
    );
  },
  run: async (bytes) => {
    let out = 0;
    for await (const one of pyinstaller.decode(bytes, { host: nodeHost, limits }))
      if ('bytes' in one) out += one.bytes.length;
    if (out > most) throw new Error(`${out} bytes came out`);
  },
};
