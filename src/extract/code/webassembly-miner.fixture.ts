import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { drop, i32Const, i64Const, loop, makeModule } from '../../../tests/make-webassembly.ts';
import { codeMarks, type MarkId } from '../../intel/mining-code/code-marks.ts';

/** Tables of these hashes, as data. Tables compute nothing. */
function tables(...marks: MarkId[]): Uint8Array[] {
  return codeMarks.filter(({ id }) => marks.includes(id)).flatMap(({ patterns }) => patterns.slice(0, 1));
}

function text(...words: string[]): Uint8Array {
  return new TextEncoder().encode(words.join('\0'));
}

/** Constants laid on the stack and dropped. */
function constants(...values: bigint[]): number[] {
  return values.flatMap((value) => [...i64Const(value), drop]);
}

const memory = { initial: 32, maximum: 64 };
const finalists: readonly MarkId[] = ['blake-256', 'groestl', 'jh', 'skein'];
/** The shape of a scratchpad's loop: rounds, a mask, exclusive-ors and products of numbers that are never loaded. */
const stirring = [
  ...i32Const(0x80000n),
  drop,
  ...loop(...loop(...i32Const(0x1ffff0n), drop, 0x7e, ...new Array<number>(8).fill(0x85))),
];
const keccakConstants = constants(
  0x8000000080008000n,
  0x8000000080008081n,
  0x8000000000008009n,
  0x8000000000008003n,
  0x8000000000008002n,
);
const datasetConstants = constants(
  9298411001130361340n,
  12065312585734608966n,
  9306329213124626780n,
  5281919268842080866n,
  9549104520008361294n,
);

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'CryptoNight whose names were taken out',
      kind: 'executable',
      input: makeModule({ memory, functions: [stirring, keccakConstants], data: tables('aes', ...finalists) }),
      expect: [{ kind: 'miner-code', value: { family: 'cryptonight', form: 'webassembly', purpose: 'miner' } }],
    },
    {
      name: 'CryptoNight by its name and company, where its last hashes were written differently',
      kind: 'executable',
      input: makeModule({
        memory,
        exports: ['_cryptonight_hash'],
        functions: [stirring],
        data: tables('aes', 'keccak', 'jh'),
      }),
      expect: [{ kind: 'miner-code', value: { family: 'cryptonight' } }],
    },
    {
      name: 'RandomX without its salt',
      kind: 'executable',
      input: makeModule({ memory, functions: [datasetConstants], data: tables('aes') }),
      expect: [{ kind: 'miner-code', value: { family: 'randomx', form: 'webassembly', purpose: 'miner' } }],
    },
    {
      name: 'one that is cut off behind what shows it',
      kind: 'executable',
      input: makeModule({
        memory,
        functions: [stirring],
        data: [...tables('aes', 'keccak', ...finalists), text('the rest')],
      }).subarray(0, -6),
      expect: [{ kind: 'miner-code', value: { family: 'cryptonight' } }],
    },
  ],
  silent: [
    {
      name: 'a collection of hashes, which has no scratchpad',
      kind: 'executable',
      input: makeModule({ memory, functions: [keccakConstants], data: tables('aes', 'keccak', ...finalists) }),
    },
    ...finalists.map((mark) => ({
      name: `a library with ${mark} alone`,
      kind: 'executable' as const,
      input: makeModule({ memory, functions: [stirring], data: tables('aes', 'keccak', mark) }),
    })),
    {
      name: 'bcrypt, whose table begins as one of BLAKE-256 does',
      kind: 'executable',
      input: makeModule({
        memory,
        functions: [stirring],
        data: [
          ...tables('aes', 'keccak', 'groestl', 'jh', 'skein'),
          Uint8Array.from([...(tables('blake-256')[0] ?? []), 0xd9, 0xd5, 0x16, 0x92, 0x1b, 0xfb, 0x79, 0x89]),
        ],
      }),
    },
    {
      name: "a wallet, which needs CryptoNight for its files' locks",
      kind: 'executable',
      input: makeModule({
        memory,
        exports: ['cn_slow_hash'],
        functions: [stirring],
        data: [
          ...tables('aes', 'keccak', 'curve-25519', ...finalists),
          text('get_private_view_key', 'mnemonic', 'subaddress'),
        ],
      }),
    },
    {
      name: 'a library of hashes that only speaks of the one that is mined',
      kind: 'executable',
      input: makeModule({
        memory,
        functions: [keccakConstants],
        data: [...tables('aes', 'keccak', 'groestl'), text('no cryptonight here')],
      }),
    },
    {
      name: 'a module whose memory holds no scratchpad',
      kind: 'executable',
      input: makeModule({
        memory: { initial: 1, maximum: 2 },
        functions: [stirring],
        data: tables('aes', 'keccak', ...finalists),
      }),
    },
    { name: 'a program that is none', kind: 'executable', input: '\x7fELF cryptonight RandomX' },
  ],
};
