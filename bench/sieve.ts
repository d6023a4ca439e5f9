/**
 * The sieve alone, against reading the same file and against ripgrep with the same literals: `node dist/bench/sieve.js
 * FILE`. Traps: the file must be in the page cache (the first round is thrown away), ripgrep counts lines where we
 * give every place, and a busy machine moves all sides, so they run in turn and medians are told.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunShape } from '../src/model/anchor.ts';
import type { Sieve, Wanted } from '../src/sieve/contract.ts';
import { compilePlan, createSieve, createTwin, type SievePlan } from '../src/sieve/sieve.ts';
import { entryFields, literalTables, slotFields } from '../src/sieve/tables.ts';
import { miningLiterals } from './sieve-anchors.ts';

export const walletShapes: readonly RunShape[] = [
  { alphabet: 'base58', shortest: 95 },
  { alphabet: 'base58', shortest: 26, longest: 35, first: '13LMDRtnm2A9' },
  { alphabet: 'bech32', shortest: 42, longest: 64, first: 'blt' },
  { alphabet: 'hex', shortest: 40, longest: 42 },
];

export interface SieveRow {
  readonly name: string;
  /** Bytes a second, in 10^9: the best round and the median. */
  readonly best: number;
  readonly median: number;
  readonly found: string;
}

interface Side {
  readonly name: string;
  /** Does the work once and says what it found. */
  readonly run: () => string;
}

function rounds(sides: readonly Side[], bytes: number, count: number): SieveRow[] {
  const seconds = sides.map((): number[] => []);
  const found: string[] = [];
  for (let round = 0; round <= count; round++)
    sides.forEach((side, i) => {
      const start = performance.now();
      found[i] = side.run();
      if (round > 0) seconds[i]?.push((performance.now() - start) / 1000);
    });
  return sides.map(({ name }, i) => {
    const sorted = (seconds[i] ?? []).sort((a, b) => a - b);
    const rate = (s: number | undefined): number => bytes / (s ?? Number.NaN) / 1e9;
    return { name, best: rate(sorted[0]), median: rate(sorted[sorted.length >> 1]), found: found[i] ?? '' };
  });
}

/** Reads a file piece after piece into the sieve's own memory; sieves each piece if asked to. */
function readThrough(path: string, sieve: Sieve, scan: boolean): string {
  const file = openSync(path, 'r');
  let hits = 0;
  let runs = 0;
  let dropped = 0;
  for (;;) {
    const size = readSync(file, sieve.input, 0, sieve.input.length, null);
    if (size === 0) break;
    if (!scan) continue;
    const found = sieve.scan(size);
    hits += found.hits.length;
    runs += found.runs.length;
    dropped += found.dropped;
  }
  closeSync(file);
  return scan ? `${hits} hits, ${runs} runs, ${dropped} dropped` : '';
}

/** Reading alone, the sieve with and without its runs, its twin, and ripgrep where it is installed. */
export function measureSieve(path: string, wanted: Wanted, count = 5): SieveRow[] {
  const whole = createSieve(compilePlan(wanted));
  const literals = createSieve(compilePlan({ ...wanted, runs: [] }));
  const shapes = createSieve(compilePlan({ anchors: [], runs: wanted.runs }));
  const twin = createTwin(compilePlan(wanted));
  const scratch = mkdtempSync(join(tmpdir(), 'sieve-'));
  const list = join(scratch, 'literals.txt');
  writeFileSync(list, `${wanted.anchors.map((anchor) => anchor.text).join('\n')}\n`);
  const ripgrep = (): string => {
    const done = spawnSync('rg', ['-a', '-c', '-j1', '-F', '-f', list, path], { encoding: 'utf8' });
    return done.error ? 'not installed' : `${done.stdout.trim()} lines`;
  };
  const sides: Side[] = [
    { name: 'reading', run: () => readThrough(path, whole, false) },
    { name: 'sieve', run: () => readThrough(path, whole, true) },
    { name: 'sieve, literals only', run: () => readThrough(path, literals, true) },
    { name: 'sieve, runs only', run: () => readThrough(path, shapes, true) },
    { name: 'twin', run: () => readThrough(path, twin, true) },
    { name: 'rg -a -c -j1 -F -f', run: ripgrep },
  ];
  const size = countBytes(path, whole);
  const rows = rounds(sides, size, count);
  rmSync(scratch, { recursive: true });
  return rows;
}

function countBytes(path: string, sieve: Sieve): number {
  const file = openSync(path, 'r');
  let total = 0;
  for (let size = 1; size > 0; total += size) size = readSync(file, sieve.input, 0, sieve.input.length, null);
  closeSync(file);
  return total;
}

