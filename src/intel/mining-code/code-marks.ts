/**
 * Constants by which code that computes a hash is known when every name was taken out of it. A mark is no miner: AES,
 * Keccak and the finalists of the SHA-3 competition are in many libraries. What company makes a miner of them is said
 * in computed-hashes.ts.
 */
import { cryptoNightStandard, type Provenance, randomXSource } from '../provenance.ts';
import { aesTableStarts, groestlTableStarts, substitutions } from './galois-tables.ts';

export type MarkId =
  | 'aes'
  | 'keccak'
  | 'blake-256'
  | 'groestl'
  | 'jh'
  | 'skein'
  | 'scratchpad'
  | 'rounds'
  | 'randomx-dataset'
  | 'randomx-keys'
  | 'randomx-salt'
  | 'curve-25519'
  /** The code's own names speak of a hash that is mined; see computed-hashes.ts. */
  | 'name'
  /** A pool's words stand beside it; see intel/families.ts. */
  | 'pool';

export interface CodeMark extends Provenance {
  readonly id: MarkId;
  /** What it shows, in words for a report. */
  readonly says: string;
  /** As they lie in memory; any one of them shows it. */
  readonly patterns: readonly Uint8Array[];
  /** What must not follow a pattern: then it is a table of something else. */
  readonly unlessFollowedBy?: Uint8Array;
  /** As code holds them, unsigned, and how many of them show it. */
  readonly constants?: { readonly values: readonly bigint[]; readonly atLeast: number };
}

/** Numbers as processors of today lay them down: lowest byte first. */
function littleEndian(size: 4 | 8, ...values: readonly bigint[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * size));
  for (const [i, value] of values.entries())
    if (size === 4) bytes.setInt32(i * size, Number(value), true);
    else bytes.setBigUint64(i * size, value, true);
  return new Uint8Array(bytes.buffer);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const text = (characters: string): Uint8Array => new TextEncoder().encode(characters);

const sha3Candidates = (name: string): Provenance => ({
  source: `${name}, submission to NIST's SHA-3 competition: https://csrc.nist.gov/projects/hash-functions/sha-3-project`,
  asOf: '2011-01-16',
});

/** Eleven of the 24, all of which fill 64 bits: short ones stand in any code. */
const keccakRounds = [
  0x800000000000808an,
  0x8000000080008000n,
  0x8000000080008081n,
  0x8000000000008009n,
  0x800000000000008bn,
  0x8000000000008089n,
  0x8000000000008003n,
  0x8000000000008002n,
  0x8000000000000080n,
  0x800000008000000an,
  0x8000000000008080n,
];

/** The first digits of pi, which Blowfish has for its keys, too, and goes on with others. */
const blakeConstants = [
  ...[0x243f6a88n, 0x85a308d3n, 0x13198a2en, 0x03707344n, 0xa4093822n, 0x299f31d0n, 0x082efa98n, 0xec4e6c89n],
  ...[0x452821e6n, 0x38d01377n, 0xbe5466cfn, 0x34e90c6cn, 0xc0ac29b7n, 0xc97c50ddn, 0x3f84d5b5n, 0xb5470917n],
];

/** What a dataset's registers are mixed with at first; the multiplier beside them is a common one and left out. */
const datasetConstants = [
  9298411001130361340n,
  12065312585734608966n,
  9306329213124626780n,
  5281919268842080866n,
  10536153434571861004n,
  3398623926847679864n,
  9549104520008361294n,
];

export const codeMarks: readonly CodeMark[] = [
  {
    id: 'aes',
    says: 'AES (its substitution table or a table of its rounds)',
    patterns: [Uint8Array.from(substitutions), ...aesTableStarts],
    source: 'FIPS 197: https://csrc.nist.gov/pubs/fips/197/final',
    asOf: '2023-05-09',
  },
  {
    id: 'keccak',
    says: 'Keccak (its round constants)',
    patterns: [littleEndian(8, 0x8082n, 0x800000000000808an), littleEndian(8, 0x8000000080008000n, 0x808bn)],
    constants: { values: keccakRounds, atLeast: 5 },
    ...sha3Candidates('Keccak'),
  },
  {
    id: 'blake-256',
    says: 'BLAKE-256 (its constants)',
    patterns: [littleEndian(4, ...blakeConstants)],
    unlessFollowedBy: littleEndian(4, 0x9216d5d9n, 0x8979fb1bn),
    constants: { values: blakeConstants, atLeast: 14 },
    ...sha3Candidates('BLAKE'),
  },
  {
    id: 'groestl',
    says: 'Grøstl (a table of its rounds)',
    patterns: groestlTableStarts,
    ...sha3Candidates('Grøstl'),
  },
  {
    id: 'jh',
    says: 'JH (its round constants or its first state)',
    patterns: [bytesOf('72d5dea2df15f8677b84150ab7231557'), bytesOf('eb98a3412c20d3eb92cdbe7b9cb245c1')],
    constants: { values: [0x67f815dfa2ded572n, 0x571523b70a15847bn, 0x72d5dea2df15f867n], atLeast: 1 },
    ...sha3Candidates('JH'),
  },
  {
    id: 'skein',
    says: 'Skein (its first state or the parity of its keys)',
    patterns: [littleEndian(8, 0xccd044a12fdb3e13n, 0xe83590301a79a9ebn)],
    constants: { values: [0x1bd11bdaa9fc1a22n], atLeast: 1 },
    ...sha3Candidates('Skein'),
  },
  {
    id: 'scratchpad',
    says: 'addresses kept within a scratchpad of 256 KiB, 1, 2 or 4 MiB, in steps of 16 bytes',
    patterns: [],
    constants: { values: [0x1ffff0n, 0xffff0n, 0x3ffff0n, 0x1fff0n], atLeast: 1 },
    ...cryptoNightStandard,
  },
  {
    id: 'rounds',
    says: 'rounds as many as CryptoNight or its variants run (524,288 or 262,144)',
    patterns: [],
    constants: { values: [0x80000n, 0x40000n], atLeast: 1 },
    ...cryptoNightStandard,
  },
  {
    id: 'randomx-dataset',
    says: "RandomX's dataset (the constants its registers begin with)",
    patterns: [littleEndian(8, ...datasetConstants.slice(0, 2))],
    constants: { values: datasetConstants, atLeast: 5 },
    ...randomXSource,
  },
  {
    id: 'randomx-keys',
    says: "RandomX's generator (its AES keys)",
    patterns: [littleEndian(4, 0x6421aaddn, 0xd1833ddbn, 0x2f546d2bn, 0x99e5d23fn)],
    constants: { values: [0xd1833ddb6421aaddn, 0x99e5d23f2f546d2bn], atLeast: 2 },
    ...randomXSource,
  },
  {
    id: 'randomx-salt',
    says: "a salt of RandomX or of a coin's own variant of it",
    patterns: ['RandomX\x03', 'RandomWOW\x01', 'RandomARQ\x01', 'RandomX-Graft\x01', 'RandomSFX\x01'].map(text),
    ...randomXSource,
  },
  {
    id: 'curve-25519',
    says: "Curve25519 (a table of its base point's multiples)",
    patterns: [littleEndian(4, 25967493n, -14356035n, 29566456n, 3660896n)],
    source: 'Ed25519, reference implementation, base.h: https://ed25519.cr.yp.to/software.html',
    asOf: '2011-07-04',
  },
];
