/** WebAssembly modules and their code: nothing throws, loops end, and what is framed lies within the file. */
import { readModule } from '../../src/codec/webassembly/module.ts';
import { profileFunctions, SoughtConstants } from '../../src/codec/webassembly/profile.ts';
import { drop, i32Const, i64Const, loop, makeModule } from '../../tests/make-webassembly.ts';
import type { FuzzTarget } from '../target.ts';

const sought = new SoughtConstants([0x1ffff0n, 0x8000000080008081n]);

export const target: FuzzTarget = {
  id: 'webassembly',
  seeds: () => [
    makeModule({
      memory: { initial: 1, maximum: 2 },
      imports: [['a', 'b']],
      exports: ['run'],
      functions: [
        loop(...i64Const(0x8000000080008081n), drop),
        [...i32Const(0x1ffff0n), drop, 0x0e, 2, 0, 0, 0, 0xfd, 0x0c, ...new Array<number>(16).fill(0)],
      ],
      data: [Uint8Array.of(1, 2, 3)],
      customSections: ['name'],
    }),
  ],
  run: (bytes) => {
    const module = readModule(bytes);
    if (module.status !== 'ok') return;
    const { functions, data, broken } = module.value;
    for (const { at, length } of [...functions, ...data, { at: broken?.at ?? 0, length: 0 }])
      if (at < 0 || length < 0 || at + length > bytes.length) throw new Error(`${length} bytes at ${at}`);
    for (const { operations } of profileFunctions(bytes, module.value, sought))
      if (operations.all > bytes.length) throw new Error('more instructions than bytes');
  },
};
