/**
 * Texts in disguise: `node dist/bench/disguises.js count FOLDER…` tells which of intel/disguised-texts.ts are met in
 * ordinary files, and under which disguise; `… speed FILE [ROUNDS]` what looking for them costs. Traps: the file must be
 * in the page cache (the first round is thrown away); a busy machine moves all sides, so they run in turn and ratios are
 * taken within a round; only the scan is timed, not the reading.
 */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { wantedBy } from '../src/engine/registry.ts';
import { extractors } from '../src/extract/index.generated.ts';
import { disguisedTexts } from '../src/intel/disguised-texts.ts';
import type { Disguise } from '../src/model/anchor.ts';
import type { Found, Sieve, Wanted } from '../src/sieve/contract.ts';
import { compilePlan, createSieve } from '../src/sieve/sieve.ts';

const texts: readonly string[] = disguisedTexts.map(({ text }) => text);
const withoutKey: readonly Disguise[] = ['base64', 'base64-utf16le', 'hex', 'reversed'];
const every: readonly Disguise[] = [...withoutKey, 'xor'];
/** More than any pattern covers: what is kept of one piece, so that nothing on its edge is missed. */
const overlap = 512;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Scans a file piece after piece; returns its bytes. A hit on the edge of two pieces may be handed over twice. */
function throughFile(path: string, sieve: Sieve, scan: (length: number) => void): number {
  const file = openSync(path, 'r');
  let total = 0;
  for (let kept = 0; ; ) {
    const size = readSync(file, sieve.input, kept, sieve.input.length - kept, null);
    if (size === 0) break;
    total += size;
    scan(kept + size);
    const length = kept + size;
    kept = Math.min(overlap, length);
    sieve.input.copyWithin(0, length - kept, length);
  }
  closeSync(file);
  return total;
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile()) yield path;
  }
}

function count(folders: readonly string[]): void {
  const sieve = createSieve(compilePlan({ anchors: [], runs: [], disguised: { texts, disguises: every } }));
  const places = new Map<string, string[]>();
  let files = 0;
  let bytes = 0;
  for (const path of folders.flatMap((folder) => [...filesIn(folder)])) {
    files++;
    bytes += throughFile(path, sieve, (length) => {
      for (const { anchor, encoding, offset } of sieve.scan(length, { xor: true }).hits) {
        const known = `${encoding} ${anchor}`;
        places.set(known, [...(places.get(known) ?? []), `${path} (at ${offset} of a piece)`]);
      }
    });
  }
  say(`${texts.length} texts in ${every.length} disguises; ${files} files, ${(bytes / 1e9).toFixed(1)} GB`);
  for (const [known, where] of places) say(`${where.length} ${known}: ${where.slice(0, 3).join(', ')}`);
}

interface Side {
  readonly name: string;
  readonly sieve: Sieve;
  readonly scan: (sieve: Sieve, length: number) => Found;
  readonly ms: number[];
}

function sideOf(name: string, wanted: Wanted, xor: boolean): Side {
  return {
    name,
    sieve: createSieve(compilePlan(wanted)),
    scan: (sieve, length) => sieve.scan(length, { xor }),
    ms: [],
  };
}

function speed(path: string, rounds: number): void {
  const plain = wantedBy(extractors);
  const all = { ...plain, disguised: { texts, disguises: every } };
  const sides = [
    sideOf('plain', plain, false),
    sideOf('base64, hex, reversed', { ...plain, disguised: { texts, disguises: withoutKey } }, false),
    sideOf('all, XOR not asked for', all, false),
    sideOf('all', all, true),
  ];
  let bytes = 0;
  for (let round = 0; round <= rounds; round++)
    for (const side of sides) {
      let ms = 0;
      bytes = throughFile(path, side.sieve, (length) => {
        const start = performance.now();
        side.scan(side.sieve, length);
        ms += performance.now() - start;
      });
      if (round > 0) side.ms.push(ms);
    }
  for (const { name, ms } of sides) {
    const ratios = ms.map((value, i) => value / (sides[0]?.ms[i] ?? Number.NaN));
    const rate = (value: number): string => (bytes / value / 1e6).toFixed(2);
    say(
      `${name.padEnd(24)} best ${rate(Math.min(...ms))} median ${rate(median(ms))} GB/s; ${median(ratios).toFixed(2)} times plain`,
    );
  }
}

const [command, ...rest] = process.argv.slice(2);
if (command === 'count') count(rest);
else if (command === 'speed' && rest[0] !== undefined) speed(rest[0], Number(rest[1] ?? 9));
else process.exitCode = 2;
