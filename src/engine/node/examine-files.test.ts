import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultLimits } from '../../model/limits.ts';
import { Collected } from './collected.ts';
import { type Examination, examineFiles } from './examine-files.ts';
import { planSieve, workbench } from './workbench.ts';

const files = 600;
const plan = planSieve();

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-files-'));
  for (let i = 0; i < files; i++) writeFileSync(join(folder, `${i}`), `nothing ${i}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** How many threads the examination of all files took. */
async function threadsOf(wish: Pick<Examination, 'jobs' | 'isThrifty'>): Promise<number> {
  let threads = 0;
  const count = (): void => void threads++;
  const limits = defaultLimits;
  const inPlace = () => workbench(plan, limits);
  const collected = new Collected(limits);
  const gathered = Array.from({ length: files }, (_, i) => ({ path: join(folder, `${i}`) }));
  const setting: Examination = { plan, limits, rules: { yara: [], sigma: [] }, inPlace, ...wish };
  process.on('worker', count);
  try {
    await examineFiles(gathered, setting, collected, (first, result) => collected.add(first, result));
  } finally {
    process.off('worker', count);
  }
  expect(collected.files).toBe(files);
  return threads;
}

// The threads run what was compiled last: `npm test` builds first.
test('where memory counts, one thread examines whatever the machine has, unless more are asked for', async () => {
  expect(await threadsOf({ isThrifty: true })).toBe(1);
  expect(await threadsOf({ isThrifty: true, jobs: 3 })).toBe(3);
  expect(await threadsOf({ jobs: 2 })).toBe(2);
});
