import { Buffer } from 'node:buffer';
import { makePyInstaller, makePyz, marshalCode } from '../../../tests/make-pyinstaller.ts';

const program = Buffer.from('\x7fELF and no program: pyi-runtime-tmpdir', 'latin1');

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: makePyInstaller(program, [
    { type: 's', name: 'run', bytes: marshalCode(['pool.example.com:3333']), compressed: true },
    { type: 'z', name: 'PYZ-00.pyz', bytes: makePyz({ settings: marshalCode(['donate-level']) }) },
  ]),
  leaves: program,
};