/** Texts that a hostile file may repeat: the worst that the plan's own tables offer, and what anyone would try. */
export function hostileTexts(plan: SievePlan, wanted: Wanted): Map<string, Uint8Array> {
  const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  const busiest = busiestWords(plan);
  const every = wanted.anchors.map((anchor) => anchor.text).join('');
  return new Map([
    ['one letter', latin1('A')],
    ['zeros', latin1('\0')],
    ['an anchor', latin1('stratum+tcp://')],
    ['an anchor, UTF-16LE', Buffer.from('stratum+tcp://', 'utf16le')],
    ['a short anchor', latin1('xmrig')],
    ['every anchor', latin1(every)],
    ['every anchor, UTF-16LE', Buffer.from(every, 'utf16le')],
    ['every anchor but its last byte', latin1(wanted.anchors.map((anchor) => anchor.text.slice(0, -1)).join(''))],
    ['the most shared word', busiest[0] ?? latin1('')],
    ['the eight most shared words', Buffer.concat(busiest.slice(0, 8))],
    ['95 base58 characters', latin1('8'.repeat(95))],
    ['wallets in a list', latin1(`${'4'.repeat(95)}\n`)],
    ['short wallets in a list', latin1(`1${'B'.repeat(25)}\n`)],
    ['short wallets, UTF-16LE', Buffer.from(`1${'B'.repeat(25)}\n`, 'utf16le')],
    ['runs that just fail', latin1(`b${'q'.repeat(63)} 1${'B'.repeat(33)}0 `)],
    ['94 base58 characters', latin1(`${'8'.repeat(94)}0`)],
    ['runs one too short', latin1(`${'B'.repeat(25)} `)],
  ]);
}

/** The keys that most patterns share; one that was mixed of two words does no harm here. */
function busiestWords(plan: SievePlan): Uint8Array[] {
  const tables = literalTables(plan.patterns, plan.texts);
  const entriesOf = (slot: number): number => {
    let count = 0;
    for (let entry = tables.slots[slot + 1] ?? 0; entry !== 0; entry = tables.entries[entry * entryFields - 1] ?? 0)
      count++;
    return count;
  };
  const slots: { key: number; entries: number }[] = [];
  for (let slot = 0; slot < tables.slots.length; slot += slotFields)
    slots.push({ key: tables.slots[slot] ?? 0, entries: entriesOf(slot) });
  return slots
    .sort((a, b) => b.entries - a.entries)
    .slice(0, 8)
    .map(({ key }) => {
      const word = Buffer.alloc(4);
      word.writeUInt32LE(key);
      return word;
    });
}

/** What a sieve does on input made to stall it, without reading: bytes lie in its memory. */
export function measureHostile(wanted: Wanted, count = 5): SieveRow[] {
  const plan = compilePlan(wanted);
  const sieve = createSieve(plan);
  const texts = [...hostileTexts(plan, wanted)];
  const fill = (text: Uint8Array): void =>
    void Buffer.from(sieve.input.buffer, sieve.input.byteOffset, sieve.input.length).fill(text);
  // The host compiles the core well only after it has run for a while: not what is measured here.
  for (const [, text] of texts) {
    fill(text);
    sieve.scan(sieve.input.length);
  }
  return texts.flatMap(([name, text]) => {
    fill(text);
    const run = (): string => {
      const { hits, runs, dropped } = sieve.scan(sieve.input.length);
      return `${hits.length} hits, ${runs.length} runs, ${dropped} dropped`;
    };
    return rounds([{ name, run }], sieve.input.length, count);
  });
}

/** Milliseconds to make a plan and a sieve, the first time in this process. */
export function measureStart(wanted: Wanted): { readonly plan: number; readonly sieve: number } {
  const start = performance.now();
  const plan = compilePlan(wanted);
  const planned = performance.now();
  createSieve(plan);
  return { plan: planned - start, sieve: performance.now() - planned };
}

export const miningWanted: Wanted = { anchors: miningLiterals.map((text) => ({ text })), runs: walletShapes };

function table(title: string, rows: readonly SieveRow[]): string {
  const lines = rows.map(
    ({ name, best, median, found }) =>
      `${name.padEnd(32)} ${best.toFixed(2).padStart(6)} ${median.toFixed(2).padStart(6)}  ${found}`,
  );
  return [`${title.padEnd(34)}  best median  GB/s`, ...lines, ''].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folded = process.argv.includes('--fold');
  const wanted = folded
    ? { ...miningWanted, anchors: miningWanted.anchors.map((anchor) => ({ ...anchor, fold: true })) }
    : miningWanted;
  const start = measureStart(wanted);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
  say(
    `${wanted.anchors.length} anchors${folded ? ', folded' : ''}; plan ${start.plan.toFixed(1)} ms, sieve ${start.sieve.toFixed(1)} ms\n`,
  );
  const file = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  if (file) say(table(file, measureSieve(file, wanted)));
  say(table('hostile, from memory', measureHostile(wanted)));
}
