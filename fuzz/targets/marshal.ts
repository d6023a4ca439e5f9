/** Marshalled Python values, PyInstaller's archives and their modules: nothing throws, and what is framed is bounded. */
import { readMarshal } from '../../src/codec/marshal/marshal.ts';
import { constantTexts } from '../../src/codec/marshal/strings.ts';
import { readPyInstaller } from '../../src/codec/pyinstaller/archive.ts';
import { readModules } from '../../src/codec/pyinstaller/modules.ts';
import { makePyInstaller, makePyz, marshalCode } from '../../tests/make-pyinstaller.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'marshal',
  seeds: () => {
    const code = marshalCode(['pool.example.com:3333', ['-o', 'x'], 7, null]);
    const pyz = makePyz({ one: code, two: code });
    const entry = { type: 's', name: 'run', bytes: code };
    const package_ = makePyInstaller(code, [entry, { type: 'z', name: 'PYZ', bytes: pyz }]);
    return [code, pyz, package_, makePyInstaller(code, [entry], true)].map((bytes) => Uint8Array.from(bytes));
  },
  run: (bytes) => {
    const value = readMarshal(bytes);
    if (value.status === 'ok') constantTexts(value.value);
    readModules(bytes);
    const archive = readPyInstaller(bytes);
    if (archive.status !== 'ok') return;
    for (const { at, packedSize } of archive.value.entries)
      if (packedSize < 0 || !Number.isSafeInteger(at)) throw new Error(`an entry of ${packedSize} bytes at ${at}`);
  },
};
