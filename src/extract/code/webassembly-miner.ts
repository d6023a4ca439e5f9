/**
 * WebAssembly that computes a hash which only mining, wallets and checks of blocks need: CryptoNight or RandomX. Known
 * by its constants, in data and in code, and by what its functions do, so that taking its names out hides nothing.
 * Specification: codec/webassembly; constants and their company: intel/mining-code.
 * Does not see: hashes that innocent programs compute as well (Argon2, scrypt, yescrypt), constants that are unpacked
 * or computed at run time, and what lies beyond the first megabytes of a large module. Silent on wallets: a
 * miner that carries a wallet's words and Curve25519 passes for one.
 */
import { looksLikeModule, readModule, type WebAssemblyModule } from '../../codec/webassembly/module.ts';
import { type FunctionProfile, profileFunctions, SoughtConstants } from '../../codec/webassembly/profile.ts';
import { codeMarks, type MarkId } from '../../intel/mining-code/code-marks.ts';
import { type ComputedHash, computedHash, hashNames, walletWords } from '../../intel/mining-code/computed-hashes.ts';
import type { Hit } from '../../model/anchor.ts';
import { defineExtractor, type Extractor, type View } from '../../model/units.ts';
import { findMarks, type MarkPlaces } from './mark-places.ts';
import { PatternSearch } from './pattern-search.ts';

const wasmPageBytes = 65_536;
/** The smallest scratchpad of a hash in question; a module that can't have as much memory computes none. */
const leastMemoryBytes = 256 * 1024;
/** Names that are looked at; exports stand before data. */
const mostNames = 16;
/** Different words of a wallet, beside Curve25519, that make a module one. */
const wordsOfWallet = 3;

export const webassemblyMiner: Extractor<'miner-code'> = defineExtractor({
  id: 'webassembly-miner',
  title: 'WebAssembly that computes CryptoNight or RandomX',
  emits: ['miner-code'],
  kinds: ['executable'],
  accepts: looksLikeModule,
  anchors: hashNames.map((text) => ({ text })),
  *extract({ bytes, base, hits, whole }: View) {
    if (base !== 0) return;
    const read = readModule(bytes);
    if (read.status !== 'ok') return;
    const module = read.value;
    if (whole && module.broken)
      yield { gap: { code: 'malformed', what: module.broken.what, offset: module.broken.at } };
    if (!canHoldScratchpad(module)) return;
    const marks: MarkPlaces = new Map();
    findMarks(bytes, marks);
    const name = nameIn(module, hits);
    if (name) marks.set('name', { offset: name.offset, length: name.length });
    const busiest = profile(bytes, module, marks);
    const hash = computedHash(marks);
    if (hash === undefined || isWallet(bytes, marks)) return;
    const place = placeOf(hash, marks);
    const traits = [...traitsOf(hash, marks), ...shapeOf(module, busiest)];
    yield { kind: 'miner-code', value: { family: hash.hash, purpose: 'miner', form: 'webassembly', traits }, ...place };
  },
});

/** A name of the code's own: of an export, an import or a function. Data only speaks of such things. */
function nameIn({ data }: WebAssemblyModule, hits: readonly Hit[]): Hit | undefined {
  return hits
    .slice(0, mostNames)
    .find((hit) => !data.some(({ at, length }) => hit.offset >= at && hit.offset < at + length));
}

/** A memory without a maximum may grow. */
function canHoldScratchpad({ memories }: WebAssemblyModule): boolean {
  return memories.some(
    ({ initialPages, maximumPages }) =>
      maximumPages === undefined || Math.max(initialPages, maximumPages) * wasmPageBytes >= leastMemoryBytes,
  );
}

// --- code -----------------------------------------------------------------------------------------------------

const markOfConstant: ReadonlyMap<bigint, (typeof codeMarks)[number]> = new Map(
  codeMarks.flatMap((mark) => (mark.constants?.values ?? []).map((value) => [value, mark] as const)),
);
const sought = new SoughtConstants(markOfConstant.keys());

/** Adds what the functions' constants show, and gives back the one that mixes most. */
function profile(bytes: Uint8Array, module: WebAssemblyModule, marks: MarkPlaces): FunctionProfile | undefined {
  const seen = new Map<MarkId, Set<bigint>>();
  let busiest: FunctionProfile | undefined;
  for (const one of profileFunctions(bytes, module, sought)) {
    if (one.operations.mixing > (busiest?.operations.mixing ?? 0)) busiest = one;
    for (const constant of one.constants) noteConstant(constant, one, seen, marks);
  }
  return busiest;
}

function noteConstant(
  constant: bigint,
  { body, operations }: FunctionProfile,
  seen: Map<MarkId, Set<bigint>>,
  marks: MarkPlaces,
): void {
  const mark = markOfConstant.get(constant);
  if (mark?.constants === undefined || marks.has(mark.id)) return;
  // Round figures are in every program: they count in code that turns memory over as a scratchpad is.
  const stirs = operations.loops >= 2 && operations.mixing >= 8 && operations.wideMultiplications > 0;
  if (mark.id === 'rounds' && !stirs) return;
  const constants = seen.get(mark.id) ?? new Set<bigint>();
  seen.set(mark.id, constants.add(constant));
  if (constants.size >= mark.constants.atLeast) marks.set(mark.id, { offset: body.at, length: body.length });
}

// --- company --------------------------------------------------------------------------------------------------

let wallet: PatternSearch<string> | undefined;

function isWallet(bytes: Uint8Array, marks: MarkPlaces): boolean {
  if (!marks.has('curve-25519')) return false;
  wallet ??= new PatternSearch(walletWords.map((word) => ({ bytes: new TextEncoder().encode(word), of: word })));
  const words = new Set<string>();
  for (const { pattern } of wallet.find(bytes)) {
    words.add(pattern.of);
    if (words.size >= wordsOfWallet) return true;
  }
  return false;
}

// --- words ----------------------------------------------------------------------------------------------------

function placeOf({ must }: ComputedHash, marks: MarkPlaces): { offset: number; length: number } {
  const [first] = must;
  return (first && marks.get(first)) ?? { offset: 0, length: 8 };
}

function traitsOf({ must, beside }: ComputedHash, marks: MarkPlaces): string[] {
  const named = marks.has('name') ? ['names a hash of mining'] : [];
  const seen = codeMarks.filter(({ id }) => marks.has(id) && (must.includes(id) || beside.includes(id)));
  return [...seen.map(({ says }) => says), ...named];
}

function shapeOf({ memories }: WebAssemblyModule, busiest: FunctionProfile | undefined): string[] {
  const [memory] = memories;
  const pages = memory?.maximumPages ?? memory?.initialPages ?? 0;
  const traits = [
    `has a memory of ${memory?.maximumPages === undefined ? 'at least' : 'up to'} ${pages} pages of 64 KiB`,
  ];
  if (busiest === undefined) return traits;
  const { all, mixing, wideMultiplications } = busiest.operations;
  const products = wideMultiplications > 0 ? `, and ${wideMultiplications} multiplications of 64 bits` : '';
  return [...traits, `mixes bits: ${mixing} of ${all} instructions in its busiest function${products}`];
}
