import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GapCode } from '../../model/gap.ts';
import { defaultLimits } from '../../model/limits.ts';
import type { BatchResult } from './batch.ts';
import { type Batch, examineInPool, type PoolSetup } from './pool.ts';
import { planSieve } from './workbench.ts';

/** A worker that examines nothing: each path says what becomes of the thread that comes upon it. */
const actor = `
import { parentPort } from 'node:worker_threads';
const act = (path) => {
  if (path.startsWith('hang')) for (;;);
  if (path.startsWith('throw')) throw new Error('oh');
  if (path.startsWith('exit')) process.exit(0);
  if (path.startsWith('fill')) { const all = []; for (;;) all.push(new Array(100_000).fill(all.length)); }
};
parentPort.on('message', async (paths) => {
  for (const [at, path] of paths.entries()) {
    if (!path.includes('silently')) parentPort.postMessage({ at });
    await new Promise(setImmediate);
    act(path);
    parentPort.postMessage({});
  }
  parentPort.postMessage({ result: { examined: [], gaps: [], files: paths.length, bytes: 0 } });
});
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-pool-'));
  writeFileSync(join(folder, 'worker.mjs'), actor);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly files: number;
  readonly gaps: [path: string, code: GapCode][];
  /** Places of all files of which the pool told, ascending. */
  readonly places: number[];
}

async function runPool(batches: readonly (readonly string[])[], threads: number, ms = 600): Promise<Outcome> {
  const setup: PoolSetup = {
    plan: planSieve(),
    limits: { ...defaultLimits, sourceMs: ms / 2 },
    worker: pathToFileURL(join(folder, 'worker.mjs')),
    graceMs: ms / 2,
  };
  const results: { batch: Batch; result: BatchResult }[] = [];
  let first = 0;
  const numbered = batches.map((paths): Batch => {
    first += paths.length;
    return { first: first - paths.length, paths };
  });
  await examineInPool(numbered.values(), threads, setup, (batch, result) => results.push({ batch, result }));
  return {
    files: results.reduce((sum, { result }) => sum + result.files, 0),
    gaps: results
      .flatMap(({ result }) => result.gaps.map(({ path, code }): [string, GapCode] => [path, code]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    places: results.flatMap(({ batch }) => batch.paths.map((_, i) => batch.first + i)).sort((a, b) => a - b),
  };
}

const fine = (count: number): string[] => Array.from({ length: count }, (_, i) => `fine${i}`);
const upTo = (count: number): number[] => [...Array(count).keys()];

test('every file is told of once, on however many threads', async () => {
  const batches = [fine(3), fine(1), fine(5), fine(2)];
  for (const threads of [1, 2, 8])
    expect(await runPool(batches, threads)).toEqual({ files: 11, gaps: [], places: upTo(11) });
});

test('no files need no threads', async () => {
  expect(await runPool([], 4)).toEqual({ files: 0, gaps: [], places: [] });
});

test.each([
  ['throw', 'crashed'],
  ['exit', 'crashed'],
  ['fill', 'limit-memory'],
  ['hang', 'limit-time'],
  ['throw silently', 'crashed'],
  ['hang silently', 'limit-time'],
] as const)('a file that makes its thread %s is a gap, and its neighbours are examined', async (path, code) => {
  const outcome = await runPool([['before', path, 'after', 'last'], ['other']], 1, path === 'fill' ? 60_000 : 600);
  expect(outcome).toEqual({ files: 5, gaps: [[path, code]], places: upTo(5) });
});

test('many hostile files at once, on several threads, cost themselves alone', async () => {
  const batches = [
    ['hang1', 'fine', 'throw1'],
    ['exit1', 'exit2'],
    ['fine', 'hang2', 'hang3', 'fine'],
    ['throw2'],
    fine(20),
  ];
  const outcome = await runPool(batches, 3);
  expect(outcome.gaps).toEqual([
    ['exit1', 'crashed'],
    ['exit2', 'crashed'],
    ['hang1', 'limit-time'],
    ['hang2', 'limit-time'],
    ['hang3', 'limit-time'],
    ['throw1', 'crashed'],
    ['throw2', 'crashed'],
  ]);
  expect([outcome.files, outcome.places]).toEqual([30, upTo(30)]);
});

test('an error of whoever listens ends the pool', async () => {
  const setup: PoolSetup = {
    plan: planSieve(),
    limits: defaultLimits,
    worker: pathToFileURL(join(folder, 'worker.mjs')),
  };
  const batches: Batch[] = [
    { first: 0, paths: ['fine'] },
    { first: 1, paths: ['fine'] },
  ];
  const listening = examineInPool(batches.values(), 2, setup, () => {
    throw new RangeError('enough');
  });
  await expect(listening).rejects.toThrow('enough');
});
